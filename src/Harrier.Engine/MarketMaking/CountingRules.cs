using Harrier.Models.Calibration;

namespace Harrier.Engine.MarketMaking;

/// <summary>Which aggressive orders count when arrivals and decay are estimated.</summary>
internal sealed record CountingRules
{
    /// <summary>Gets the price that an order must reach.</summary>
    public CountedFrom From { get; init; }

    /// <summary>Gets what is taken for the orders that the touch hides; extrapolated where they are counted from the second
    /// level.</summary>
    public InsideTouch Inside { get; init; }

    /// <summary>Gets how soon after a change of the best prices or their sizes they do not count, nor does that time: they hit
    /// what a market maker who is that fast has moved. Nanoseconds.</summary>
    public long ReactionNanoseconds { get; init; }

    /// <summary>Gets how far from the mid, as a part of it, an execution is taken for a mistake of the data.</summary>
    public double DepthShareMax { get; init; } = 0.1;
}
