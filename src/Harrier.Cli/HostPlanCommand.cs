using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Host.Changes;

namespace Harrier.Cli;

/// <summary><c>harrier host plan</c>: the exact writes that would bring the settings to their targets. Writes nothing to
/// the machine.</summary>
internal static class HostPlanCommand
{
    private const string Description =
        """
        Prints the exact writes that would tune the machine, as a diff; changes nothing.

        Settings of high risk, those that references disagree on, and those that may cut off the network in use are planned only where they are named themselves.
        What no file sets at run time is listed with what would set it.
        Exit codes: 0 done; 2 bad arguments; 3 the machine's files are not there, or lack a CPU or an interface that was named.

        Examples:
          harrier host plan
          harrier host plan mem irq --hot 2-4 --script tune.sh
          harrier host plan mem.thp sch.timer_migration
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        Argument<string[]> names = HostCommand.NamesArgument();
        Option<string> root = HostCommand.RootOption();
        Option<string> hot = HostCommand.HotOption();
        Option<string> feed = HostCommand.FeedOption();
        Option<string[]> exceptions = HostCommand.ExceptOption();
        var script = new Option<string>("--script") { Description = "Writes the same as a shell script.", HelpName = "FILE" };
        var command = new Command("plan", Description) { names, exceptions, root, hot, feed, script };
        command.SetAction(parsed =>
        {
            HostPlan? plan = HostCommand.MakePlan(parsed.GetValue(names) ?? [], parsed.GetValue(exceptions) ?? [], parsed.GetValue(root), parsed.GetValue(hot), parsed.GetValue(feed), error, out int exitCode);
            if (plan is null)
            {
                return exitCode;
            }

            using FileStream? stream = OutputFile.Create("--script", parsed.GetValue(script));
            Print(plan, output);
            if (stream is not null)
            {
                stream.Write(Encoding.UTF8.GetBytes(plan.ToScript()));
                output.WriteLine($"Script: {parsed.GetValue(script)}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    internal static void Print(HostPlan plan, TextWriter output)
    {
        output.Write(plan.ToDiff());
        var text = new TerminalText(output);
        if (plan.Left.Count > 0)
        {
            output.WriteLine("Left as they are:");
            var rows = new List<string[]>();
            foreach (LeftSetting left in plan.Left)
            {
                rows.Add([left.Setting.Setting.Id, $"{HostCheckReport.Change(left.Setting.Finding)}. {left.Reason}"]);
            }

            text.Rows(rows, 2);
        }

        if (plan.BootLine.Length > 0)
        {
            output.WriteLine($"For the kernel's boot line:\n{plan.BootLine}"); // never broken, so that it can be copied
        }

        foreach (string loss in plan.NetworkLosses)
        {
            text.Line($"Careful: {loss}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Writes.Count} {(plan.Writes.Count == 1 ? "write" : "writes")}, {plan.Left.Count} {(plan.Left.Count == 1 ? "setting" : "settings")} left."));
    }
}
