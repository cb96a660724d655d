using System;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Engine.Risk;
using Harrier.Models.Risk;
using Harrier.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Engine.Risk;

public sealed class RiskBacktestTests
{
    [Fact]
    public void Two_assets_by_plain_loops()
    {
        PricePanel panel = Made(assets: 2, days: 60, seed: 1);
        RiskBacktestReport report = RiskBacktest.Run(panel, new RiskBacktestOptions { Weights = [0.7, -0.3], Window = 40, Lambda = 0.9, ValueDollars = 1_000 });
        double[] profits = new double[59];
        double variance = 0;
        double weights = 0;
        for (int day = 0; day < 59; day++)
        {
            profits[day] = (700 * Return(panel, 0, day)) - (300 * Return(panel, 1, day));
        }

        // The exponential variance of a fixed portfolio is that of its own results.
        for (int day = 0; day < 58; day++)
        {
            variance = (0.9 * variance) + (0.1 * profits[day] * profits[day]);
            weights = (0.9 * weights) + 0.1;
        }

        RiskMethod normal = Array.Find(report.Methods, method => method.Name == "normal" && method.Confidence == 0.99)!;
        Assert.Equal(2.3263478740408408 * Math.Sqrt(variance / weights), normal.LastValueAtRisk, 1e-9);
        RiskMethod historical = Array.Find(report.Methods, method => method.Name == "historical" && method.Confidence == 0.95)!;
        double[] past = profits[18..58];
        Array.Sort(past);
        Assert.Equal(-past[1], historical.LastValueAtRisk, 1e-9);
        Assert.Equal(-(past[0] + past[1]) / 2, historical.LastExpectedShortfall, 1e-9);
        int exceedances = 0;
        for (int day = 40; day < 59; day++)
        {
            double[] before = profits[(day - 40)..day];
            Array.Sort(before);
            exceedances += profits[day] < before[1] ? 1 : 0;
        }

        Assert.Equal((19, exceedances), (historical.Days, historical.Exceedances));
        Assert.Equal(ExceedanceTest.ProportionOfFailures(exceedances, 19, 0.95).PValue, historical.Kupiec.PValue);

        // Forty outcomes have no worst hundredth.
        Assert.Equal(0, Array.Find(report.Methods, method => method.Name == "historical" && method.Confidence == 0.99)!.Days);
        Assert.Equal(1.0, report.Leverage, 1e-12);
    }

    [Theory]
    [InlineData(0.94)]
    [InlineData(0)]
    public void Change_by_change_and_in_full_agree_and_components_sum_to_the_whole(double lambda)
    {
        PricePanel panel = Made(assets: 9, days: 150, seed: 2);
        RiskBacktestReport report = RiskBacktest.Run(panel, new RiskBacktestOptions { Weights = PortfolioWeights.Equal(9), Window = 100, Lambda = lambda });
        Assert.Equal((149, 149L * 9), (report.Comparison.Days, report.Comparison.Updates));
        Assert.InRange(report.Comparison.LargestDifference, 0, 1e-12);
        (double normal, double expansion, double historical) = (0, 0, 0);
        foreach (RiskComponent component in report.Components)
        {
            normal += component.Normal;
            expansion += component.CornishFisher;
            historical += component.HistoricalShortfall;
        }

        Assert.Equal(report.ComponentTotals.Normal, normal, 1e-6);
        Assert.Equal(report.ComponentTotals.CornishFisher, expansion, 1e-6);
        Assert.Equal(report.ComponentTotals.HistoricalShortfall, historical, 1e-6);
    }

    [Fact]
    public void Moves_that_are_not_believed_are_left_out_and_told()
    {
        PricePanel panel = Made(assets: 2, days: 60, seed: 3, splitDay: 30);
        RiskBacktestOptions options = new() { Weights = [0.5, 0.5], Window = 20 };
        RiskBacktestReport with = RiskBacktest.Run(panel, options);
        Assert.Equal(1, with.SuspectMoves);
        Assert.Empty(with.LeftOut);
        Assert.True(with.LogReturnMin < -0.6);
        RiskBacktestReport without = RiskBacktest.Run(panel, options with { MaximumMove = 0.5 });
        RiskMove move = Assert.Single(without.LeftOut);
        Assert.Equal(("S1", 30), (move.Name, move.Day));
        Assert.True(Array.TrueForAll(without.Profits, profit => profit > -100_000));
        Assert.Contains(with.Profits, profit => profit < -200_000);
    }

