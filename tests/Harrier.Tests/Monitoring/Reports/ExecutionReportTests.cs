using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Spectre.Console;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed class ExecutionReportTests
{
    /// <summary>1,000 to buy from a mid of 10.00, 600 bought at 10.02 on average: numbers as in ParentLedgerTests.</summary>
    public static readonly ExecutionReport Execution = new()
    {
        Symbol = "HARA",
        Side = Side.Buy,
        Lots = 1_000,
        DoneLots = 600,
        State = "expired",
        Algorithm = "twap",
        Begin = Nanoseconds.FromSeconds(34_200),
        End = Nanoseconds.FromSeconds(35_200),
        DecisionMidTicksTwice = 200_000,
        ArrivalMidTicksTwice = 200_200,
        LastMidTicksTwice = 202_000,
        AverageTicks = 100_200,
        VolumeWeightedTicks = 100_000,
        TimeWeightedTicks = 100_400,
        OthersLots = 5_400,
        Shortfall = new Shortfall(Dollars(100.00m), Dollars(26.20m), Dollars(18), Dollars(16), Dollars(0), Dollars(-0.20m), Dollars(40)),
        Slices =
        [
            new ExecutionSlice(Nanoseconds.FromSeconds(34_200), Nanoseconds.FromSeconds(34_700), 500, 500, 500),
            new ExecutionSlice(Nanoseconds.FromSeconds(34_700), Nanoseconds.FromSeconds(35_200), 1_000, 800, 600),
        ],
    };

    private static readonly SessionReport Report = SampleReport.Make("HARA") with { Execution = Execution };

    [Fact]
    public void Figures_follow_from_the_figures()
    {
        Assert.True(Execution.Shortfall.AddsUp);
        Assert.Equal(0.1, Execution.Participation);

        // 73.80 of 10,000 dollars; 10.02 against 10.00 and 10.04, in basis points of them.
        Assert.Equal(73.8, Execution.ShortfallBasisPoints, 1e-9);
        Assert.Equal(20.0, Execution.SlippageBasisPoints(Execution.VolumeWeightedTicks), 1e-9);
        Assert.Equal(-19.92031872509960, Execution.SlippageBasisPoints(Execution.TimeWeightedTicks), 1e-9);
        Assert.Equal(-20.0, (Execution with { Side = Side.Sell }).SlippageBasisPoints(Execution.VolumeWeightedTicks), 1e-9);
    }

    [Theory]
    [InlineData("execution.side", "buy")]
    [InlineData("execution.algorithm", "twap")]
    [InlineData("execution.state", "expired")]
    [InlineData("execution.doneLots", "600")]
    [InlineData("execution.shortfall.total", "73.80")]
    [InlineData("execution.shortfall.byCause.delay", "18.00")]
    [InlineData("execution.shortfall.byCause.priceMove", "16.00")]
    [InlineData("execution.shortfall.byCause.spread", "0.00")]
    [InlineData("execution.shortfall.byCause.fees", "-0.20")]
    [InlineData("execution.shortfall.byCause.opportunity", "40.00")]
    [InlineData("execution.decisionMidTicksTwice", "200000")]
    [InlineData("execution.vwapTicks", "100000")]
    [InlineData("execution.othersLots", "5400")]
    [InlineData("execution.slices.1.wantedLots", "800")]
    public void A_key_that_others_rely_on_holds_the_figure(string path, string expected)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Report, stream);
        using var json = JsonDocument.Parse(stream.ToArray());
        JsonElement element = json.RootElement;
        foreach (string name in path.Split('.'))
        {
            element = element.ValueKind == JsonValueKind.Array ? element[int.Parse(name, CultureInfo.InvariantCulture)] : element.GetProperty(name);
        }

        Assert.Equal(expected, element.ToString());
    }

    [Fact]
    public void What_there_was_not_is_null_and_a_dash()
    {
        ExecutionReport nothing = Execution with
        {
            DoneLots = 0,
            OthersLots = 0,
            DecisionMidTicksTwice = long.MinValue,
            ArrivalMidTicksTwice = long.MinValue,
            LastMidTicksTwice = long.MinValue,
            AverageTicks = double.NaN,
            VolumeWeightedTicks = double.NaN,
            TimeWeightedTicks = double.NaN,
            Shortfall = new Shortfall(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero),
        };
        SessionReport report = Report with { Execution = nothing, InstrumentSeries = [] };
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        Assert.Contains("\"decisionMidTicksTwice\": null", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
        string text = Terminal(report);
        Assert.Contains("Bought 0 of 1,000 HARA by twap.", text, StringComparison.Ordinal);
        Assert.Contains("no mid price", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", Page(report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_comes_first_and_the_tables_fit_a_terminal()
    {
        string text = Terminal(Report);
        Assert.StartsWith("Bought 600 of 1,000 HARA by twap at $10.0200: shortfall $73.80, 73.8 bp.", text.TrimStart(), StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("of which what was not executed", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_draws_the_schedule_beside_what_was_done()
    {
        string page = Page(Report);
        Assert.Contains("Lots scheduled, wanted and executed over time", page, StringComparison.Ordinal);
        Assert.Contains("Implementation shortfall", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Implementation shortfall", Page(SampleReport.Make("HARA")), StringComparison.Ordinal);
    }

    [Fact]
    public void Causes_that_do_not_add_up_are_a_fault_that_is_said()
    {
        SessionReport wrong = Report with { Execution = Execution with { Shortfall = Execution.Shortfall with { Delay = Money.Zero } } };
        Assert.Contains("The causes of the shortfall do not add up.", Terminal(wrong), StringComparison.Ordinal);
        Assert.Contains("FAULT", Terminal(wrong), StringComparison.Ordinal);
    }

    private static Money Dollars(decimal dollars) => Money.FromDecimal(dollars);

    private static string Page(SessionReport report)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(report, output);
        return output.ToString();
    }

    private static string Terminal(SessionReport report)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 80;
        TerminalReport.Write(report, console);
        return output.ToString();
    }
}
