using System;
using Harrier.Primitives;

namespace Harrier.Models.Risk;

/// <summary>The tail of a distribution that differs a little from the normal one, by skewness and kurtosis. Cornish and
/// Fisher (1937); the domain and the shortfall as in Maillard, <em>A User's Guide to the Cornish Fisher Expansion</em>
/// (2012).</summary>
/// <remarks>
/// With z the lower-tail quantile of the normal distribution, S skewness and K excess kurtosis,
/// zc = z + (z² - 1)S/6 + (z³ - 3z)K/24 - (2z³ - 5z)S²/36, and value at risk is -(mean + sd·zc). Expected shortfall is the
/// integral of the same over the tail: φ(z)/(1 - a)·(1 + zS/6 + (z² - 1)K/24 - (2z² - 1)S²/36) standard deviations.
/// Where zc does not rise with z everywhere it is no quantile of anything, so those S and K are refused.
/// </remarks>
public readonly struct CornishFisherTail
{
    private readonly double _quantileBySkewness;
    private readonly double _quantileByKurtosis;
    private readonly double _shortfallBySkewness;
    private readonly double _shortfallByKurtosis;

    /// <summary>Computes the multipliers. Whether they mean anything is <see cref="IsInDomain"/>'s to say.</summary>
    /// <param name="skewness">S.</param>
    /// <param name="excessKurtosis">K: 0 for the normal distribution, not 3.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside of its range.</exception>
    public CornishFisherTail(double skewness, double excessKurtosis, double confidence)
    {
        Confidence.Require(confidence);
        double z = NormalDistribution.Quantile(1.0 - confidence);
        double square = z * z;
        double density = NormalDistribution.Density(z) / (1.0 - confidence);
        Quantile = -(z
            + ((square - 1.0) * skewness / 6.0)
            + (((square * z) - (3.0 * z)) * excessKurtosis / 24.0)
            - (((2.0 * square * z) - (5.0 * z)) * skewness * skewness / 36.0));
        Shortfall = density * (1.0
            + (z * skewness / 6.0)
            + ((square - 1.0) * excessKurtosis / 24.0)
            - (((2.0 * square) - 1.0) * skewness * skewness / 36.0));
        _quantileBySkewness = -(((square - 1.0) / 6.0) - (((2.0 * square * z) - (5.0 * z)) * skewness / 18.0));
        _quantileByKurtosis = -((square * z) - (3.0 * z)) / 24.0;
        _shortfallBySkewness = density * ((z / 6.0) - (((2.0 * square) - 1.0) * skewness / 18.0));
        _shortfallByKurtosis = density * (square - 1.0) / 24.0;
        IsKnown = IsInDomain(skewness, excessKurtosis);
    }

    /// <summary>Gets a value indicating whether skewness and kurtosis lie in the domain.</summary>
    public bool IsKnown { get; }

    /// <summary>Gets value at risk in standard deviations.</summary>
    public double Quantile { get; }

    /// <summary>Gets expected shortfall in standard deviations.</summary>
    public double Shortfall { get; }

    /// <summary>Whether the expansion rises everywhere: its slope (K/8 - S²/6)z² + (S/3)z + 1 - K/8 + 5S²/36 is nowhere
    /// below zero. For S = 0 that is 0 ≤ K ≤ 8.</summary>
    /// <param name="skewness">S.</param>
    /// <param name="excessKurtosis">K.</param>
    public static bool IsInDomain(double skewness, double excessKurtosis)
    {
        double square = skewness * skewness;
        double steepness = (excessKurtosis / 8.0) - (square / 6.0);
        double middle = 1.0 - (excessKurtosis / 8.0) + (5.0 * square / 36.0);
        return steepness >= 0.0 && middle >= 0.0 && square / 9.0 <= 4.0 * steepness * middle;
    }

    /// <summary>Measures a series of profits; outside of the domain, by the historical tail instead. Allocates nothing.</summary>
    /// <param name="profits">Gains above zero, losses below.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <param name="convention">Which quantile, where it is historical.</param>
    /// <param name="scratch">As many numbers; overwritten.</param>
    public static TailRisk Measure(ReadOnlySpan<double> profits, double confidence, QuantileConvention convention, Span<double> scratch)
    {
        var moments = ReturnMoments.Of(profits);
        if (moments.Outcome != RiskOutcome.Computed)
        {
            Confidence.Require(confidence);
            return TailRisk.Unknown(moments.Outcome);
        }

        var tail = new CornishFisherTail(moments.Skewness, moments.ExcessKurtosis, confidence);
        return tail.IsKnown
            ? tail.Of(moments.Mean, Math.Sqrt(moments.Variance))
            : Instead(HistoricalTail.Measure(profits, confidence, convention, scratch));
    }

    /// <summary>Measures a portfolio, and what each asset adds (Euler: the asset's size times the slope of the figure in it;
    /// they sum to the whole). Outside of the domain, the historical ones. Cold: allocates.</summary>
    /// <param name="profits">Asset by asset, <c>assets × outcomes</c>: what each position made in each outcome.</param>
    /// <param name="assets">How many assets.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <param name="convention">Which quantile, where it is historical.</param>
    /// <param name="valueAtRisk">What each adds to value at risk; NaN where there are no figures.</param>
    /// <param name="expectedShortfall">What each adds to expected shortfall.</param>
    public static TailRisk Contributions(
        ReadOnlySpan<double> profits,
        int assets,
        double confidence,
        QuantileConvention convention,
        Span<double> valueAtRisk,
        Span<double> expectedShortfall)
    {
        double[] total = HistoricalTail.Total(profits, assets);
        var moments = ReturnMoments.Of(total);
        if (moments.Outcome != RiskOutcome.Computed)
        {
            Confidence.Require(confidence);
            valueAtRisk[..assets].Fill(double.NaN);
            expectedShortfall[..assets].Fill(double.NaN);
            return TailRisk.Unknown(moments.Outcome);
        }

        var tail = new CornishFisherTail(moments.Skewness, moments.ExcessKurtosis, confidence);
        if (!tail.IsKnown)
        {
            return Instead(HistoricalTail.Contributions(profits, assets, confidence, convention, valueAtRisk, expectedShortfall));
        }

        for (int asset = 0; asset < assets; asset++)
        {
            ReadOnlySpan<double> own = profits.Slice(asset * total.Length, total.Length);
            (valueAtRisk[asset], expectedShortfall[asset]) = tail.Contribution(own, total, in moments);
        }

        return tail.Of(moments.Mean, Math.Sqrt(moments.Variance));
    }

    private static TailRisk Instead(TailRisk historical) => historical.Outcome == RiskOutcome.Computed
        ? historical with { Outcome = RiskOutcome.HistoricalInstead }
        : historical;

    private TailRisk Of(double mean, double standardDeviation) =>
        TailRisk.Of((Quantile * standardDeviation) - mean, (Shortfall * standardDeviation) - mean);

    /// <summary>The central moments m2, m3, m4 of the portfolio are homogeneous in its positions of degree 2, 3 and 4; the
    /// slope of m_k in a position, times the position, is k times the mean of (own - its mean)(total - mean)^(k - 1).</summary>
    private (double ValueAtRisk, double ExpectedShortfall) Contribution(
        ReadOnlySpan<double> own, ReadOnlySpan<double> total, in ReturnMoments moments)
    {
        double mean = 0.0;
        foreach (double profit in own)
        {
            mean += profit;
        }

        mean /= own.Length;
        (double first, double second, double third) = (0.0, 0.0, 0.0);
        for (int i = 0; i < own.Length; i++)
        {
            double away = total[i] - moments.Mean;
            double ownAway = own[i] - mean;
            first += ownAway * away;
            second += ownAway * away * away;
            third += ownAway * away * away * away;
        }

        // As shares of the moments: the slopes of sd, S and K in the position follow from them.
        double deviation = Math.Sqrt(moments.Variance);
        double inSecond = 2.0 * first / own.Length / moments.Variance;
        double inThird = 3.0 * second / own.Length / (moments.Variance * deviation);
        double inFourth = 4.0 * third / own.Length / (moments.Variance * moments.Variance);
        double inDeviation = deviation * inSecond / 2.0;
        double inSkewness = inThird - (1.5 * moments.Skewness * inSecond);
        double inKurtosis = inFourth - (2.0 * (moments.ExcessKurtosis + 3.0) * inSecond);
        return (
            (Quantile * inDeviation) + (deviation * ((_quantileBySkewness * inSkewness) + (_quantileByKurtosis * inKurtosis))) - mean,
            (Shortfall * inDeviation) + (deviation * ((_shortfallBySkewness * inSkewness) + (_shortfallByKurtosis * inKurtosis))) - mean);
    }
}
