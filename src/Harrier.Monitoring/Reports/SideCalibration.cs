using System;
using System.Collections.Generic;
using Harrier.Models.Calibration;

namespace Harrier.Monitoring.Reports;

/// <summary>What the aggressive orders that met one side of a book say, or both sides together.</summary>
public sealed record SideCalibration
{
    // A band seen for less than this share of the time says what a few wide spreads were like.
    private const double SeenShareMin = 0.01;

    /// <summary>Gets "bid", "ask" or "both": the side of the resting orders.</summary>
    public required string Name { get; init; }

    /// <summary>Gets A and k of the greatest likelihood, orders counted from the touch.</summary>
    public required IntensityEstimate Estimate { get; init; }

    /// <summary>Gets the same, counted from the second level; null where the feed has the best prices alone.</summary>
    public required IntensityEstimate? SecondLevel { get; init; }

    /// <summary>Gets the line through the logarithms of the bands.</summary>
    public required LogFit LogFit { get; init; }

    /// <summary>Gets the test of the depths beyond the touch; null where there is no estimate.</summary>
    public required DepthTest? Test { get; init; }

    /// <summary>Gets the test of the depths beyond the second level; null where there is no estimate.</summary>
    public required DepthTest? SecondLevelTest { get; init; }

    /// <summary>Gets the intensity by depth as it was seen.</summary>
    public required IReadOnlyList<IntensityBand> Bands { get; init; }

    /// <summary>The bands that were seen long enough to be looked at.</summary>
    internal List<IntensityBand> SeenBands()
    {
        double longest = 0;
        foreach (IntensityBand band in Bands)
        {
            longest = Math.Max(longest, band.Seconds);
        }

        var seen = new List<IntensityBand>();
        foreach (IntensityBand band in Bands)
        {
            if (band.Orders > 0 && band.Seconds >= SeenShareMin * longest)
            {
                seen.Add(band);
            }
        }

        return seen;
    }
}
