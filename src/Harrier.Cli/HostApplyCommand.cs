using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Measurement;

namespace Harrier.Cli;

/// <summary><c>harrier host apply</c>: makes the writes of a plan, with every old value in a journal first.</summary>
internal sealed class HostApplyCommand
{
    private const string Description =
        """
        Makes the writes of 'harrier host plan'. Each old value is on the disk before its write is made.

        Nothing is begun where a write is known to fail, where a setting that was named needs a reboot, where a write may cut off the network in use, or in trading hours.
        Where a write fails all the same, all are put back at once. A process that was killed in the middle leaves a journal: 'harrier host rollback' puts everything back.
        With --measure, jitter of the hot CPUs is measured before the first write and after the last (see 'harrier host jitter').
        Exit codes: 0 all writes hold; 1 a write did not hold, and all were put back; 2 bad arguments; 3 not allowed here, and nothing was changed.

        Examples:
          harrier host apply mem --yes
          harrier host apply mem irq --hot 2-4 --step
          harrier host apply --yes --not-between "09:30-16:00 America/New_York"
          harrier host apply mem irq --yes --measure --each
        """;

    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private HostApplyCommand(TextReader input, TextWriter output, TextWriter error) => (_input, _output, _error) = (input, output, error);

    internal static Command Create(TextReader input, TextWriter output, TextWriter error)
    {
        Argument<string[]> names = HostCommand.NamesArgument();
        Option<string> root = HostCommand.RootOption();
        Option<string> hot = HostCommand.HotOption();
        Option<string> feed = HostCommand.FeedOption();
        Option<string[]> exceptions = HostCommand.ExceptOption();
        Option<string> journal = HostCommand.JournalOption();
        var yes = new Option<bool>("--yes") { Description = "Does not ask." };
        var step = new Option<bool>("--step") { Description = "Waits for a line on standard input after each write: one change at a time." };
        var loss = new Option<bool>("--allow-network-loss") { Description = "Makes writes that may take down the link of the interface that this machine is reached by." };
        var hours = new Option<string>("--not-between") { Description = $"The trading hours, local time or that of a named zone: within them nothing is applied. ${TradingHours.Variable} if not given.", HelpName = "HH:MM-HH:MM[ ZONE]" };
        var isMeasured = new Option<bool>("--measure") { Description = "Measures jitter before and after, and keeps the figures before beside the journal." };
        var isEach = new Option<bool>("--each") { Description = "With --measure: measures after each setting too." };
        var jitter = new JitterOptions();
        var command = new Command("apply", Description) { names, exceptions, root, hot, feed, journal, yes, step, loss, hours, isMeasured, isEach };
        jitter.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!TradingHours.AreOver(parsed.GetValue(hours), TimeProvider.System, error, out int exitCode))
            {
                return exitCode;
            }

            HostPlan? plan = HostCommand.MakePlan(parsed.GetValue(names) ?? [], parsed.GetValue(exceptions) ?? [], parsed.GetValue(root), parsed.GetValue(hot), parsed.GetValue(feed), error, out exitCode);
            if (plan is null)
            {
                return exitCode;
            }

            JitterSettings? settings = null;
            if (parsed.GetValue(isEach) && !parsed.GetValue(isMeasured))
            {
                error.WriteLine("--each: says when to measure. Give --measure with it.");
                return ExitCode.BadInput;
            }

            if (parsed.GetValue(isMeasured))
            {
                settings = MeasuredChange.IsPossible(plan.Facts, error) ? jitter.Read(parsed, plan.Facts.Hot, error) : null;
                if (settings is null)
                {
                    return ExitCode.BadInput;
                }
            }

