using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Spectre.Console;

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
        var script = new Option<string>("--script") { Description = "Writes the same as a shell script.", HelpName = "FILE" };
        var command = new Command("plan", Description) { names, root, hot, feed, script };
        command.SetAction(parsed =>
        {
            HostPlan? plan = HostCommand.MakePlan(parsed.GetValue(names) ?? [], parsed.GetValue(root), parsed.GetValue(hot), parsed.GetValue(feed), error, out int exitCode);
            if (plan is null)
            {
                return exitCode;
            }

            if (parsed.GetValue(script) is string path)
            {
                File.WriteAllText(path, plan.ToScript());
            }

            Print(plan, output);
            return ExitCode.Done;
        });
        return command;
    }

    internal static void Print(HostPlan plan, TextWriter output)
    {
        output.Write(plan.ToDiff());
        if (plan.Left.Count > 0)
        {
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
            output.WriteLine("Left as they are:");
            var grid = new Grid();
            grid.AddColumn(new GridColumn { NoWrap = true });
            grid.AddColumn();
            foreach (LeftSetting left in plan.Left)
            {
                Finding finding = left.Setting.Finding;
                grid.AddRow(new Text(left.Setting.Setting.Id), new Text($"{finding.Found} -> {finding.Wanted}. {left.Reason}"));
            }

            console.Write(grid);
        }

        if (plan.BootLine.Length > 0)
        {
            output.WriteLine($"For the kernel's boot line: {plan.BootLine}");
        }

        foreach (string loss in plan.NetworkLosses)
        {
            output.WriteLine($"Careful: {loss}");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{plan.Writes.Count} writes, {plan.Left.Count} settings left."));
    }
}
