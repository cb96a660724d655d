using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>Parameters of <see cref="GlftExact"/> and <see cref="GlftClosedForm"/>, in one price unit, one time unit and
/// one quantity unit of the caller's choice (dollars, seconds and shares in a session).</summary>
public readonly record struct GlftParameters
{
    /// <summary>Begins with the defaults. A value without any parameter set is refused by the models.</summary>
    public GlftParameters()
    {
    }

    /// <summary>Gets γ, the aversion to price risk, per money (price unit times quantity unit), above 0.</summary>
    public required double RiskAversion { get; init; }

    /// <summary>Gets σ, the volatility of the mid price, price units per square root of a time unit, 0 or more.</summary>
    public required double Volatility { get; init; }

    /// <summary>Gets A, the orders a time unit and side that would reach a quote at the mid price, above 0.</summary>
    public required double ArrivalRate { get; init; }

    /// <summary>Gets k, how fast the arrivals A·exp(-k·distance) fall, per price unit, above 0.</summary>
    public required double Decay { get; init; }

    /// <summary>Gets the order size Δ, the unit of inventory, in quantity units, above 0.</summary>
    public double OrderSize { get; init; } = 1.0;

    /// <summary>Gets ξ, the aversion to not being executed, per money, 0 or more. Absent it is γ: exponential utility,
    /// Model A of Guéant (2017). At 0 it is Model B: the mean less γ/2 times the variance of the inventory.</summary>
    public double? ExecutionRiskAversion { get; init; }

    /// <summary>Gets μ, the drift of the mid price, price units a time unit.</summary>
    public double Drift { get; init; }

    /// <summary>Gets how far the mid price jumps against us at each of our executions, price units, 0 or more
    /// (the ξ of GLFT 2013, Proposition 5; not the ξ of Guéant 2017).</summary>
    public double AdverseJump { get; init; }

    /// <summary>Gets ν, how often the mid price jumps on its own, per time unit, 0 or more (Merton's jump diffusion). The
    /// jumps are Gaussian and none of our executions causes them.</summary>
    public double JumpRate { get; init; }

    /// <summary>Gets the mean of a jump, price units; it drifts the price by ν times it, on top of <see cref="Drift"/>.</summary>
    public double JumpMean { get; init; }

    /// <summary>Gets the standard deviation of a jump, price units, 0 or more.</summary>
    public double JumpDeviation { get; init; }

    // α of GLFT (2013), Proposition 1, for inventory in order sizes: kγσ²Δ/2, per time. The variance of the price includes
    // that of its jumps, ν(m² + s²).
    internal double RiskRate =>
        0.5 * Decay * RiskAversion * OrderSize
        * (Volatility * Volatility + JumpRate * (JumpMean * JumpMean + JumpDeviation * JumpDeviation));

    // β of Proposition 4, per time and order size held.
    internal double DriftRate => Decay * (Drift + JumpRate * JumpMean);

    // η: A·C, with C = (1 + ξΔ/k)^-(1 + k/(ξΔ)), or 1/e in the limit; times exp(-k·jump/2) of Proposition 5.
    internal double ExecutionRate
    {
        get
        {
            double ratio = ExecutionRatio;
            double exponent = ratio == 0.0 ? 1.0 : (1.0 + 1.0 / ratio) * PortableMath.LnOnePlus(ratio);
            return ArrivalRate * PortableMath.Exp(-exponent - 0.5 * Decay * AdverseJump);
        }
    }

    // The distance that a quote has without any price risk: (1/(ξΔ)) ln(1 + ξΔ/k), or 1/k in the limit, and half the jump.
    internal double RisklessDistance
    {
        get
        {
            double ratio = ExecutionRatio;
            double perDecay = ratio == 0.0 ? 1.0 : PortableMath.LnOnePlus(ratio) / ratio;
            return perDecay / Decay + 0.5 * AdverseJump;
        }
    }

    // ξΔ/k, the only way in which the aversion to not being executed matters.
    private double ExecutionRatio => (ExecutionRiskAversion ?? RiskAversion) * OrderSize / Decay;

    // Guéant's two models differ in the price's risk too once the price jumps: an exponential utility sees all moments of
    // a jump, a mean-variance objective two of them.
    private bool IsUtility => ExecutionRiskAversion is not double execution || execution == RiskAversion;

    /// <summary>The diagonal of M, by how much ln v falls per time while an inventory is held.</summary>
    /// <param name="inventory">n, in order sizes.</param>
    /// <returns>kγσ²Δn²/2 - kμn + (kν/(γΔ)) (E exp(-γΔnJ) - 1) for the utility, and its terms up to the variance for
    /// mean and variance.</returns>
    internal double HoldingRate(double inventory)
    {
        if (JumpRate == 0.0 || !IsUtility)
        {
            return (RiskRate * inventory - DriftRate) * inventory;
        }

        double held = RiskAversion * OrderSize * inventory;
        double spread = held * JumpDeviation;
        double jumps = ExpMinusOne(0.5 * spread * spread - held * JumpMean) * Decay * JumpRate / (RiskAversion * OrderSize);
        return (0.5 * Decay * RiskAversion * OrderSize * Volatility * Volatility * inventory - Decay * Drift) * inventory + jumps;
    }

    internal void Validate()
    {
        ParameterRange.RequireFinitePositive(RiskAversion);
        ParameterRange.RequireFiniteNonNegative(Volatility);
        ParameterRange.RequireFinitePositive(ArrivalRate);
        ParameterRange.RequireFinitePositive(Decay);
        ParameterRange.RequireFinitePositive(OrderSize);
        ParameterRange.RequireFiniteNonNegative(ExecutionRiskAversion ?? 0.0);
        ParameterRange.RequireFinite(Drift);
        ParameterRange.RequireFiniteNonNegative(AdverseJump);
        ParameterRange.RequireFiniteNonNegative(JumpRate);
        ParameterRange.RequireFinite(JumpMean);
        ParameterRange.RequireFiniteNonNegative(JumpDeviation);
        if (!(ExecutionRate > 0.0) || !double.IsFinite(RisklessDistance))
        {
            throw new ArgumentException("These parameters leave no executions at all, or none at a distance that is a number: check the units of decay, risk aversion and adverse jump.");
        }
    }

    // Below 1e-4 the difference loses digits, and the third term of the series is the last that counts.
    private static double ExpMinusOne(double x) =>
        Math.Abs(x) < 1e-4 ? x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x / 24.0))) : PortableMath.Exp(x) - 1.0;
}
