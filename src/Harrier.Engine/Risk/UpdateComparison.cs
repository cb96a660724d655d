using System;
using System.Diagnostics;
using Harrier.Monitoring.Reports;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Risk;

/// <summary>Lets the prices of a day change one asset after the other, and holds the risk kept against the full product.</summary>
/// <param name="monitor">Who keeps it.</param>
/// <param name="exposures">What is held before a day.</param>
/// <param name="days">How many days there will be.</param>
internal sealed class UpdateComparison(RiskMonitor monitor, double[] exposures, int days)
{
    private readonly double[] _fullNanoseconds = new double[days];
    private readonly double[] _updateNanoseconds = new double[days];
    private double _largest;
    private int _largestDay;

    /// <summary>Sets what is held before a day; its full product follows.</summary>
    internal void Restore()
    {
        for (int asset = 0; asset < exposures.Length; asset++)
        {
            monitor.SetExposure(asset, exposures[asset]);
        }
    }

    internal void MoveDay(PanelReturns returns, int day)
    {
        long started = Stopwatch.GetTimestamp();
        for (int asset = 0; asset < exposures.Length; asset++)
        {
            monitor.SetExposure(asset, exposures[asset] * (1.0 + returns.Values[(asset * returns.Days) + day]));
        }

        long updated = Stopwatch.GetTimestamp();
        double kept = monitor.Variance;
        long before = Stopwatch.GetTimestamp();
        double full = monitor.CalculatePortfolioRisk().Variance;
        long after = Stopwatch.GetTimestamp();
        _updateNanoseconds[day] = Stopwatch.GetElapsedTime(started, updated).TotalNanoseconds / exposures.Length;
        _fullNanoseconds[day] = Stopwatch.GetElapsedTime(before, after).TotalNanoseconds;

        // Of value at risk, which is the root of the variance times a number.
        double difference = full > 0.0 ? Math.Abs(Math.Sqrt(kept / full) - 1.0) : kept == 0.0 ? 0.0 : 1.0;
        if (difference > _largest)
        {
            (_largest, _largestDay) = (difference, day + 1);
        }
    }

    internal RiskUpdateFigures ToFigures() =>
        new(days, days * (long)exposures.Length, _largest, _largestDay, Median(_fullNanoseconds), Median(_updateNanoseconds));

    private static double Median(double[] values)
    {
        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
