using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Engine.Risk;
using Harrier.Models.Risk;
using Harrier.Monitoring.Reports;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary><c>harrier risk</c>: the risk of a portfolio over a panel of daily prices, against what the days brought.</summary>
internal sealed class RiskCommand
{
    private const string Description =
        """
        Measures a portfolio before each day of a panel of prices, and counts the days that lost more.

        Value at risk and expected shortfall at 95 and 99 % by four methods, with the tests of Kupiec and Christoffersen; the risk kept change by change against the full product; what each asset adds. Prints tables and writes a page.

        PANEL has a line of names and then a line of prices a day, separated by commas; plain, .gz or .zst. A first column that is called date, or that has no numbers, is the date. Without --weights every asset has the same weight, rebalanced every day.

        Examples:
          harrier risk sp500.csv.zst --max-move 0.5 --report risk.html
          harrier risk prices.csv --weights weights.csv --lambda 0 --window 500 --json risk.json
        """;

    /// <summary>The shortest window, the day that it is held against, and the price before the first return.</summary>
    private const int DaysMin = ReturnMoments.ObservationsMin + 2;

    private readonly TextWriter _error;
    private bool _isSound = true;

    private RiskCommand(TextWriter error) => _error = error;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var panel = new Argument<string>("panel") { Description = "Daily prices.", HelpName = "PANEL" };
        panel.Validators.Add(ArgumentMistakes.RefuseOptions);
        var weights = new Option<string>("--weights") { Description = "Lines of NAME,WEIGHT; below 0 is short.", HelpName = "FILE" };
        var value = new Option<string>("--value") { Description = "Value of the portfolio in dollars, 1,000,000 without it.", HelpName = "DOLLARS" };
        var window = new Option<string>("--window") { Description = "Days that the historical figures look back, 250 without it.", HelpName = "DAYS" };
        var lambda = new Option<string>("--lambda") { Description = "Weight that a day keeps on the next in the covariance, 0.94 without it; 0 for equal weights over the window.", HelpName = "L" };
        var degrees = new Option<string>("--degrees") { Description = "Degrees of freedom of Student's t, 4 without it.", HelpName = "N" };
        var maximum = new Option<string>("--max-move") { Description = "Leaves moves out whose log return is farther from 0: splits that the prices are not adjusted for.", HelpName = "LOGRETURN" };
        var quantile = new Option<string>("--quantile") { Description = "Historical quantile: order (without it) or interpolated.", HelpName = "KIND" };
        var report = new Option<string>("--report") { Description = "Where the page goes.", HelpName = "FILE", DefaultValueFactory = _ => "risk.html" };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        var command = new Command("risk", Description) { panel, weights, value, window, lambda, degrees, maximum, quantile, report, json };
        command.SetAction(parsed =>
        {
            var reading = new RiskCommand(error);
            string path = parsed.GetValue(panel)!;
            if (reading.ReadPanel(path) is not PricePanel prices
                || reading.ReadWeights(parsed.GetValue(weights), prices.Names) is not double[] shares)
            {
                return ExitCode.BadInput;
            }

            var options = new RiskBacktestOptions
            {
                Weights = shares,
                ValueDollars = reading.ReadNumber("--value", parsed.GetValue(value), 1_000_000, 1, 1e10),
                Window = (int)reading.ReadNumber("--window", parsed.GetValue(window), 250, ReturnMoments.ObservationsMin, prices.Days - 2, isWhole: true),
                Lambda = reading.ReadNumber("--lambda", parsed.GetValue(lambda), 0.94, 0, 0.9999),
                DegreesOfFreedom = reading.ReadNumber("--degrees", parsed.GetValue(degrees), 4, 2.01, 1_000),
                MaximumMove = reading.ReadNumber("--max-move", parsed.GetValue(maximum), double.PositiveInfinity, 0.001, 100),
                Convention = reading.ReadConvention(parsed.GetValue(quantile)),
            };
            return reading._isSound && reading.IsMeasurable(path, prices, options)
                ? Measure(prices, options, parsed.GetValue(report)!, parsed.GetValue(json), output)
                : ExitCode.BadInput;
        });
        return command;
    }

    private static int Measure(PricePanel prices, RiskBacktestOptions options, string page, string? json, TextWriter output)
    {
        using var pageText = new StreamWriter(OutputFile.Create("--report", page)!);
        using FileStream? stream = OutputFile.Create("--json", json);
        RiskBacktestReport report = RiskBacktest.Run(prices, options);
        TerminalRiskBacktest.Write(report, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }));
        HtmlRiskBacktest.Write(report, pageText);
        output.WriteLine($"Page: {page}");
        if (stream is not null)
        {
            JsonRiskBacktest.Write(report, stream);
            output.WriteLine($"Figures: {json}");
        }

        return ExitCode.Done;
    }

    private PricePanel? ReadPanel(string path)
    {
        var panel = PricePanel.Read(path, out string fault);
        if (panel is null)
        {
            _error.WriteLine($"harrier: {path}: {fault}");
        }
        else if (panel.Days < DaysMin)
        {
            _error.WriteLine($"harrier: {path}: it has {panel.Days} days; the shortest window needs {DaysMin}");
            return null;
        }

        return panel;
    }

    private bool IsMeasurable(string path, PricePanel prices, RiskBacktestOptions options)
    {
        string fault = RiskBacktest.FaultOf(prices, options);
        if (fault.Length > 0)
        {
            _error.WriteLine($"harrier: {path}: {fault}");
        }

        return fault.Length == 0;
    }

    private double[]? ReadWeights(string? path, string[] names)
    {
        if (path is null)
        {
            return PortfolioWeights.Equal(names.Length);
        }

        try
        {
            using var reader = new StreamReader(path);
            double[]? weights = PortfolioWeights.Read(reader, names, out string fault);
            if (weights is null)
            {
                _error.WriteLine($"harrier: --weights {path}: {fault}");
            }

            return weights;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _error.WriteLine($"harrier: --weights {path}: cannot be read: {fault.Message}");
            return null;
        }
    }

    private double ReadNumber(string option, string? text, double absent, double least, double most, bool isWhole = false)
    {
        if (text is null && (absent <= most || !isWhole))
        {
            return absent;
        }

        string given = text ?? absent.ToString(CultureInfo.InvariantCulture);
        bool isNumber = double.TryParse(given, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= least && value <= most && (!isWhole || value == Math.Floor(value)))
        {
            return value;
        }

        _isSound = false;
        _error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"harrier: {option} = '{given}': must be a {(isWhole ? "whole " : string.Empty)}number from {least} to {most}"));
        return absent;
    }

    private QuantileConvention ReadConvention(string? text)
    {
        bool isKnown = text is null or "order" or "interpolated";
        if (!isKnown)
        {
            _isSound = false;
            _error.WriteLine($"harrier: --quantile = '{text}': must be order or interpolated");
        }

        return text == "interpolated" ? QuantileConvention.Interpolated : QuantileConvention.OrderStatistic;
    }
}
