using System;
using System.Runtime.CompilerServices;
using Harrier.Models.Risk;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Risk;

/// <summary>Value at risk and expected shortfall of a portfolio, in full and by one change at a time. One thread; nothing is
/// allocated after construction.</summary>
/// <remarks>
/// With exposures w in dollars and a covariance Σ of returns, it keeps Σw and the variance w·Σw. Where exposure i changes
/// by d, by a fill or a price, the variance changes by 2d(Σw)_i + d²Σ_ii, and Σw by d times row i: O(1) and O(N), against
/// O(N²) for the product. Rounding adds up: n updates of N assets take the variance off by at most 16(n + N)²ε(Σ|w_i|σ_i)²,
/// with ε = 2^-53 and the largest Σ|w_i|σ_i on the way; by far less where errors of both signs meet. After
/// <see cref="RiskMonitorSettings.UpdatesUntilRefresh"/> updates the product is taken anew.
/// </remarks>
public sealed class RiskMonitor : IDisposable
{
    /// <summary>The most assets.</summary>
    public const int AssetsMax = 8_192;

    private const double Rounding = 1.0 / (1L << 53);
    private const double CorrelationSlack = 1e-9;
    private const double SymmetrySlack = 1e-12;

    private readonly NativeBuffer<double> _covariance;
    private readonly NativeBuffer<double> _vectors;
    private readonly NativeBuffer<double>? _returns;
    private readonly double[] _scratch;
    private readonly double _horizon;
    private readonly int _refreshAfter;
    private readonly int _row;
    private readonly int _scenarioRow;
    private bool _hasCovariance;
    private double _variance;
    private int _updates;

