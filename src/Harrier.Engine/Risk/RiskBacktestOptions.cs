using Harrier.Models.Risk;

namespace Harrier.Engine.Risk;

/// <summary>How a portfolio is measured day by day.</summary>
public sealed record RiskBacktestOptions
{
    /// <summary>Gets the weight of each asset in the value; rebalanced every day.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Gets the value of the portfolio, dollars.</summary>
    public double ValueDollars { get; init; } = 1_000_000;

    /// <summary>Gets the days that the historical and the Cornish-Fisher figures look back, and the covariance where it is
    /// not exponential.</summary>
    public int Window { get; init; } = 250;

    /// <summary>Gets λ of the exponential covariance; 0 for equal weights over the window.</summary>
    public double Lambda { get; init; } = 0.94;

    /// <summary>Gets the degrees of freedom of Student's t, above 2.</summary>
    public double DegreesOfFreedom { get; init; } = 4;

    /// <summary>Gets the largest |log return| of an asset in a day that is believed; a larger one counts as none.</summary>
    public double MaximumMove { get; init; } = double.PositiveInfinity;

    /// <summary>Gets the quantile of the historical figures.</summary>
    public QuantileConvention Convention { get; init; }
}
