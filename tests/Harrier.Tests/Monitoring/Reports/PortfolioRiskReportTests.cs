using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Spectre.Console;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed class PortfolioRiskReportTests
{
    private static readonly SessionReport Report = SampleReport.Make("AAA") with
    {
        Risk = new PortfolioRiskSummary
        {
            Confidence = 0.99,
            HorizonSeconds = 23_400,
            ValueAtRisk = new RiskFigure(double.NaN, 1_234.567, 1_000),
            ExpectedShortfall = new RiskFigure(900, 1_400, 0),
            Drawdown = new RiskFigure(1, 2, 3),
            Gross = new RiskFigure(10, 20, 0),
            LargestShare = 0.5,
            Instruments = 7,
            Breaches = [new RiskBreach(Nanoseconds.FromSeconds(34_200), "valueAtRisk", "flatten", 1_000.37, 1_000)],
            BreachesInAll = 1,
        },
    };

    [Fact]
    public void The_json_has_the_figures_as_money_and_what_is_not_known_as_null()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Report, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        JsonElement risk = json.RootElement.GetProperty("risk");
        Assert.Equal(JsonValueKind.Null, risk.GetProperty("valueAtRisk").GetProperty("last").ValueKind);
        Assert.Equal("1234.57", risk.GetProperty("valueAtRisk").GetProperty("most").GetString());
        Assert.Equal(JsonValueKind.Null, risk.GetProperty("expectedShortfall").GetProperty("limit").ValueKind);
        JsonElement breach = Assert.Single(risk.GetProperty("breaches").EnumerateArray());
        Assert.Equal("flatten", breach.GetProperty("action").GetString());
        Assert.Equal(34_200_000_000_000, breach.GetProperty("time").GetInt64());
    }

    [Fact]
    public void Page_and_terminal_tell_of_the_breach()
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(Report, page);
        using var terminal = new StringWriter(CultureInfo.InvariantCulture);
        TerminalReport.Write(Report, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) }));
        foreach (string text in (string[])[page.ToString(), terminal.ToString()])
        {
            Assert.Contains("Breaches of portfolio limits", text, StringComparison.Ordinal);
            Assert.Contains("09:30:00", text, StringComparison.Ordinal);
            Assert.Contains("flatten", text, StringComparison.Ordinal);
            Assert.Contains("1,000.37", text, StringComparison.Ordinal);
            Assert.Contains("; 7 instruments.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_limits_there_is_nothing_to_tell()
    {
        using var page = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(SampleReport.Make("AAA"), page);
        Assert.DoesNotContain("Portfolio risk", page.ToString(), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        JsonReport.Write(SampleReport.Make("AAA"), stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("risk").ValueKind);
    }
}
