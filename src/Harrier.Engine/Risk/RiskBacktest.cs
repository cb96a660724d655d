using System;
using Harrier.Models.Risk;
using Harrier.Models.Statistics;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Risk;

/// <summary>Measures a portfolio before each day of a panel by what was known then, and holds what the day brought against
/// it. On each day the prices change one asset after the other in a <see cref="RiskMonitor"/>, and the risk that it keeps is
/// held against the full product. Cold: allocates.</summary>
public sealed class RiskBacktest : IDisposable
{
    private const int Methods = 4;
    private const int HistoricalMethod = 2;
    private const int CornishFisherMethod = 3;
    private const double Sure = 0.99;
    private const int Components = 10;

    /// <summary>A price a million times the one of the day before is none, and what follows from it is beyond all units.</summary>
    private const double ReturnMax = 1e6;

    /// <summary>Below the range of <see cref="Money"/>.</summary>
    private const double ResultDollarsMax = 9e10;

    private static readonly double[] Confidences = [0.95, Sure];
    private static readonly string[] MethodNames = ["normal", "studentT", "historical", "cornishFisher"];

    private readonly PricePanel _panel;
    private readonly RiskBacktestOptions _options;
    private readonly PanelReturns _returns;
    private readonly double[] _exposures;
    private readonly double[] _profits;
    private readonly double[] _matrix;
    private readonly ExponentialCovariance? _exponential;
    private readonly CovarianceMatrix? _window;
    private readonly double[] _windowValues;
    private readonly RiskMonitor _monitor;
    private readonly ParametricTail[] _normal = Array.ConvertAll(Confidences, ParametricTail.Normal);
    private readonly ParametricTail[] _student;
    private readonly double[] _scratch;
    private readonly RiskMethodSeries[] _series;
    private readonly UpdateComparison _comparison;

    private RiskBacktest(PricePanel panel, RiskBacktestOptions options)
    {
        _panel = panel;
        _options = options;
        _returns = new PanelReturns(panel, options.MaximumMove);
        int assets = _returns.Assets;
        int days = _returns.Days;
        _exposures = Array.ConvertAll(options.Weights, weight => weight * options.ValueDollars);
        _profits = new double[days];
        for (int asset = 0; asset < assets; asset++)
        {
            ReadOnlySpan<double> own = _returns.Of(asset, 0, days);
            for (int day = 0; day < days; day++)
            {
                _profits[day] += _exposures[asset] * own[day];
            }
        }

        _matrix = new double[assets * assets];
        _exponential = options.Lambda > 0.0 ? new ExponentialCovariance(assets) : null;
        _window = options.Lambda > 0.0 ? null : new CovarianceMatrix(assets, options.Window);
        _windowValues = new double[options.Lambda > 0.0 ? 0 : assets * options.Window];
        _monitor = new RiskMonitor(new RiskMonitorSettings
        {
            Assets = assets,
            Tail = ParametricTail.Normal(Sure),
            UpdatesUntilRefresh = int.MaxValue,
        });
        _student = Array.ConvertAll(Confidences, confidence => ParametricTail.StudentT(confidence, options.DegreesOfFreedom));
        _scratch = new double[options.Window];
        _series = new RiskMethodSeries[Methods * Confidences.Length];
        for (int i = 0; i < _series.Length; i++)
        {
            _series[i] = new RiskMethodSeries(MethodNames[i / Confidences.Length], Confidences[i % Confidences.Length], days - options.Window);
        }

        _comparison = new UpdateComparison(_monitor, _exposures, days);
    }

    /// <summary>Says what keeps a panel from being measured: moves that are none, or results beyond the range of money.</summary>
    /// <param name="panel">The prices.</param>
    /// <param name="options">How; a weight an asset.</param>
    /// <returns>A sentence; empty where nothing does.</returns>
    public static string FaultOf(PricePanel panel, RiskBacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(options);
        var returns = new PanelReturns(panel, options.MaximumMove);
        double moved = 0.0;
        for (int asset = 0; asset < returns.Assets; asset++)
        {
            for (int day = 0; day < returns.Days; day++)
            {
                double change = returns.Values[(asset * returns.Days) + day];
                if (!(change <= ReturnMax))
                {
                    return $"{panel.Names[asset]} rises from {panel.Price(asset, day)} to {panel.Price(asset, day + 1)} on day {day + 1}; --max-move leaves such moves out";
                }

                moved += Math.Abs(options.Weights[asset] * options.ValueDollars * change);
            }
        }

        return moved <= ResultDollarsMax ? string.Empty : $"the days move {moved:G3} dollars in all, more than {ResultDollarsMax:G3}: the value or the weights are too large";
    }

    /// <summary>Measures every day.</summary>
    /// <param name="panel">The prices.</param>
    /// <param name="options">How; the window is shorter than the panel.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">The options do not fit the panel.</exception>
    public static RiskBacktestReport Run(PricePanel panel, RiskBacktestOptions options)
    {
        ArgumentNullException.ThrowIfNull(panel);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Weights.Length != panel.Names.Length || options.Window < ReturnMoments.ObservationsMin || options.Window >= panel.Days - 1)
        {
            throw new ArgumentException(
                $"{options.Weights.Length} weights and a window of {options.Window} days for {panel.Names.Length} assets over {panel.Days} days.", nameof(options));
        }

        string fault = FaultOf(panel, options);
        if (fault.Length > 0)
        {
            throw new ArgumentException(fault, nameof(panel));
        }

        using var backtest = new RiskBacktest(panel, options);
        for (int day = 0; day < backtest._returns.Days; day++)
        {
            backtest.MeasureDay(day);
        }

