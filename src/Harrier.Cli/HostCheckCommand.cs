using System;
using System.CommandLine;
using System.IO;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary><c>harrier host check</c>: every setting of the catalogue against its target. Reads only.</summary>
internal static class HostCheckCommand
{
    private const string Description =
        """
        Checks every setting that latency depends on; changes nothing.

        Prints a line a setting: what was found -> what it should be. Of a category, or of settings that are named, what the target rests on and what a change risks, too; of one setting, everything that is known about it.
        Exit codes: 0 nothing fails; 1 a setting fails; 2 bad arguments; 3 the machine's files are not there, or lack a CPU or an interface that was named.

        Examples:
          harrier host check
          harrier host check mem.thp
          harrier host check mem irq --hot 2-4
          harrier host check --root dump --all --json check.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        Argument<string[]> names = HostCommand.NamesArgument();
        Option<string> root = HostCommand.RootOption();
        Option<string> hot = HostCommand.HotOption();
        Option<string> feed = HostCommand.FeedOption();
        var json = new Option<string>("--json") { Description = "Writes every setting and how it was found as JSON (docs/json.md).", HelpName = "FILE" };
        var all = new Option<bool>("--all") { Description = "Prints the settings that pass or do not apply, too." };
        var command = new Command("check", Description) { names, root, hot, feed, json, all };
        command.SetAction(parsed =>
        {
            HostFacts? facts = HostCommand.ReadFacts(parsed.GetValue(root), parsed.GetValue(hot), parsed.GetValue(feed), error, out int exitCode);
            return facts is null ? exitCode : Check(facts, parsed.GetValue(names) ?? [], parsed.GetValue(json), parsed.GetValue(all), output, error);
        });
        return command;
    }

    private static int Check(HostFacts facts, string[] names, string? json, bool isAll, TextWriter output, TextWriter error)
    {
        if (!HostCommand.AreKnown(names, error))
        {
            return ExitCode.BadInput;
        }

        // Opened before the work, so that a path that cannot be written is told at once.
        using FileStream? stream = OutputFile.Create("--json", json);
        var check = HostCheck.Run(facts);
        if (names.Length > 0)
        {
            check = check.Where(one => Array.IndexOf(names, one.Setting.Id) >= 0 || Array.IndexOf(names, one.Setting.Category) >= 0);
        }

        HostCheckReport.Write(check, names.Length > 0, isAll, output);
        if (stream is not null)
        {
            HostCheckReport.WriteJson(check, stream);
            output.WriteLine($"Figures: {json}");
        }

        return check.Count(SettingStatus.Fail) > 0 ? ExitCode.No : ExitCode.Done;
    }
}
