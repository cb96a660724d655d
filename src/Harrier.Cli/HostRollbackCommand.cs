using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary><c>harrier host verify</c> and <c>harrier host rollback</c>: whether what was written still holds, and how it
/// was before.</summary>
internal static class HostRollbackCommand
{
    private const string RollbackDescription =
        """
        Puts back what 'harrier host apply' wrote, byte for byte, last write first.

        A file that somebody else wrote since is reported and left as it is.
        Exit codes: 0 all is as it was; 1 something was left; 3 the journal cannot be opened or read.

        Examples:
          harrier host rollback
          harrier host rollback --journal /run/harrier/host.journal
        """;

    private const string VerifyDescription =
        """
        Reads back what 'harrier host apply' wrote; changes nothing.

        With --measure, jitter of the hot CPUs is measured now and compared with the figures that 'harrier host apply --measure' kept from before.
        Exit codes: 0 all of it holds; 1 something does not; 3 the journal cannot be opened or read.

        Examples:
          harrier host verify
          harrier host verify --measure
        """;

    internal static Command CreateRollback(TextWriter output, TextWriter error)
    {
        Option<string> root = HostCommand.RootOption();
        Option<string> journal = HostCommand.JournalOption();
        var command = new Command("rollback", RollbackDescription) { root, journal };
        command.SetAction(parsed =>
        {
            using HostJournal? opened = Open(parsed.GetValue(journal), output);
            return opened is null || RollBack(new HostRoot(parsed.GetValue(root) ?? "/"), opened, output, error) ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    internal static Command CreateVerify(TextWriter output, TextWriter error)
    {
        Option<string> root = HostCommand.RootOption();
        Option<string> journal = HostCommand.JournalOption();
        var isMeasured = new Option<bool>("--measure") { Description = "Measures jitter, as it was measured before." };
        var command = new Command("verify", VerifyDescription) { root, journal, isMeasured };
        command.SetAction(parsed =>
        {
            bool isRight;
            using (HostJournal? opened = Open(parsed.GetValue(journal), output))
            {
                isRight = opened is null || Verify(new HostRoot(parsed.GetValue(root) ?? "/"), opened, output, error);
            }

            int exitCode = isRight ? ExitCode.Done : ExitCode.No;
            if (!parsed.GetValue(isMeasured))
            {
                return exitCode;
            }

            HostFacts? facts = HostCommand.ReadFacts(parsed.GetValue(root), null, null, error, out int failed);
            return facts is null ? failed
                : !MeasuredChange.IsPossible(facts, error) ? ExitCode.BadInput
                : MeasuredChange.Compare(parsed.GetValue(journal) ?? HostCommand.JournalDefault, facts, output, error) ? exitCode : ExitCode.NotAllowedHere;
        });
        return command;
    }

    /// <summary>Puts everything back; false where something was left.</summary>
    internal static bool RollBack(HostRoot root, HostJournal journal, TextWriter output, TextWriter error)
    {
        int left = 0;
        IReadOnlyList<WriteReport> reports = HostChange.RollBack(root, journal);
        foreach (WriteReport report in reports)
        {
            if (report.IsRight)
            {
                output.WriteLine($"{(report.Outcome == WriteOutcome.Done ? "put back" : "as before")}: {report.Write.Path} = {report.Now.TrimEnd('\n')}");
            }
            else
            {
                left++;
                error.WriteLine(report.Cause);
            }
        }

        output.WriteLine(reports.Count == 0 ? NothingWritten(journal)
            : string.Create(CultureInfo.InvariantCulture, $"{reports.Count - left} of {reports.Count} files are as they were found."));
        if (left == 0)
        {
            MeasuredChange.Forget(journal.Path);
        }
        else
        {
            error.WriteLine($"What was left stays in {journal.Path}. Write the old value yourself and roll back again; or move the journal away, to keep what is there now.");
        }

        return left == 0;
    }

    private static bool Verify(HostRoot root, HostJournal journal, TextWriter output, TextWriter error)
    {
        int wrong = 0;
        IReadOnlyList<WriteReport> reports = HostChange.Verify(root, journal);
        foreach (WriteReport report in reports)
        {
            if (report.IsRight)
            {
                output.WriteLine($"{(report.Outcome == WriteOutcome.Done ? "holds" : "was never written")}: {report.Write.Path} = {report.Now.TrimEnd('\n')}");
            }
            else
            {
                wrong++;
                error.WriteLine(report.Cause);
            }
        }

        output.WriteLine(reports.Count == 0 ? NothingWritten(journal)
            : string.Create(CultureInfo.InvariantCulture, $"{reports.Count - wrong} of {reports.Count} files are as they were left."));
        return wrong == 0;
    }

    private static string NothingWritten(HostJournal journal) => $"{journal.Path}: holds no write that was not put back.";

    private static HostJournal? Open(string? path, TextWriter output)
    {
        string file = path ?? HostCommand.JournalDefault;
        try
        {
            _ = File.GetAttributes(file); // unlike File.Exists tells a file that is not there from one that may not be seen
            return HostJournal.Open(file);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            output.WriteLine($"{file}: there is no journal, so nothing was written.");
            return null;
        }
    }
}
