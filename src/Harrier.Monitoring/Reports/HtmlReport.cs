using System;
using System.Globalization;
using System.IO;
using System.Net;
using Harrier.Monitoring.Reports.Pictures;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>Writes a session as one page that needs nothing but itself: style and pictures are inside it, there is no
/// script. The first screen answers whether it made money, where, how fast, and that nothing was allocated.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="report">The session.</param>
    /// <param name="output">Where to; stays open.</param>
    public static void Write(SessionReport report, TextWriter output)
    {
        var page = new HtmlPage(output);
        page.Begin("Harrier: " + Headline.Of(report));
        WriteFirstScreen(page, report);
        WriteExecution(page, report);
        WriteResult(page, report);
        foreach (InstrumentSeries series in report.InstrumentSeries)
        {
            WriteInstrument(page, series);
        }

        WriteFills(page, report);
        WriteLatency(page, report);
        WriteSafety(page, report);
        WriteRun(page, report);
        page.End();
    }

    private static void WriteFirstScreen(HtmlPage page, SessionReport report)
    {
        page.Text("h1", Headline.Of(report));
        string warning = Headline.Warning(report);
        if (warning.Length > 0)
        {
            page.Text("p class=\"warning\"", warning);
        }

        Profit profit = report.Profit;
        LatencyStage path = report.Latencies.MessageToOrder;
        SessionCounts counts = report.Counts;
        page.Raw("<div class=\"tiles\">");
        if (report.Execution is ExecutionReport execution)
        {
            WriteTiles(page, execution);
        }
        else
        {
            page.Tile("Result", Figures.Dollars(profit.Total), profit.Total < Money.Zero ? "loss" : "gain",
                [("cash", Figures.Dollars(profit.Cash)), ("inventory at mid", Figures.Dollars(profit.InventoryAtMid))]);
            page.Tile("Spread captured", Figures.Dollars(profit.Spread), string.Empty,
                [("inventory held", Figures.Dollars(profit.Inventory)), ("fees and rebates", Figures.Dollars(profit.Fees))]);
        }

        page.Tile("Message to order, median", path.Samples == 0 ? "-" : Figures.Time(path.P50), string.Empty,
            [("p99", Figures.Time(path.P99)), ("p99.9", Figures.Time(path.P999)), ("max", Figures.Time(path.Max))]);
        page.Tile("Allocated in the session", Figures.Count(counts.AllocatedBytes) + " bytes", counts.AllocatedBytes == 0 && counts.Collections == 0 ? "gain" : "loss",
            [("collections", Figures.Count(counts.Collections)), ("messages", Figures.Count(counts.Messages)), ("wall clock", Figures.Duration(counts.WallSeconds))]);
        page.Raw("</div>");
    }

    private static void WriteTiles(HtmlPage page, ExecutionReport execution)
    {
        page.Tile("Executed", Figures.Count(execution.DoneLots), execution.IsComplete ? "gain" : "loss",
            [("of", Figures.Count(execution.Lots)), ("state", execution.State), ("of the volume", double.IsNaN(execution.Participation) ? "-" : Figures.Share(execution.Participation))]);
        page.Tile("Shortfall", Figures.Dollars(execution.Shortfall.Total), string.Empty,
            [("bp", Figures.Digits(execution.ShortfallBasisPoints)), ("bp to VWAP", Figures.Digits(execution.SlippageBasisPoints(execution.VolumeWeightedTicks))), ("bp to TWAP", Figures.Digits(execution.SlippageBasisPoints(execution.TimeWeightedTicks)))]);
    }

    private static void WriteExecution(HtmlPage page, SessionReport report)
    {
        if (report.Execution is not ExecutionReport execution)
        {
            return;
        }

        InstrumentSeries? series = Array.Find(report.InstrumentSeries, one => one.Symbol == execution.Symbol);
        page.Text("h2", "Parent order");
        page.Figure(
            "Lots scheduled, wanted and executed over time",
            [("scheduled", "mid"), ("wanted, with the limit of participation", "ask"), ("executed", "bid")],
            size => ExecutionPictures.Progress(execution, series, size));
        page.Table(ExecutionTables.Progress(execution));
        page.Table(ExecutionTables.Shortfall(execution));
        page.Table(ExecutionTables.Benchmarks(execution));
    }

    private static void WriteResult(HtmlPage page, SessionReport report)
    {
        page.Text("h2", "Result by cause");
        page.Figure(
            "The result over time, by cause: spread captured, inventory held, fees, and their sum",
            [("total", "text"), ("spread captured", "bid"), ("inventory held", "ask"), ("fees and rebates", "good")],
            size => ResultPictures.Profit(report, size));
        page.Table(ReportTables.Result(report));
        page.Table(ReportTables.Instruments(report));
    }

    private static void WriteInstrument(HtmlPage page, InstrumentSeries series)
    {
        var pictures = new MarketPictures(series);
        page.Text("h2", series.Symbol);
        page.Figure(
            $"{series.Symbol}: mid price, our quotes and our fills over time",
            [("mid", "mid"), ("our bid, and buys", "bid"), ("our ask, and sells", "ask")],
            pictures.Prices);
        if (series.Fills.Length > 0)
        {
            page.Figure(
                $"{series.Symbol}: the same in its busiest twentieth of the session",
                [("mid", "mid"), ("our bid, and buys", "bid"), ("our ask, and sells", "ask")],
                pictures.CloseUp);
        }

        page.Figure(
            $"{series.Symbol}: our quotes and fills as distance from the mid price, where the skew by inventory shows",
            [("our bid, and buys", "bid"), ("our ask, and sells", "ask")],
            pictures.Distances);
        page.Figure($"{series.Symbol}: inventory over time", [], pictures.Inventory);
        if (series.Parameters is ParameterSeries parameters)
        {
            WriteParameters(page, series, parameters);
        }
    }

    private static void WriteParameters(HtmlPage page, InstrumentSeries series, ParameterSeries parameters)
    {
        page.Text("h3", $"{series.Symbol}: what the model was told, as it was estimated");
        page.Raw("<div class=\"beside two\">");
        foreach ((string name, string unit, double[] values) in (ReadOnlySpan<(string, string, double[])>)
            [
                ("A, aggressive orders at the mid price", "a second and side", parameters.ArrivalsPerSecond),
                ("k, how fast they fall with the distance", "per dollar", parameters.DecayPerDollar),
                ("σ, volatility of the mid price", "cents per square root of a second", Array.ConvertAll(parameters.VolatilityDollarsPerSqrtSecond, dollars => 100 * dollars)),
                ("γ, risk aversion", "per million dollars", Array.ConvertAll(parameters.RiskAversionPerDollar, perDollar => 1e6 * perDollar)),
            ])
        {
            page.SmallFigure($"{series.Symbol}: {name}", PictureSize.Half, size => CalibrationPictures.OverTime(series.Times, values, unit, size));
        }

        page.Raw("</div>");
    }

    private static void WriteFills(HtmlPage page, SessionReport report)
    {
        page.Text("h2", "What the fills were worth, and how often they came");
        page.Raw("<div class=\"beside two\"><div>");
        page.SmallFigure("Markout of a lot by horizon: what a fill was worth against the mid price a while later", PictureSize.Half, size => ResultPictures.Markouts(report, size));
        page.Table(ReportTables.Markouts(report));
        page.Raw("</div><div>");
        page.SmallFigure("Fills a second by depth: measured (dots) and as the model takes it (line)", PictureSize.Half, size => ResultPictures.FillRates(report, size));
        page.Table(ReportTables.FillRates(report));
        page.Raw("</div></div>");
    }

    private static void WriteLatency(HtmlPage page, SessionReport report)
    {
        page.Table(ReportTables.Latency(report), "h2");
        page.Text("p class=\"quiet\"", "Share of samples by time; all on one axis. Grey line: median; orange line: 99th percentile.");
        page.Raw("<div class=\"beside\">");
        foreach ((string name, LatencyStage stage) in report.Latencies.InOrder())
        {
            page.SmallFigure(ReportTables.StageName(name), PictureSize.Small, size => LatencyPictures.Histogram(stage, size));
        }

        page.Raw("</div>");
    }

    private static void WriteSafety(HtmlPage page, SessionReport report)
    {
        page.Text("h2", "Checks and safe states");
        page.Table(ReportTables.Stops(report));
        page.Table(ReportTables.StateChanges(report));
        if (report.Risk is not null)
        {
            page.Table(RiskTables.Figures(report));
            page.Table(RiskTables.Breaches(report));
        }
    }

    private static void WriteRun(HtmlPage page, SessionReport report)
    {
        page.Table(ReportTables.Activity(report), "h2");
        page.Text("h2", "What is assumed");
        page.Raw("<ul>");
        foreach (string assumption in report.Run.Assumptions)
        {
            page.Text("li", assumption);
        }

        page.Raw("</ul>");
        page.Table(ReportTables.Host(report), "h2");
        page.Raw(string.Create(CultureInfo.InvariantCulture, $"<details><summary>Models and all {report.Run.Settings.Length} settings</summary>"));
        foreach (InstrumentRow row in report.Instruments.AsSpan(0, Math.Min(report.Instruments.Length, 40)))
        {
            page.Raw($"<p class=\"quiet\">{WebUtility.HtmlEncode(row.Symbol)}: {WebUtility.HtmlEncode(row.Model)}</p>");
        }

        page.Table(ReportTables.Settings(report));
        page.Raw("</details>");
    }
}
