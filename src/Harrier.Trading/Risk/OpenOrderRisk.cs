using System;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Risk;

/// <summary>A bound on the variance of a portfolio whose open orders may be executed in any combination and in any part. One
/// thread; nothing is allocated after construction.</summary>
/// <remarks>
/// The open orders let exposure i be anything from w_i less all sells to w_i plus all buys: c_i ± r_i. For any e with
/// |e_i| ≤ r_i
/// <code>
///  (c + e)·Σ(c + e) = c·Σc + 2e·Σc + e·Σe ≤ c·Σc + 2r·|Σc| + r·|Σ|r
/// </code>
/// with sizes taken element by element. It is the variance itself where nothing is open, and the exact maximum for one
/// instrument, for instruments that are quoted on both sides alike and rise and fall together, and for uncorrelated ones that
/// are. Elsewhere the terms reach their largest values at different executions: it is too high, but never above
/// (√(c·Σc) + Σ r_iσ_i)², the bound that takes all correlations for 1. An execution or a cancel narrows c_i ± r_i to a part
/// of itself and never raises the bound; only orders, prices and a new covariance do.
/// It keeps Σc and |Σ|r, by rows: O(N) a change. New products are taken with every covariance of the monitor, and after as
/// many changes as it allows.
/// </remarks>
public sealed class OpenOrderRisk : IDisposable
{
    private readonly RiskMonitor _monitor;
    private readonly NativeBuffer<double> _vectors;
    private readonly int _row;
    private int _covariances;
    private int _updates;

    /// <summary>Takes the memory, 32 bytes an asset.</summary>
    /// <param name="monitor">Whose assets and covariance these are.</param>
    public OpenOrderRisk(RiskMonitor monitor)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        _monitor = monitor;
        _row = RiskKernels.RowLength(monitor.Assets);
        _vectors = new NativeBuffer<double>(4 * (long)_row, "open orders", isTouched: true);
        _covariances = monitor.Covariances;
    }

    /// <summary>c: the middles of the reaches, dollars.</summary>
    internal ReadOnlySpan<double> Centers => Row(0);

    /// <summary>r: half of their widths, dollars.</summary>
    internal ReadOnlySpan<double> Radii => Row(1);

    /// <summary>Σc.</summary>
    internal ReadOnlySpan<double> Marginals => Row(2);

    /// <summary>|Σ|r.</summary>
    internal ReadOnlySpan<double> Crossings => Row(3);

    /// <summary>States what an exposure may become. O(N), and O(N²) after a new covariance.</summary>
    /// <param name="asset">0 to the monitor's assets - 1.</param>
    /// <param name="lowDollars">With every open sell executed and no buy, signed.</param>
    /// <param name="highDollars">With every open buy executed and no sell, signed.</param>
    /// <returns>True when that is not what it was.</returns>
    public bool SetReach(int asset, double lowDollars, double highDollars)
    {
        Span<double> centers = Row(0)[.._monitor.Assets];
        Span<double> radii = Row(1);
        double center = 0.5 * (lowDollars + highDollars);
        double radius = 0.5 * Math.Abs(highDollars - lowDollars);
        double moved = center - centers[asset];
        double widened = radius - radii[asset];
        if (moved == 0.0 && widened == 0.0)
        {
            return false;
        }

        (centers[asset], radii[asset]) = (center, radius);
        if (_covariances != _monitor.Covariances || _updates >= _monitor.UpdatesUntilRefresh || !double.IsFinite(moved + widened))
        {
            Refresh();
            return true;
        }

        _updates++;
        RiskKernels.AddScaled(Row(2), moved, _monitor.RowOf(asset), RiskKernels.Width);
        RiskKernels.AddScaledSizes(Row(3), widened, _monitor.RowOf(asset));
        return true;
    }

    /// <summary>The bound. O(N), and O(N²) after a new covariance.</summary>
    /// <returns>Over one interval of the covariance, dollars squared; NaN where the monitor has no figures.</returns>
    public double VarianceBound()
    {
        if (_covariances != _monitor.Covariances)
        {
            Refresh();
        }

        double bound = RiskKernels.Worst(Centers, Radii, Marginals, Crossings);
        if (!double.IsFinite(bound))
        {
            _updates = _monitor.UpdatesUntilRefresh; // what has overflowed stays in the sums: the next change takes them anew
        }

        // Rounding takes that of a perfect hedge below zero, where no variance is.
        return double.IsNaN(_monitor.Variance) ? double.NaN : Math.Max(0.0, bound);
    }

    /// <summary>Writes, for each asset, the bound with its reach narrowed to its middle, and what the reaches of the others make
    /// of a dollar in it: Σ|Σ_ij|r_j over all other j.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="nearest">A row.</param>
    /// <param name="others">A row.</param>
    internal void CopyWithout(double bound, Span<double> nearest, Span<double> others) =>
        RiskKernels.Without(bound, Radii, Marginals, Crossings, _monitor.Variances, nearest, others);

    /// <inheritdoc/>
    public void Dispose() => _vectors.Dispose();

    private Span<double> Row(int index) => _vectors.AsSpan(index * (long)_row, _row);

    private void Refresh()
    {
        (_covariances, _updates) = (_monitor.Covariances, 0);
        Row(2).Clear();
        Row(3).Clear();
        for (int asset = 0; asset < _monitor.Assets; asset++)
        {
            RiskKernels.AddScaled(Row(2), Centers[asset], _monitor.RowOf(asset), RiskKernels.Width);
            RiskKernels.AddScaledSizes(Row(3), Radii[asset], _monitor.RowOf(asset));
        }
    }
}
