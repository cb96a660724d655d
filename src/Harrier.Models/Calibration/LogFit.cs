using System;
using System.Collections.Generic;

namespace Harrier.Models.Calibration;

/// <summary>A straight line through the logarithms of the rates of all orders by depth, each band alike: what most publications
/// print, here to be compared with. It knows nothing of the orders that the touch hides: where the spread is wide its A and k
/// are too low. All NaN for fewer than three bands.</summary>
/// <param name="ArrivalsPerSecond">A, the intensity at depth 0, a second and side.</param>
/// <param name="DecayPerDollar">k, per dollar.</param>
/// <param name="RSquare">The share of the variance of the logarithms that the line explains. The bands are sums over one
/// another, so that it is near 1 for bad fits too.</param>
/// <param name="Bands">The bands used.</param>
public readonly record struct LogFit(double ArrivalsPerSecond, double DecayPerDollar, double RSquare, int Bands)
{
    /// <summary>The fewest orders of a band that is used.</summary>
    public const int OrdersMin = 10;

    /// <summary>The least share of all orders that reached a band that is used: the line hangs on where it ends.</summary>
    public const double OrdersShareMin = 0.01;

    /// <summary>Fits.</summary>
    /// <param name="bands">The bands; those with too little in them are left out.</param>
    /// <returns>The line.</returns>
    public static LogFit Of(IReadOnlyList<IntensityBand> bands)
    {
        double least = bands.Count == 0 ? 0.0 : Math.Max(OrdersMin, OrdersShareMin * bands[0].AllOrders);
        double n = 0.0, x = 0.0, y = 0.0, xx = 0.0, xy = 0.0, yy = 0.0;
        foreach (IntensityBand band in bands)
        {
            if (band.AllOrders >= least && band.AllSeconds > 0.0)
            {
                double depth = band.DepthDollars;
                double log = Math.Log(band.AllOrders / band.AllSeconds);
                (n, x, y) = (n + 1.0, x + depth, y + log);
                (xx, xy, yy) = (xx + (depth * depth), xy + (depth * log), yy + (log * log));
            }
        }

        double spread = xx - (x * x / n);
        double scatter = yy - (y * y / n);
        double slope = (xy - (x * y / n)) / spread;
        return n >= 3.0 && spread > 0.0 && scatter > 0.0
            ? new LogFit(Math.Exp((y - (slope * x)) / n), -slope, slope * slope * spread / scatter, (int)n)
            : new LogFit(double.NaN, double.NaN, double.NaN, (int)n);
    }
}
