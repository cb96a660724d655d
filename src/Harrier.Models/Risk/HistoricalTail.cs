using System;

namespace Harrier.Models.Risk;

/// <summary>The tail of what did happen. Value at risk is the quantile by the stated convention; expected shortfall the mean
/// of the worst n(1 - a) outcomes, of which the last may count in part (Rockafellar and Uryasev, 2002).</summary>
public static class HistoricalTail
{
    /// <summary>Measures a series of profits. Sorts: O(n log n). Allocates nothing.</summary>
    /// <param name="profits">Gains above zero, losses below; at least 1/(1 - a) of them.</param>
    /// <param name="confidence">a, above 0.5 and below 1.</param>
    /// <param name="convention">Which quantile.</param>
    /// <param name="scratch">As many numbers; overwritten.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside of its range.</exception>
    /// <exception cref="ArgumentException">The scratch is shorter than the series.</exception>
    public static TailRisk Measure(ReadOnlySpan<double> profits, double confidence, QuantileConvention convention, Span<double> scratch)
    {
        RiskOutcome outcome = Check(profits, confidence);
        if (outcome != RiskOutcome.Computed)
        {
            return TailRisk.Unknown(outcome);
        }

        Span<double> sorted = scratch[..profits.Length];
        profits.CopyTo(sorted);
        sorted.Sort();
        (double valueAtRisk, double expectedShortfall) = (0.0, 0.0);
        for (int rank = 0; rank < sorted.Length; rank++)
        {
            (double inQuantile, double inShortfall) = Weights(rank, sorted.Length, confidence, convention);
            if (inQuantile == 0.0 && inShortfall == 0.0 && rank > 0)
            {
                break; // weights end where the tail does
            }

            valueAtRisk -= inQuantile * sorted[rank];
            expectedShortfall -= inShortfall * sorted[rank];
        }

        return TailRisk.Of(valueAtRisk, expectedShortfall);
    }

    /// <summary>Measures a portfolio, and what each asset adds: the same weighted outcomes, of the asset alone. They sum to
    /// the whole. Cold: allocates.</summary>
    /// <param name="profits">Asset by asset, <c>assets × outcomes</c>: what each position made in each outcome.</param>
    /// <param name="assets">How many assets.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    /// <param name="convention">Which quantile.</param>
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
        double[] total = Total(profits, assets);
        RiskOutcome outcome = Check(total, confidence);
        if (outcome != RiskOutcome.Computed)
        {
            valueAtRisk[..assets].Fill(double.NaN);
            expectedShortfall[..assets].Fill(double.NaN);
            return TailRisk.Unknown(outcome);
        }

        int[] order = new int[total.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])total.Clone(), order);
        valueAtRisk[..assets].Clear();
        expectedShortfall[..assets].Clear();
        for (int rank = 0; rank < order.Length; rank++)
        {
            (double inQuantile, double inShortfall) = Weights(rank, order.Length, confidence, convention);
            if (inQuantile == 0.0 && inShortfall == 0.0 && rank > 0)
            {
                break;
            }

            for (int asset = 0; asset < assets; asset++)
            {
                double profit = profits[(asset * order.Length) + order[rank]];
                valueAtRisk[asset] -= inQuantile * profit;
                expectedShortfall[asset] -= inShortfall * profit;
            }
        }

        return Measure(total, confidence, convention, new double[total.Length]);
    }

    /// <summary>The profit of all assets together in each outcome.</summary>
    internal static double[] Total(ReadOnlySpan<double> profits, int assets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(assets, 1);
        int outcomes = profits.Length / assets;
        if (outcomes * assets != profits.Length)
        {
            throw new ArgumentException($"{profits.Length} profits are no whole number of outcomes of {assets} assets.", nameof(profits));
        }

        double[] total = new double[outcomes];
        for (int asset = 0; asset < assets; asset++)
        {
            for (int outcome = 0; outcome < outcomes; outcome++)
            {
                total[outcome] += profits[(asset * outcomes) + outcome];
            }
        }

        return total;
    }

    private static RiskOutcome Check(ReadOnlySpan<double> profits, double confidence)
    {
        Confidence.Require(confidence);
        if (Confidence.TailCount(profits.Length, confidence) < 1.0)
        {
            return RiskOutcome.TooFewObservations;
        }

        foreach (double profit in profits)
        {
            if (!double.IsFinite(profit))
            {
                return RiskOutcome.NotFinite;
            }
        }

        return RiskOutcome.Computed;
    }

    /// <summary>How much the outcome of a rank, 0 for the worst, counts in the quantile and in the shortfall.</summary>
    private static (double Quantile, double Shortfall) Weights(int rank, int count, double confidence, QuantileConvention convention)
    {
        double tail = Confidence.TailCount(count, confidence);
        double shortfall = Math.Clamp(tail - rank, 0.0, 1.0) / tail;
        if (convention == QuantileConvention.OrderStatistic)
        {
            return (rank == (int)Math.Ceiling(tail) - 1 ? 1.0 : 0.0, shortfall);
        }

        double position = (count - 1) * (1.0 - confidence);
        return (Math.Max(0.0, 1.0 - Math.Abs(position - rank)), shortfall);
    }
}
