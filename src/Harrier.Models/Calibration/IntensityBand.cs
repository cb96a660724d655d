using System;

namespace Harrier.Models.Calibration;

/// <summary>How many orders reached one depth while it could be seen.</summary>
/// <param name="DepthDollars">The depth from the mid price.</param>
/// <param name="Seconds">The time in which the touch stood at that depth or nearer: otherwise nobody sees an order reach
/// it.</param>
/// <param name="Orders">The orders in that time that executed at that depth or deeper.</param>
/// <param name="AllSeconds">All of the time.</param>
/// <param name="AllOrders">The orders at that depth or deeper in all of the time: those that are missing where the touch stood
/// farther away are not known of.</param>
public readonly record struct IntensityBand(
    double DepthDollars, double Seconds, long Orders, double AllSeconds, long AllOrders)
{
    /// <summary>Gets the orders a second that reached the depth; NaN without time.</summary>
    public double PerSecond => Seconds > 0.0 ? Orders / Seconds : double.NaN;

    /// <summary>Gets the standard error of <see cref="PerSecond"/> if orders are independent.</summary>
    public double Error => Seconds > 0.0 ? Math.Sqrt(Orders) / Seconds : double.NaN;
}
