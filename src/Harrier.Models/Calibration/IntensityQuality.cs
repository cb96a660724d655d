namespace Harrier.Models.Calibration;

/// <summary>What an <see cref="IntensityEstimate"/> is worth.</summary>
public enum IntensityQuality
{
    /// <summary>Fewer than two orders, or no time in which the market was seen: there is no estimate.</summary>
    TooFewOrders = 0,

    /// <summary>No order went beyond the price that it is counted from, or each went farther than was seen: the decay has no estimate, or one that a
    /// double does not hold.</summary>
    NoDepth = 1,

    /// <summary>An estimate whose errors take every order as independent: there are fewer than
    /// <see cref="IntensityEstimator.BlocksMin"/> blocks to see clusters in, or no order in any of them.</summary>
    WithoutClusters = 2,

    /// <summary>An estimate whose errors know of clusters.</summary>
    Good = 3,
}