            return new HostApplyCommand(input, output, error).Apply(plan, parsed.GetValue(journal) ?? HostCommand.JournalDefault, parsed.GetValue(yes), parsed.GetValue(step), parsed.GetValue(loss), settings, parsed.GetValue(isEach));
        });
        return command;
    }

    private int Apply(HostPlan plan, string path, bool isSure, bool isStepped, bool isLossAllowed, JitterSettings? jitter, bool isEach)
    {
        HostPlanCommand.Print(plan, _output);
        if (IsRefused(plan, isLossAllowed))
        {
            return ExitCode.NotAllowedHere;
        }

        if (plan.Writes.Count == 0)
        {
            return ExitCode.Done;
        }

        if (!isSure && !IsConfirmed())
        {
            return ExitCode.NotAllowedHere;
        }

        using var journal = HostJournal.Open(path);
        if (journal.Entries.Count > 0)
        {
            _error.WriteLine($"{path}: holds {Writes(journal.Entries.Count)} not rolled back. Nothing was changed. Put back first: {RollbackOf(path)}. Or keep both: give this change a journal of its own, --journal FILE, and roll that back first.");
            return ExitCode.NotAllowedHere;
        }

        MeasuredChange.Forget(path); // of an earlier change
        MeasuredChange? measured = jitter is null ? null : MeasuredChange.Begin(plan, jitter, isEach, path, _output, _error);
        if (jitter is not null && measured is null)
        {
            return ExitCode.NotAllowedHere;
        }

        IReadOnlyList<WriteReport> reports;
        try
        {
            reports = HostChange.Apply(plan, journal, report =>
            {
                _output.WriteLine($"{(!report.IsRight ? "NOT written" : report.Outcome == WriteOutcome.Done ? "written" : "held already")}: {report.Write.Path} = {report.Write.Value}{(report.Cause.Length > 0 ? $" ({report.Cause})" : "")}");
                measured?.Written();
                if (isStepped)
                {
                    _output.WriteLine("Press Enter for the next write.");
                    _output.Flush();
                    _ = _input.ReadLine();
                }
            });
        }
        catch (IOException fault)
        {
            return PutBack($"{path}: the journal cannot be written: {fault.Message}.", plan.Facts.Root, journal) ? ExitCode.NotAllowedHere : ExitCode.No;
        }

        WriteReport last = reports[^1];
        if (last.EndsTheWriting)
        {
            _ = PutBack(last.Cause, plan.Facts.Root, journal);
            return ExitCode.No;
        }

        int refused = 0;
        foreach (WriteReport report in reports)
        {
            refused += report.IsRight ? 0 : 1;
        }

        measured?.End();
        new TerminalText(_output).Line($"{Writes(reports.Count - refused)} made{(refused > 0 ? $", {Count(refused)} refused: interrupts that the kernel places itself" : "")}. Journal: {path}. Put back with: {RollbackOf(path)}");
        return ExitCode.Done;
    }

    private bool PutBack(string cause, HostRoot root, HostJournal journal)
    {
        _error.WriteLine(cause);
        bool isAll = HostRollbackCommand.RollBack(root, journal, _output, _error);
        _error.WriteLine(isAll ? "All writes are put back." : $"Not all writes are put back. Look at what is left, and then: harrier host rollback --journal {journal.Path}");
        return isAll;
    }

    /// <summary>Says why the plan is not begun, if it is not.</summary>
    private bool IsRefused(HostPlan plan, bool isLossAllowed)
    {
        var causes = new List<string>(plan.NeedReboot);
        if (!isLossAllowed)
        {
            foreach (string loss in plan.NetworkLosses)
            {
                causes.Add($"{loss} Leave it out, or give --allow-network-loss.");
            }
        }

        causes.AddRange(HostChange.WhyNotWritable(plan));
        const int CausesShown = 5;
        foreach (string cause in causes.GetRange(0, Math.Min(CausesShown, causes.Count)))
        {
            _error.WriteLine(cause);
        }

        if (causes.Count > 0)
        {
            _error.WriteLine($"{(causes.Count > CausesShown ? $"And {Count(causes.Count - CausesShown)} more. " : "")}Nothing was changed.");
        }

        return causes.Count > 0;
    }

    private bool IsConfirmed()
    {
        if (Console.IsInputRedirected)
        {
            _error.WriteLine("Nobody is there to ask: give --yes to have these writes made. Nothing was changed.");
            return false;
        }

        _output.Write("Make these writes? [y/N] ");
        bool isConfirmed = _input.ReadLine()?.Trim() is "y" or "Y" or "yes";
        if (!isConfirmed)
        {
            _error.WriteLine("Nothing was changed.");
        }

        return isConfirmed;
    }

    private static string RollbackOf(string path) => $"harrier host rollback{(path == HostCommand.JournalDefault ? "" : $" --journal {path}")}";

    private static string Writes(int count) => $"{Count(count)} {(count == 1 ? "write" : "writes")}";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
