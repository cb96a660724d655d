using System;
using System.Globalization;
using System.IO;
using Harrier.Monitoring.Reports;
using Spectre.Console;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed class TerminalReportTests
{
    [Fact]
    public void The_summary_fits_a_narrow_terminal_and_tells_the_answer_first()
    {
        string text = Write(SampleReport.Make("HARA"), 100);

        Assert.StartsWith("Made", text.TrimStart(), StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 100, line));
        Assert.Contains("message to order", text, StringComparison.Ordinal);
        Assert.Contains("positionLimit", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Square_brackets_in_words_are_not_taken_for_markup()
    {
        SessionReport sample = SampleReport.Make("HARA");
        SessionReport odd = sample with
        {
            StateChanges = [sample.StateChanges[0] with { Reason = "[red] is no colour here [/]" }],
            Run = sample.Run with { Assumptions = ["a [bold] assumption"] },
        };

        string text = Write(odd, 100);

        Assert.Contains("[red] is no colour here [/]", text, StringComparison.Ordinal);
        Assert.Contains("a [bold] assumption", text, StringComparison.Ordinal);
    }

    private static string Write(SessionReport report, int width)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        TerminalReport.Write(report, console);
        return text.ToString();
    }
}
