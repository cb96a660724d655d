using System;
using Harrier.Primitives;
using MathNet.Numerics;

namespace Harrier.Models.Risk;

/// <summary>The tail of a distribution that standard deviation alone scales: two multipliers. Making one is cold; using it
/// is a multiplication.</summary>
/// <remarks>Normal: value at risk is z·sd, expected shortfall φ(z)/(1 - a)·sd. Student t with ν degrees of freedom, scaled
/// to variance 1 by √((ν - 2)/ν): quantile t, shortfall f(t)/(1 - a)·(ν + t²)/(ν - 1). McNeil, Frey and Embrechts,
/// <em>Quantitative Risk Management</em>, examples 2.14 and 2.15.</remarks>
public readonly struct ParametricTail
{
    private const double DegreesMax = 1e6;
    private const int Halvings = 30;
    private const int PolishingSteps = 3;

    private ParametricTail(double confidence, double quantile, double shortfall) =>
        (Level, Quantile, Shortfall) = (confidence, quantile, shortfall);

    /// <summary>Gets the confidence, above 0.5 and below 1.</summary>
    public double Level { get; }

    /// <summary>Gets value at risk in standard deviations.</summary>
    public double Quantile { get; }

    /// <summary>Gets expected shortfall in standard deviations.</summary>
    public double Shortfall { get; }

    /// <summary>The normal distribution.</summary>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static ParametricTail Normal(double confidence)
    {
        Confidence.Require(confidence);
        double quantile = -NormalDistribution.Quantile(1.0 - confidence);
        return new ParametricTail(confidence, quantile, NormalDistribution.Density(quantile) / (1.0 - confidence));
    }

    /// <summary>Student's t scaled to variance 1, which exists from more than two degrees of freedom on.</summary>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <param name="degreesOfFreedom">ν, above 2 and up to a million; small is heavy-tailed.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is outside of its range.</exception>
    public static ParametricTail StudentT(double confidence, double degreesOfFreedom)
    {
        Confidence.Require(confidence);
        if (!(degreesOfFreedom > 2.0 && degreesOfFreedom <= DegreesMax))
        {
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, $"degreesOfFreedom must be above 2 and at most {DegreesMax}.");
        }

        double tail = 1.0 - confidence;
        double quantile = StudentQuantile(tail, degreesOfFreedom);
        double shortfall = StudentDensity(quantile, degreesOfFreedom) / tail
            * (degreesOfFreedom + (quantile * quantile)) / (degreesOfFreedom - 1.0);
        double scale = Math.Sqrt((degreesOfFreedom - 2.0) / degreesOfFreedom);
        return new ParametricTail(confidence, quantile * scale, shortfall * scale);
    }

    /// <summary>The figures of a profit with a mean and a standard deviation.</summary>
    /// <param name="standardDeviation">Of the profit over the horizon, 0 and up.</param>
    /// <param name="mean">Of the profit over the horizon.</param>
    public TailRisk Of(double standardDeviation, double mean = 0.0) => standardDeviation >= 0.0
        ? TailRisk.Of((Quantile * standardDeviation) - mean, (Shortfall * standardDeviation) - mean)
        : TailRisk.Unknown(double.IsNaN(standardDeviation) ? RiskOutcome.NotFinite : RiskOutcome.NotCovariance);

    /// <summary>What each position adds to both figures (mean 0): multiplier times w_i (Σw)_i / sd. They sum to the whole
    /// (Euler; the figures are homogeneous of degree 1).</summary>
    /// <param name="exposures">w, dollars.</param>
    /// <param name="marginals">Σw.</param>
    /// <param name="standardDeviation">√(w·Σw), above 0; at 0 nothing adds anything.</param>
    /// <param name="valueAtRisk">What each adds to value at risk.</param>
    /// <param name="expectedShortfall">What each adds to expected shortfall.</param>
    public void Contributions(
        ReadOnlySpan<double> exposures,
        ReadOnlySpan<double> marginals,
        double standardDeviation,
        Span<double> valueAtRisk,
        Span<double> expectedShortfall)
    {
        for (int asset = 0; asset < exposures.Length; asset++)
        {
            double share = standardDeviation > 0.0 ? exposures[asset] * marginals[asset] / standardDeviation : 0.0;
            valueAtRisk[asset] = Quantile * share;
            expectedShortfall[asset] = Shortfall * share;
        }
    }

    /// <summary>Halving the interval comes near at any confidence, and Newton's steps take it to the last digits.</summary>
    private static double StudentQuantile(double tail, double degrees)
    {
        (double low, double high) = (0.0, 1.0);
        while (StudentTail(high, degrees) > tail)
        {
            (low, high) = (high, 2.0 * high);
        }

        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = StudentTail(middle, degrees) > tail ? (middle, high) : (low, middle);
        }

        double quantile = high;
        for (int step = 0; step < PolishingSteps; step++)
        {
            quantile += (StudentTail(quantile, degrees) - tail) / StudentDensity(quantile, degrees);
        }

        return quantile;
    }

    private static double StudentTail(double x, double degrees) =>
        0.5 * SpecialFunctions.BetaRegularized(degrees / 2.0, 0.5, degrees / (degrees + (x * x)));

    private static double StudentDensity(double x, double degrees) =>
        MathNet.Numerics.Distributions.StudentT.PDF(0.0, 1.0, degrees, x);
}
