using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>The risk aversion from what a trader can say: how far each order held shall move the quotes. Cold; allocates
/// nothing.</summary>
public static class SkewRiskAversion
{
    private const int HalvingsMax = 70;

    /// <summary>Solves the skew of <see cref="GlftClosedForm"/>, σ·√(γΔ/(2kA)·(1 + γΔ/k)^(1 + k/γΔ))·e^(kξ/4), for γ.</summary>
    /// <remarks>With x = γΔ/k the equation is ln x + (1 + 1/x) ln(1 + x) = ln(2A·skew²/σ²) - kξ/2, whose left side grows from
    /// -∞ to ∞: there is one γ for every skew. <see cref="GlftExact"/> with the same γ skews about as much in the middle and more
    /// towards the limit, where it bends by about 0.7/k even for γ near 0.</remarks>
    /// <param name="parameters">σ and A above 0, k, Δ and the adverse jump ξ; γ and the rest do not matter.</param>
    /// <param name="skewPerOrder">How far an order held moves the quotes, price units, above 0.</param>
    /// <returns>γ, per money.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double ForGlft(in GlftParameters parameters, double skewPerOrder)
    {
        (double volatility, double arrivalRate) = (parameters.Volatility, parameters.ArrivalRate);
        ParameterRange.RequireFinitePositive(volatility);
        ParameterRange.RequireFinitePositive(arrivalRate);
        ParameterRange.RequireFinitePositive(parameters.Decay);
        ParameterRange.RequireFinitePositive(parameters.OrderSize);
        ParameterRange.RequireFiniteNonNegative(parameters.AdverseJump);
        ParameterRange.RequireFinitePositive(skewPerOrder);
        double wanted = PortableMath.Ln(2.0 * arrivalRate)
            + (2.0 * (PortableMath.Ln(skewPerOrder) - PortableMath.Ln(volatility)))
            - (0.5 * parameters.Decay * parameters.AdverseJump);

        // The left side lies between ln x + 1 and 2 ln x + 2 where x is above 1, and is near ln x + 1 below.
        double low = Math.Min(wanted, 0.5 * wanted) - 2.0;
        double high = Math.Max(wanted, 0.5 * wanted) + 2.0;
        for (int step = 0; step < HalvingsMax; step++)
        {
            double middle = 0.5 * (low + high);
            double x = PortableMath.Exp(Math.Clamp(middle, -700.0, 700.0));
            double left = middle + ((1.0 + (1.0 / x)) * PortableMath.LnOnePlus(x));
            (low, high) = left < wanted ? (middle, high) : (low, middle);
        }

        return PortableMath.Exp(0.5 * (low + high)) * parameters.Decay / parameters.OrderSize;
    }

    /// <summary>Solves the skew of <see cref="CarteaJaimungalClosedForm"/>, √(φΔ/(κη)) with η the rate of executions of a
    /// quote at its best distance, for the γ whose running penalty φ is γσ²/2.</summary>
    /// <param name="parameters">Arrivals, κ, Δ and the jumps; the penalties do not matter.</param>
    /// <param name="volatility">σ, price units per square root of a time unit, above 0.</param>
    /// <param name="skewPerOrder">How far an order held moves the quotes, price units, above 0.</param>
    /// <returns>γ, per money.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public static double ForCarteaJaimungal(in CarteaJaimungalParameters parameters, double volatility, double skewPerOrder)
    {
        parameters.Validate();
        ParameterRange.RequireFinitePositive(volatility);
        ParameterRange.RequireFinitePositive(skewPerOrder);
        double penalty = skewPerOrder * skewPerOrder * parameters.Decay * parameters.ExecutionRate / parameters.OrderSize;
        return 2.0 * penalty / (volatility * volatility);
    }

    /// <summary>Solves the skew of <see cref="AvellanedaStoikovEngine"/>, γΔσ²(T - t), for γ.</summary>
    /// <param name="volatility">σ, price units per square root of a time unit, above 0.</param>
    /// <param name="orderSize">Δ, above 0.</param>
    /// <param name="timeToHorizon">T - t, above 0.</param>
    /// <param name="skewPerOrder">How far an order held moves the quotes, price units, above 0.</param>
    /// <returns>γ, per money.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double ForAvellanedaStoikov(double volatility, double orderSize, double timeToHorizon, double skewPerOrder)
    {
        ParameterRange.RequireFinitePositive(volatility);
        ParameterRange.RequireFinitePositive(orderSize);
        ParameterRange.RequireFinitePositive(timeToHorizon);
        ParameterRange.RequireFinitePositive(skewPerOrder);
        return skewPerOrder / (orderSize * volatility * volatility * timeToHorizon);
    }
}
