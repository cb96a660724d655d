using System;

namespace Harrier.Models.Calibration;

/// <summary>The four prices of a span of time.</summary>
/// <param name="Open">The first one.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
/// <param name="Close">The last one.</param>
public readonly record struct PriceBar(double Open, double High, double Low, double Close)
{
    /// <summary>Gets a value indicating whether all are finite, above 0, and none is outside of low and high.</summary>
    public bool IsSound =>
        Low > 0.0 && High >= Low && !double.IsInfinity(High) && Open >= Low && Open <= High && Close >= Low && Close <= High;

    internal double Up => Math.Log(High / Open);

    internal double Down => Math.Log(Low / Open);

    internal double Change => Math.Log(Close / Open);
}
