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
            Tail = "studentT",
            DegreesOfFreedom = 4.5,
            WorstValueAtRisk = new RiskFigure(1_500, 1_776, 1_000),
            Liquidity = new LiquiditySummary(0.1, 1_800, double.NaN, 150, "AAA", 30),
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
        Assert.Equal(("studentT", 4.5), (risk.GetProperty("tail").GetString(), risk.GetProperty("degreesOfFreedom").GetDouble()));
        Assert.Equal("1776.00", risk.GetProperty("worstValueAtRisk").GetProperty("most").GetString());
        JsonElement liquidity = risk.GetProperty("liquidity");
        Assert.Equal(JsonValueKind.Null, liquidity.GetProperty("lastSeconds").ValueKind);
        Assert.Equal((150.0, "AAA", 30), (liquidity.GetProperty("mostSeconds").GetDouble(), liquidity.GetProperty("symbol").GetString(), liquidity.GetProperty("unknownSeconds").GetInt32()));
        Assert.Equal(34_200_000_000_000, breach.GetProperty("time").GetInt64());
    }

    [Fact]
    public void Leverage_without_capital_is_infinite_which_the_json_has_as_null()
    {
        var breach = new RiskBreach(Nanoseconds.FromSeconds(34_200), "leverage", "reduce", double.PositiveInfinity, 10);
        using var stream = new MemoryStream();
        JsonReport.Write(Report with { Risk = Report.Risk! with { Breaches = [breach] } }, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        JsonElement written = Assert.Single(json.RootElement.GetProperty("risk").GetProperty("breaches").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, 10.0), (written.GetProperty("measured").ValueKind, written.GetProperty("allowed").GetDouble()));
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
            Assert.Contains("open orders at their worst", text, StringComparison.Ordinal);
            Assert.Contains("1,776", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AAA", 20.0, 0, "Liquidity horizon at 10 % of the volume: 2 min 30 s at most (AAA), 20 s at the end.")]
    [InlineData("AAA", double.NaN, 60, "150 s at most", "not known at the end. For 1 min something was held of which no trade was remembered")]
    [InlineData("", double.NaN, 60, "For 1 min something was held of which no trade was remembered, so that its liquidity horizon is not known.")]
    [InlineData("", 0.0, 0, "Nothing was held at the end of a second, so that there is no liquidity horizon.")]
    public void The_liquidity_horizon_is_a_number_or_a_sentence(string symbol, double last, int unknown, params string[] sentences)
    {
        SessionReport report = Report with
        {
            Risk = Report.Risk! with { Tail = "normal", Liquidity = new LiquiditySummary(0.1, 1_800, last, symbol.Length > 0 ? 150 : 0, symbol, unknown) },
        };
        string note = RiskTables.Figures(report).Note;
        foreach (string sentence in sentences)
        {
            Assert.Contains(sentence.Replace("150 s", "2 min 30 s", StringComparison.Ordinal), note, StringComparison.Ordinal);
        }

        Assert.Contains("of trading, normal; 7 instruments.", note, StringComparison.Ordinal);
        Assert.Contains("Student's t with 4.5 degrees of freedom", RiskTables.Figures(Report).Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_776, 1_000, true)]
    [InlineData(999, 1_000, false)]
    [InlineData(1_776, 0, false)] // no limit
    public void Open_orders_whose_worst_is_beyond_the_limit_are_explained(double most, double limit, bool isExplained)
    {
        SessionReport report = Report with { Risk = Report.Risk! with { WorstValueAtRisk = new RiskFigure(0, most, limit) } };
        Assert.Equal(isExplained, RiskTables.Figures(report).Note.Contains("beyond it afterwards", StringComparison.Ordinal));
    }

    [Fact]
    public void Breaches_and_states_that_come_often_have_one_row_each_in_the_terminal_and_all_of_them_on_the_page()
    {
        var breaches = new RiskBreach[40];
        var states = new StateChange[81];
        states[0] = new StateChange(Nanoseconds.FromSeconds(34_100), "halted", "Before.");
        for (int i = 0; i < breaches.Length; i++)
        {
            var time = Nanoseconds.FromSeconds(34_200 + (60 * i));
            breaches[i] = new RiskBreach(time, "valueAtRisk", "reduce", 1_000.5 + i, 1_000);
            states[1 + (2 * i)] = new StateChange(time, "reducing", "Beyond.");
            states[2 + (2 * i)] = new StateChange(time + Nanoseconds.FromSeconds(30), "active", "Back.");
        }

        SessionReport report = Report with { StateChanges = states, Risk = Report.Risk! with { Breaches = breaches, BreachesInAll = 40 } };
        Assert.Equal(
            [["09:28:20", "09:28:20", "1", "halted", "Before."], ["09:30:00", "10:09:00", "40", "reducing", "Beyond."], ["09:30:30", "10:09:30", "40", "active", "Back."]],
            ReportTables.BriefStateChanges(report).Rows);
        Assert.Equal(81, ReportTables.StateChanges(report).Rows.Length);
        Assert.Equal(
            [["09:30:00", "10:09:00", "40", "value at risk, $", "1,039.5", "1,000", "reduce"]], RiskTables.BriefBreaches(report).Rows);
        Assert.Equal(40, RiskTables.Breaches(report).Rows.Length);

        // Three times is not often.
        Assert.Equal(ReportTables.StateChanges(report).Rows[..7], ReportTables.BriefStateChanges(report with { StateChanges = states[..7] }).Rows);
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
