using System;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>The histogram of one stage: share of the samples by time, on a logarithmic axis that all stages have in
/// common, with the median and the 99th percentile marked.</summary>
internal static class LatencyPictures
{
    private const int BarsPerDecade = 10;
    private const int MinimumExponent = 0;
    private const int MaximumExponent = 6;

    internal static Picture Histogram(LatencyStage stage, PictureSize size)
    {
        double[] shares = Shares(stage);
        (_, double most) = Axis.Range(shares);
        var picture = new Picture(
            size,
            Axis.Powers(MinimumExponent, MaximumExponent, Label, "time"),
            Axis.Linear(0, Math.Max(most, 1), 3, "share of samples, %"));
        for (int bar = 0; bar < shares.Length; bar++)
        {
            if (shares[bar] > 0)
            {
                picture.Bar(MinimumExponent + ((bar + 0.5) / BarsPerDecade), 0.85 / BarsPerDecade, 0, shares[bar], Ink.Bid);
            }
        }

        picture.Mark(Place(stage.P50), Ink.Mid);
        picture.Mark(Place(stage.P99), Ink.Ask);
        return picture;
    }

    /// <summary>Folds the buckets into bars of equal ratio. A bucket counts where its middle lies.</summary>
    internal static double[] Shares(LatencyStage stage)
    {
        double[] shares = new double[(MaximumExponent - MinimumExponent) * BarsPerDecade];
        foreach (LatencyBucket bucket in stage.Buckets)
        {
            double middle = (bucket.FromNanoseconds + bucket.ToNanoseconds) / 2;
            int bar = (int)((Place(middle) - MinimumExponent) * BarsPerDecade);
            shares[Math.Min(bar, shares.Length - 1)] += 100.0 * bucket.Count / Math.Max(1, stage.Samples);
        }

        return shares;
    }

    private static double Place(double nanoseconds) =>
        Math.Clamp(Math.Log10(Math.Max(nanoseconds, 1)), MinimumExponent, MaximumExponent);

    /// <summary>Every second power of ten: there is no room for more.</summary>
    private static string Label(double nanoseconds) => nanoseconds switch
    {
        >= 9 and < 11 or >= 900 and < 1100 or >= 9e4 and < 1.1e5 => string.Empty,
        < 1e3 => $"{nanoseconds:0} ns",
        < 1e6 => $"{nanoseconds / 1e3:0} µs",
        _ => $"{nanoseconds / 1e6:0} ms",
    };
}