    [Fact]
    public void The_452_stocks_over_all_their_days()
    {
        PricePanel panel = PricePanel.Read(TestData.Find("panel_sp500_452x1258_2003-2008.csv.zst"), out string fault)!;
        Assert.Equal(string.Empty, fault);
        RiskBacktestReport report = RiskBacktest.Run(panel, new RiskBacktestOptions { Weights = PortfolioWeights.Equal(452), MaximumMove = 0.5 });
        Assert.Equal((452, 1_257), (report.Assets, report.Days));

        // What the data say of themselves: log returns from -1.46 to 2.29.
        Assert.Equal((-1.46, 2.29), (Math.Round(report.LogReturnMin, 2), Math.Round(report.LogReturnMax, 2)));
        Assert.Equal((1_257, 1_257L * 452), (report.Comparison.Days, report.Comparison.Updates));
        Assert.InRange(report.Comparison.LargestDifference, 0, 1e-10);
        Assert.All(report.Methods, method => Assert.Equal(1_007, method.Days));

        // The years of 2007 and 2008 are in it: a normal distribution is exceeded more often than one day in a hundred.
        RiskMethod normal = Array.Find(report.Methods, method => method.Name == "normal" && method.Confidence == 0.99)!;
        Assert.InRange(normal.Exceedances, 11, 60);
    }

    [Fact]
    public void The_page_and_the_json_hold_what_was_measured()
    {
        RiskBacktestReport report = RiskBacktest.Run(Made(assets: 3, days: 60, seed: 4), new RiskBacktestOptions { Weights = PortfolioWeights.Equal(3), Window = 20 });
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        HtmlRiskBacktest.Write(report, text);
        Assert.Contains("<svg", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", text.ToString().Replace("http://www.w3.org", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        JsonRiskBacktest.Write(report, stream);
        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        Assert.Equal(8, json.RootElement.GetProperty("methods").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.RootElement.GetProperty("maximumMove").ValueKind);
    }

    [Fact]
    public void Options_that_do_not_fit_the_panel_are_an_error()
    {
        PricePanel panel = Made(assets: 2, days: 30, seed: 1);
        Assert.Throws<ArgumentException>(() => RiskBacktest.Run(panel, new RiskBacktestOptions { Weights = [1.0], Window = 10 }));
        Assert.Throws<ArgumentException>(() => RiskBacktest.Run(panel, new RiskBacktestOptions { Weights = [1.0, 0.0], Window = 29 }));
    }

    internal static string Text(int assets, int days, int seed, int splitDay = -1)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        double[] prices = new double[assets];
        Array.Fill(prices, 50.0);
        for (int asset = 0; asset < assets; asset++)
        {
            text.Append(asset == 0 ? string.Empty : ",").Append('S').Append(asset);
        }

        for (int day = 0; day < days; day++)
        {
            double common = 0.02 * (random.NextDouble() - 0.5);
            text.Append('\n');
            for (int asset = 0; asset < assets; asset++)
            {
                prices[asset] *= 1 + common + (0.03 * (random.NextDouble() - 0.5));
                prices[asset] *= day == splitDay && asset == 1 ? 0.5 : 1;
                text.Append(asset == 0 ? string.Empty : ",").Append(prices[asset].ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return text.Append('\n').ToString();
    }

    private static PricePanel Made(int assets, int days, int seed, int splitDay = -1) =>
        PricePanel.Read(new StringReader(Text(assets, days, seed, splitDay)), out _)!;

    private static double Return(PricePanel panel, int asset, int day) => (panel.Price(asset, day + 1) / panel.Price(asset, day)) - 1;
}
