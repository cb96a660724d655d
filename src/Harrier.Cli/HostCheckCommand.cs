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

        Prints what differs from its target, what the target rests on and what a change risks. With the name of a setting, everything that is known about it.
        Exit codes: 0 nothing fails; 1 a setting fails; 2 bad arguments; 3 the machine's files are not there, or lack a CPU or an interface that was named.
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Argument<string?>("SETTING") { Description = "One setting (mem.thp), or a category (mem). All if not given.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> root = HostCommand.RootOption();
        Option<string> hot = HostCommand.HotOption();
        Option<string> feed = HostCommand.FeedOption();
        var json = new Option<string>("--json") { Description = "Writes every setting and how it was found as JSON (docs/json.md).", HelpName = "FILE" };
        var all = new Option<bool>("--all") { Description = "Prints the settings that pass or do not apply, too." };
        var command = new Command("check", Description) { name, root, hot, feed, json, all };
        command.SetAction(parsed =>
        {
            HostFacts? facts = HostCommand.ReadFacts(parsed.GetValue(root), parsed.GetValue(hot), parsed.GetValue(feed), error, out int exitCode);
            return facts is null ? exitCode : Check(facts, parsed.GetValue(name), parsed.GetValue(json), parsed.GetValue(all), output, error);
        });
        return command;
    }

    private static int Check(HostFacts facts, string? name, string? json, bool isAll, TextWriter output, TextWriter error)
    {
        // Opened before the work, so that a path that cannot be written is told at once.
        using FileStream? stream = json is null ? null : File.Create(json);
        var check = HostCheck.Run(facts);
        if (name is not null && !HostCheckReport.TrySelect(check, name, out check))
        {
            error.WriteLine(HostCheckReport.Unknown(name));
            return ExitCode.BadInput;
        }

        HostCheckReport.Write(check, isAll || name is not null, output);
        if (stream is not null)
        {
            HostCheckReport.WriteJson(check, stream);
            output.WriteLine($"Figures: {json}");
        }

        return check.Count(SettingStatus.Fail) > 0 ? ExitCode.No : ExitCode.Done;
    }
}