    /// <summary>Takes the memory, 8 bytes for each pair of assets, and as many for each asset and scenario.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="arena">Where to take it from: a node, huge pages; null for a mapping of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside of its range.</exception>
    public RiskMonitor(RiskMonitorSettings settings, MemoryArena? arena = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Assets, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Assets, AssetsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.UpdatesUntilRefresh, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Scenarios);
        if (!(settings.HorizonIntervals > 0.0) || double.IsInfinity(settings.HorizonIntervals))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.HorizonIntervals, "HorizonIntervals must be a finite number above 0.");
        }

        if (!(settings.Tail.Level > 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Tail.Level, "Tail must be one that was made: of a confidence above 0.5.");
        }

        Assets = settings.Assets;
        Tail = settings.Tail;
        _horizon = settings.HorizonIntervals;
        _refreshAfter = settings.UpdatesUntilRefresh;
        _row = RiskKernels.RowLength(Assets);
        _scenarioRow = RiskKernels.RowLength(settings.Scenarios);
        Scenarios = settings.Scenarios;
        _covariance = new NativeBuffer<double>((long)Assets * _row, "covariances", isTouched: true, arena);
        _vectors = new NativeBuffer<double>((3 * (long)_row) + _scenarioRow, "exposures", isTouched: true, arena);
        _returns = Scenarios > 0 ? new NativeBuffer<double>((long)Assets * _scenarioRow, "scenarios", isTouched: true, arena) : null;
        _scratch = TouchedArray.Allocate<double>(Scenarios);
    }

    /// <summary>Gets the number of assets.</summary>
    public int Assets { get; }

    /// <summary>Gets the number of outcomes of the past.</summary>
    public int Scenarios { get; }

    /// <summary>Gets the tail.</summary>
    public ParametricTail Tail { get; }

    /// <summary>Gets whether variance and marginals mean anything.</summary>
    public RiskOutcome Outcome { get; private set; }

    /// <summary>Gets the variance over one interval of the covariance, dollars squared; NaN without one.</summary>
    public double Variance => Outcome == RiskOutcome.Computed ? _variance : double.NaN;

    /// <summary>Gets the changes since the product was last taken in full.</summary>
    public int UpdatesSinceRefresh => _updates;

    /// <summary>Gets how many intervals the horizon has.</summary>
    public double HorizonIntervals => _horizon;

    /// <summary>Gets after how many changes the product is taken anew.</summary>
    internal int UpdatesUntilRefresh => _refreshAfter;

    /// <summary>Gets how many covariances it was given.</summary>
    internal int Covariances { get; private set; }

    internal ReadOnlySpan<double> Exposures => _vectors.AsSpan(0, _row);

    /// <summary>Σw, as far as the outcome is Computed.</summary>
    internal ReadOnlySpan<double> Marginals => _vectors.AsSpan(_row, _row);

    /// <summary>The diagonal of Σ.</summary>
    internal ReadOnlySpan<double> Variances => _vectors.AsSpan(2 * (long)_row, _row);

    private Span<double> ScenarioProfits => _vectors.AsSpan(3 * (long)_row, _scenarioRow);

    /// <summary>An exposure.</summary>
    /// <param name="asset">0 to <see cref="Assets"/> - 1.</param>
    public double ExposureDollars(int asset) => Exposures[..Assets][asset];

    /// <summary>The variance of an asset alone, over one interval.</summary>
    /// <param name="asset">0 to <see cref="Assets"/> - 1.</param>
    public double VarianceOf(int asset) => Variances[..Assets][asset];

    /// <summary>Takes a new covariance of the returns over one interval, and the full product with it. O(N²).</summary>
    /// <param name="covariance">Row-major, <c>assets × assets</c>, symmetric.</param>
    /// <returns>Computed; otherwise why it is no covariance, and there are no figures until there is one.</returns>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public RiskOutcome SetCovariance(ReadOnlySpan<double> covariance)
    {
        if (covariance.Length != Assets * Assets)
        {
            throw new ArgumentException($"{covariance.Length} numbers; a covariance of {Assets} assets has {(long)Assets * Assets}.", nameof(covariance));
        }

        RiskOutcome outcome = CheckCovariance(covariance, Assets);
        _hasCovariance = outcome == RiskOutcome.Computed;
        if (!_hasCovariance)
        {
            Outcome = outcome;
            return outcome;
        }

        for (int asset = 0; asset < Assets; asset++)
        {
            covariance.Slice(asset * Assets, Assets).CopyTo(RowOf(asset));
            _vectors.AsSpan(2 * (long)_row, _row)[asset] = covariance[(asset * Assets) + asset];
        }

        Covariances++;
        Refresh();
        return Outcome;
    }

    /// <summary>Takes what the assets returned in the outcomes of the past, and computes the profits of the positions held.</summary>
    /// <param name="returns">Asset by asset, <c>assets × scenarios</c>.</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public void SetScenarios(ReadOnlySpan<double> returns)
    {
        if (returns.Length != Assets * Scenarios || _returns is null)
        {
            throw new ArgumentException($"{returns.Length} returns; {Scenarios} scenarios of {Assets} assets have {(long)Assets * Scenarios}.", nameof(returns));
        }

        for (int asset = 0; asset < Assets; asset++)
        {
            returns.Slice(asset * Scenarios, Scenarios).CopyTo(_returns.AsSpan((long)asset * _scenarioRow, _scenarioRow));
        }

        RefreshScenarios();
    }

    /// <summary>Takes a new exposure, changed by a fill or by a price: O(N), and O(scenarios) where there are any.</summary>
    /// <param name="asset">0 to <see cref="Assets"/> - 1.</param>
    /// <param name="dollars">Position times price, signed.</param>
    public void SetExposure(int asset, double dollars)
    {
        Span<double> exposures = _vectors.AsSpan(0, _row)[..Assets];
        double change = dollars - exposures[asset];
        exposures[asset] = dollars;
        if (_returns is not null)
        {
            RiskKernels.AddScaled(ScenarioProfits, change, _returns.AsSpan((long)asset * _scenarioRow, _scenarioRow), RiskKernels.Width);
        }

        if (Outcome != RiskOutcome.Computed || _updates >= _refreshAfter || !double.IsFinite(change))
        {
            RefreshIfNeeded(change);
            return;
        }

        _updates++;
        Span<double> marginals = _vectors.AsSpan(_row, _row);
        Span<double> row = _covariance.AsSpan((long)asset * _row, _row);
        _variance += change * ((2.0 * marginals[asset]) + (change * row[asset]));
        RiskKernels.AddScaled(marginals, change, row, RiskKernels.Width);

        // The least and the greatest of what may come out; NaN is neither.
        if (!(_variance >= 0.0 && _variance <= double.MaxValue))
        {
            RefreshAll();
        }
    }

    /// <summary>The risk of the portfolio from nothing but exposures and covariance: the full product. O(N²).</summary>
    /// <returns>The figures.</returns>
    public PortfolioRisk CalculatePortfolioRisk()
    {
        RefreshAll();
        return Current();
    }

    /// <summary>The risk of the portfolio as it is kept. O(N) for the size and the largest position.</summary>
    /// <returns>The figures.</returns>
    public PortfolioRisk Current()
    {
        ExposureFigures exposure = RiskKernels.Measure(Exposures);
        if (Outcome != RiskOutcome.Computed)
        {
            return new PortfolioRisk(Outcome, double.NaN, double.NaN, double.NaN, exposure);
        }

        double variance = _variance * _horizon;
        TailRisk tail = Tail.Of(Math.Sqrt(variance));
        return new PortfolioRisk(tail.Outcome, variance, tail.ValueAtRisk, tail.ExpectedShortfall, exposure);
    }

    /// <summary>The historical tail of the positions held, over one interval of the scenarios. O(n log n).</summary>
    /// <param name="convention">Which quantile.</param>
    /// <returns>The figures at the confidence of the tail.</returns>
    public TailRisk Historical(QuantileConvention convention) =>
        HistoricalTail.Measure(ScenarioProfits[..Scenarios], Tail.Level, convention, _scratch);

    /// <summary>What each position adds to value at risk and expected shortfall over the horizon. O(N).</summary>
    /// <param name="valueAtRisk">One number an asset; they sum to the whole.</param>
    /// <param name="expectedShortfall">The same for the shortfall.</param>
    public void Contributions(Span<double> valueAtRisk, Span<double> expectedShortfall)
    {
        double root = Math.Sqrt(_horizon);
        Tail.Contributions(Exposures[..Assets], Marginals[..Assets], Math.Sqrt(Variance), valueAtRisk, expectedShortfall);
        for (int asset = 0; asset < Assets; asset++)
        {
            valueAtRisk[asset] *= root;
            expectedShortfall[asset] *= root;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _covariance.Dispose();
        _vectors.Dispose();
        _returns?.Dispose();
    }

    /// <summary>Says whether a matrix can be a covariance: finite, no variance below zero, symmetric but for rounding, no correlation
    /// beyond 1. That no portfolio has a variance below zero shows when one does.</summary>
    private static RiskOutcome CheckCovariance(ReadOnlySpan<double> covariance, int assets)
    {
        for (int row = 0; row < assets; row++)
        {
            double variance = covariance[(row * assets) + row];
            for (int column = 0; column <= row; column++)
            {
                double value = covariance[(row * assets) + column];
                double mirrored = covariance[(column * assets) + row];
                if (!double.IsFinite(value) || !double.IsFinite(mirrored))
                {
                    return RiskOutcome.NotFinite;
                }

                double limit = variance * covariance[(column * assets) + column];
                double difference = value - mirrored;
                if (variance < 0.0
                    || difference * difference > SymmetrySlack * SymmetrySlack * limit
                    || value * value > limit * (1.0 + CorrelationSlack))
                {
                    return RiskOutcome.NotCovariance;
                }
            }
        }

        return RiskOutcome.Computed;
    }

    /// <summary>The covariances of an asset.</summary>
    internal Span<double> RowOf(int asset) => _covariance.AsSpan((long)asset * _row, _row);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefreshAll()
    {
        Refresh();
        RefreshScenarios();
    }

    /// <summary>The rare cases of an update. Without a covariance there is nothing to refresh, unless a number that is none
    /// came or went, which the profits of the scenarios would keep.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RefreshIfNeeded(double change)
    {
        if (_hasCovariance || !double.IsFinite(change))
        {
            RefreshAll();
        }
    }

    private void Refresh()
    {
        _updates = 0;
        if (!_hasCovariance)
        {
            return;
        }

        Span<double> marginals = _vectors.AsSpan(_row, _row);
        RiskKernels.Multiply(_covariance.AsSpan(0, Assets * _row), Exposures, marginals[..Assets], RiskKernels.Width);
        double variance = RiskKernels.Dot(Exposures, marginals, RiskKernels.Width);
        Outcome = !double.IsFinite(variance) ? RiskOutcome.NotFinite
            : variance >= 0.0 || variance >= -RoundingOfFull() ? RiskOutcome.Computed
            : RiskOutcome.NotCovariance;
        _variance = Math.Max(0.0, variance);
    }

    private void RefreshScenarios()
    {
        if (_returns is null)
        {
            return;
        }

        ScenarioProfits.Clear();
        ReadOnlySpan<double> exposures = Exposures;
        for (int asset = 0; asset < Assets; asset++)
        {
            RiskKernels.AddScaled(ScenarioProfits, exposures[asset], _returns.AsSpan((long)asset * _scenarioRow, _scenarioRow), RiskKernels.Width);
        }
    }

    /// <summary>What rounding can make of a variance of zero in the full product: see the remarks of the class.</summary>
    private double RoundingOfFull()
    {
        double size = 0.0;
        ReadOnlySpan<double> exposures = Exposures;
        for (int asset = 0; asset < Assets; asset++)
        {
            size += Math.Abs(exposures[asset]) * Math.Sqrt(VarianceOf(asset));
        }

        return 16.0 * Assets * Rounding * size * size;
    }
}