        return backtest.Report();
    }

    /// <inheritdoc/>
    public void Dispose() => _monitor.Dispose();

    private void MeasureDay(int day)
    {
        EstimateBefore(day);
        _monitor.SetCovariance(_matrix);
        _comparison.Restore();
        double variance = _monitor.CalculatePortfolioRisk().Variance;
        if (day >= _options.Window)
        {
            Measure(day, Math.Sqrt(variance));
        }

        _comparison.MoveDay(_returns, day);
        TakeDay(day);
    }

    private void Measure(int day, double deviation)
    {
        ReadOnlySpan<double> past = _profits.AsSpan(day - _options.Window, _options.Window);
        for (int level = 0; level < Confidences.Length; level++)
        {
            Note(0, _normal[level].Of(deviation));
            Note(1, _student[level].Of(deviation));
            Note(HistoricalMethod, HistoricalTail.Measure(past, Confidences[level], _options.Convention, _scratch));
            Note(CornishFisherMethod, CornishFisherTail.Measure(past, Confidences[level], _options.Convention, _scratch));

            void Note(int method, TailRisk risk) =>
                _series[(method * Confidences.Length) + level].Add(day - _options.Window, in risk, _profits[day]);
        }
    }

    /// <summary>The covariance of the days before one. Of less than two there is none, which a matrix of zeros says.</summary>
    private void EstimateBefore(int day)
    {
        if (_exponential is not null && day > 0)
        {
            _exponential.CopyTo(_matrix);
        }
        else if (_window is not null && day >= 2)
        {
            int from = Math.Max(0, day - _options.Window);
            int length = day - from;
            for (int asset = 0; asset < _returns.Assets; asset++)
            {
                _returns.Of(asset, from, day).CopyTo(_windowValues.AsSpan(asset * length, length));
            }

            _window.WriteCovariance(_windowValues.AsSpan(0, _returns.Assets * length), _matrix);
        }
    }

    private void TakeDay(int day)
    {
        if (_exponential is null)
        {
            return;
        }

        double[] changes = new double[_returns.Assets];
        for (int asset = 0; asset < changes.Length; asset++)
        {
            changes[asset] = _returns.Of(asset, day, day + 1)[0];
        }

        _exponential.TryUpdate(changes, _options.Lambda);
    }

    private RiskBacktestReport Report()
    {
        EstimateBefore(_returns.Days);
        _monitor.SetCovariance(_matrix);
        _comparison.Restore();
        PortfolioRisk risk = _monitor.CalculatePortfolioRisk();
        int from = _returns.Days - _options.Window;
        var drawdown = default(Drawdown);
        double sum = 0.0;
        foreach (double profit in _profits)
        {
            sum += profit;
            drawdown.Add(Money.FromDecimal((decimal)sum));
        }

        return new RiskBacktestReport
        {
            Assets = _returns.Assets,
            Days = _returns.Days,
            ValueDollars = _options.ValueDollars,
            Window = _options.Window,
            Lambda = _options.Lambda,
            DegreesOfFreedom = _options.DegreesOfFreedom,
            Convention = _options.Convention == QuantileConvention.OrderStatistic ? "orderStatistic" : "interpolated",
            LogReturnMin = _returns.LogMin,
            LogReturnMax = _returns.LogMax,
            SuspectMoves = _returns.Suspects,
            SuspectMove = PanelReturns.SuspectMove,
            MaximumMove = _options.MaximumMove,
            LeftOut = _returns.LeftOut,
            Profits = _profits[_options.Window..],
            Methods = Array.ConvertAll(_series, series => series.ToMethod()),
            Comparison = _comparison.ToFigures(),
            Leverage = risk.Exposure.Leverage(_options.ValueDollars),
            LargestShare = risk.Exposure.LargestShare,
            Herfindahl = risk.Exposure.Herfindahl,
            Drawdown = drawdown.Maximum,
            Components = ComponentsOf(from, out RiskComponentTotals totals),
            ComponentTotals = totals,
        };
    }

    /// <summary>What the largest contributors to normal value at risk add, by three methods, for the day after the last.</summary>
    private RiskComponent[] ComponentsOf(int from, out RiskComponentTotals totals)
    {
        int assets = _returns.Assets;
        double[] profits = new double[assets * _options.Window];
        for (int asset = 0; asset < assets; asset++)
        {
            ReadOnlySpan<double> own = _returns.Of(asset, from, _returns.Days);
            for (int day = 0; day < own.Length; day++)
            {
                profits[(asset * _options.Window) + day] = _exposures[asset] * own[day];
            }
        }

        double[] normal = new double[assets];
        double[] expansion = new double[assets];
        double[] historical = new double[assets];
        double[] unused = new double[assets];
        _monitor.Contributions(normal, unused);
        TailRisk byExpansion = CornishFisherTail.Contributions(profits, assets, Sure, _options.Convention, expansion, unused);
        TailRisk byHistory = HistoricalTail.Contributions(profits, assets, Sure, _options.Convention, unused, historical);
        totals = new RiskComponentTotals(
            _monitor.Current().ValueAtRiskDollars, byExpansion.ValueAtRisk, byExpansion.Outcome == RiskOutcome.HistoricalInstead, byHistory.ExpectedShortfall);
        var all = new RiskComponent[assets];
        for (int asset = 0; asset < assets; asset++)
        {
            all[asset] = new RiskComponent(_panel.Names[asset], _options.Weights[asset], normal[asset], expansion[asset], historical[asset]);
        }

        Array.Sort(all, (left, right) => right.Normal.CompareTo(left.Normal));
        return all[..Math.Min(Components, assets)];
    }
}
