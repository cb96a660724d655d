using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary><c>harrier host threads</c>: starts the trading threads on their CPUs and shows what the system made of it.</summary>
internal sealed class HostThreadsCommand
{
    private const string Description =
        """
        Starts the three trading threads on the hot CPUs, and shows what each really has.

        Market data, quote engine and risk monitor get a CPU each, in this order. Where there are fewer CPUs, the later threads wait elsewhere with normal priority. What the system refuses is told with its cause.
        Exit codes: 0 all is as asked; 1 something was refused; 2 bad arguments; 3 the machine cannot be read.

        Examples:
          harrier host threads --hot 2-4 --priority fifo:40 --lock
          harrier host threads --hot 2-4 --seconds 60 & ps -eLo pid,tid,comm,cls,rtprio,psr | grep -e market-data
        """;

    private const int DutiesSeen = 100;
    private const int Looks = 2_000;

    private readonly TextWriter _output;

    private HostThreadsCommand(TextWriter output) => _output = output;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> hot = HostCommand.HotOption();
        Option<string> priority = JitterOptions.PriorityOption("Of the threads that have a CPU of their own; normal if not given.");
        var isLocked = new Option<bool>("--lock") { Description = "Locks the memory of the process (mlockall)." };
        var seconds = new Option<int>("--seconds") { Description = "Keeps them running for so long, so that others can look at them: 0 to 3600; 0 if not given.", HelpName = "S" };
        var json = new Option<string>("--json") { Description = "Writes the same as JSON (docs/json.md).", HelpName = "FILE" };
        var command = new Command("threads", Description) { hot, priority, isLocked, seconds, json };
        command.SetAction(parsed =>
        {
            // The named CPUs are not looked up first: what the system says of them is the answer.
            HostFacts? facts = HostCommand.ReadFacts(null, null, null, error, out int exitCode);
            if (facts is null)
            {
                return exitCode;
            }

            int secondsHeld = parsed.GetValue(seconds);
            if (secondsHeld is < 0 or > 3_600)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--seconds {secondsHeld}: allowed are 0 to 3600."));
                return ExitCode.BadInput;
            }

            if (HostCommand.ReadHot(parsed.GetValue(hot), error, out CpuSet? named) && JitterOptions.TryReadPriority(parsed.GetValue(priority), error, out SchedulingPriority chosen))
            {
                CpuSet cpus = named ?? facts.Hot;
                if (!cpus.IsEmpty)
                {
                    return new HostThreadsCommand(output).Run(ThreadConfiguration.On(cpus, facts.Online.Except(cpus), chosen), parsed.GetValue(isLocked), secondsHeld, parsed.GetValue(json), error);
                }

                error.WriteLine("No CPU is set apart for trading, and there is none to spare. Name them with --hot.");
            }

            return ExitCode.BadInput;
        });
        return command;
    }

    private int Run(ThreadConfiguration configuration, bool isLocked, int seconds, string? path, TextWriter error)
    {
        IReadOnlyList<string> faults = configuration.Faults();
        foreach (string fault in faults)
        {
            error.WriteLine(fault);
        }

        if (faults.Count > 0)
        {
            return ExitCode.BadInput;
        }

        using FileStream? stream = OutputFile.Create("--json", path);
        var threads = new List<AgentThread>();
        foreach (ThreadSettings settings in configuration.Threads)
        {
            // Whatever is refused, the others are shown too.
            ThreadSettings shown = settings with { OnRefusal = RefusalChoice.GoOn };
            threads.Add(settings.IsSpinning
                ? AgentThread.Of(shown, default(EmptyDuty), default(BusySpinIdle))
                : AgentThread.Of(shown, default(EmptyDuty), new ParkIdle(100_000)));
        }

        using var started = PinnedThreads.Start(threads, isLocked ? MemoryLock.IfAllowed : MemoryLock.None);
        WaitForDuties(threads);
        int refused = started.Refusals.Count;
        foreach (AgentThread thread in threads)
        {
            refused += Print(thread) ? 0 : 1;
        }

        if (isLocked)
        {
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory: VmLck {started.Memory.LockedBytes / 1024:N0} kB"));
        }

        foreach (Refusal refusal in started.Refusals)
        {
            error.WriteLine(refusal);
        }

        if (stream is not null)
        {
            WriteJson(started, stream);
            _output.WriteLine($"Figures: {path}");
        }

        Hold(seconds);
        return refused == 0 ? ExitCode.Done : ExitCode.No;
    }

    // Bounded: on a CPU that somebody else holds for good, a thread never comes to its duty.
    private static void WaitForDuties(List<AgentThread> threads)
    {
        var idle = new ParkIdle(1_000_000);
        for (int look = 0; look < Looks && threads.Exists(thread => thread.Duties < DutiesSeen); look++)
        {
            idle.Idle(0);
        }
    }

    private void Hold(int seconds)
    {
        _output.Flush();
        var idle = new ParkIdle(50_000_000);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            idle.Idle(0);
        }
    }

    /// <summary>Prints what /proc says now; false where that is not what the thread itself had read.</summary>
    private bool Print(AgentThread thread)
    {
        ThreadReadBack? now = thread.Placement.ReadAgain();
        if (now is null)
        {
            _output.WriteLine($"{thread.Settings.Name}: /proc does not show it.");
            return false;
        }

        string policy = now.Policy == SchedulingPolicy.Fifo
            ? string.Create(CultureInfo.InvariantCulture, $"SCHED_FIFO {now.FifoPriority}")
            : string.Create(CultureInfo.InvariantCulture, $"SCHED_{now.Policy.ToString().ToUpperInvariant()}, nice {now.Nice}");
        new TerminalText(_output).Line(string.Create(CultureInfo.InvariantCulture, $"{now.Name}: thread {now.ThreadId}, CPU {now.Cpus}, {policy}, stack {now.StackBytes / 1024:N0} KiB, {(thread.Settings.IsSpinning ? "spins" : "waits")}, {thread.Duties:N0} duties{(thread.Placement.IsAsAsked ? "" : " (not as asked)")}"));
        return now == thread.Placement.Has && thread.Duties > 0;
    }

    private static void WriteJson(PinnedThreads started, FileStream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("threads");
        foreach (AgentThread thread in started.Threads)
        {
            json.WriteStartObject();
            json.WriteString("name", thread.Settings.Name);
            json.WriteString("askedCpus", thread.Settings.Cpus.ToString());
            json.WriteString("askedPriority", thread.Settings.Priority.ToString());
            json.WriteBoolean("isSpinning", thread.Settings.IsSpinning);
            if (thread.Placement.ReadAgain() is ThreadReadBack has)
            {
                json.WriteNumber("threadId", has.ThreadId);
                json.WriteString("cpus", has.Cpus.ToString());
                json.WriteString("policy", has.Policy.ToString());
                json.WriteNumber("fifoPriority", has.FifoPriority);
                json.WriteNumber("nice", has.Nice);
                json.WriteNumber("stackBytes", has.StackBytes);
                json.WriteNumber("timerSlack", has.TimerSlackNanoseconds);
            }

            json.WriteNumber("duties", thread.Duties);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("lockedBytes", started.Memory.LockedBytes);
        json.WriteStartArray("refusals");
        foreach (Refusal refusal in started.Refusals)
        {
            json.WriteStartObject();
            json.WriteString("cause", refusal.Cause.ToString());
            json.WriteString("sentence", refusal.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
