using Harrier.Models.Risk;

namespace Harrier.Trading.Risk;

/// <summary>The limits of the portfolio and what each does when it is breached. A limit of 0 is none.</summary>
public sealed record PortfolioLimits
{
    /// <summary>No limits.</summary>
    public static readonly PortfolioLimits None = new();

    /// <summary>Gets the most value at risk, in dollars.</summary>
    public decimal ValueAtRiskDollars { get; init; }

    /// <summary>Gets what its breach does.</summary>
    public LimitAction ValueAtRiskAction { get; init; } = LimitAction.Reduce;

    /// <summary>Gets the most expected shortfall, in dollars.</summary>
    public decimal ExpectedShortfallDollars { get; init; }

    /// <summary>Gets what its breach does.</summary>
    public LimitAction ExpectedShortfallAction { get; init; } = LimitAction.Reduce;

    /// <summary>Gets the farthest that the result may fall below its highest, in dollars.</summary>
    public decimal DrawdownDollars { get; init; }

    /// <summary>Gets what its breach does.</summary>
    public LimitAction DrawdownAction { get; init; } = LimitAction.Halt;

    /// <summary>Gets how many times the capital all positions may be worth.</summary>
    public double LeverageTimes { get; init; }

    /// <summary>Gets what its breach does.</summary>
    public LimitAction LeverageAction { get; init; } = LimitAction.Reduce;

    /// <summary>Gets the capital at the start, in dollars; the result is added to it.</summary>
    public decimal CapitalDollars { get; init; } = 1_000_000m;

    /// <summary>Gets the largest share of the gross value that one position may be.</summary>
    public double ConcentrationShare { get; init; }

    /// <summary>Gets what its breach does.</summary>
    public LimitAction ConcentrationAction { get; init; } = LimitAction.Reduce;

    /// <summary>Gets the gross value, in dollars, below which concentration is not looked at: the first fill of a day is all
    /// of the portfolio.</summary>
    public decimal ConcentrationFromDollars { get; init; } = 100_000m;

    /// <summary>Gets which open orders are taken as executed when an order is held against value at risk or shortfall.</summary>
    public OpenOrderScope OpenOrders { get; init; } = OpenOrderScope.All;

    /// <summary>Gets the distribution of both.</summary>
    public TailDistribution Distribution { get; init; } = TailDistribution.Normal;

    /// <summary>Gets the degrees of freedom of Student's t, above 2.</summary>
    public double DegreesOfFreedom { get; init; } = 4.0;

    /// <summary>Gets the confidence of value at risk and expected shortfall, above 0.5 and below 1.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>Gets the horizon of both, in seconds.</summary>
    public double HorizonSeconds { get; init; } = 23_400;

    /// <summary>Gets the share of the traded volume that we may be when a position is worked out, above 0 and up to 1.</summary>
    public double LiquidityParticipation { get; init; } = 0.1;

    /// <summary>Gets how fast the volume of the seconds forgets: what is this old counts 1/e.</summary>
    public double VolumeMemorySeconds { get; init; } = 1_800;

    /// <summary>Gets how fast the covariance of the seconds forgets: what is this old counts 1/e.</summary>
    public double CovarianceMemorySeconds { get; init; } = 600;

    /// <summary>Gets how many seconds of changes it needs before it is used.</summary>
    public int CovarianceSecondsMin { get; init; } = 60;

    /// <summary>Gets the most instruments that it covers.</summary>
    public int Instruments { get; init; } = 128;

    /// <summary>Gets the tail: distribution and confidence. Cold.</summary>
    public ParametricTail Tail => Distribution == TailDistribution.StudentT
        ? ParametricTail.StudentT(Confidence, DegreesOfFreedom)
        : ParametricTail.Normal(Confidence);

    /// <summary>Gets a value indicating whether there is a limit at all.</summary>
    public bool IsAny => HasTail || DrawdownDollars > 0 || LeverageTimes > 0 || ConcentrationShare > 0;

    /// <summary>Gets a value indicating whether orders are asked what they do to value at risk or shortfall.</summary>
    public bool HasTail => ValueAtRiskDollars > 0 || ExpectedShortfallDollars > 0;
}
