using System.CommandLine;
using System.IO;
using Harrier.Host.Measurement;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary><c>harrier host jitter</c>: what takes the hot CPUs away from a thread that never gives them away.</summary>
internal static class HostJitterCommand
{
    private const string Description =
        """
        Measures what interrupts a spinning thread on each hot CPU; changes nothing.

        A thread on each CPU, all at once, reads the clock without a pause; the time between two readings is a gap. Several rounds: the spread between them is the noise, and stands beside each figure.
        A thread of SCHED_FIFO also sees the kernel's throttle of real-time threads (kernel.sched_rt_runtime_us).
        Exit codes: 0 measured; 2 bad arguments; 3 a thread could not be placed.

        Examples:
          harrier host jitter
          harrier host jitter --hot 2-4 --seconds 10 --rounds 7 --json jitter.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> hot = HostCommand.HotOption();
        var json = new Option<string>("--json") { Description = "Writes every round with its histogram as JSON (docs/json.md).", HelpName = "FILE" };
        var options = new JitterOptions();
        var command = new Command("jitter", Description) { hot, json };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            HostFacts? facts = HostCommand.ReadFacts(null, parsed.GetValue(hot), null, error, out int exitCode);
            return facts is null ? exitCode
                : options.Read(parsed, facts.Hot, error) is not JitterSettings settings ? ExitCode.BadInput
                : Run(settings, parsed.GetValue(json), output, error);
        });
        return command;
    }

    private static int Run(JitterSettings settings, string? path, TextWriter output, TextWriter error)
    {
        // Opened before the work, so that a path that cannot be written is told at once.
        using FileStream? stream = OutputFile.Create("--json", path);
        JitterMeasurement? measurement = JitterReport.Measure(settings, output, error);
        if (measurement is null)
        {
            return ExitCode.NotAllowedHere;
        }

        JitterReport.Write(measurement, output);
        if (stream is not null)
        {
            JitterJson.Write(measurement, stream);
            output.WriteLine($"Figures: {path}");
        }

        return ExitCode.Done;
    }
}
