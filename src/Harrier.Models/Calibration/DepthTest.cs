using System;
using System.Collections.Generic;
using Harrier.Models.Quoting;
using MathNet.Numerics;

namespace Harrier.Models.Calibration;

/// <summary>Pearson's test of whether depths are exponential: orders by price increments beyond the touch, observed and
/// expected. Cold.</summary>
/// <remarks>
/// The p-value assumes independent orders and a right model of what is not seen. Clusters make it too small; an order that
/// stopped somewhere in a gap is spread over the gap as the fit itself would have it, which makes it too large. Of many
/// thousand orders every model is rejected: then ask how far off it is, not whether.
/// </remarks>
/// <param name="ChiSquare">The sum of (observed - expected)²/expected; NaN where there were fewer than three classes.</param>
/// <param name="DegreesOfFreedom">Classes less 2: their sum and the decay are the data's.</param>
/// <param name="PValue">How often chance alone gives a sum as large.</param>
/// <param name="Observed">The orders by increments beyond the touch; the last class has all that are deeper.</param>
/// <param name="Expected">The same as the fit has it; at least 5 each.</param>
public sealed record DepthTest(
    double ChiSquare, int DegreesOfFreedom, double PValue, IReadOnlyList<double> Observed, IReadOnlyList<double> Expected)
{
    private const double LeastExpected = 5.0;
    private const int ClassesMax = 400;

    /// <summary>Tests.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="incrementDollars">The step of prices, above 0.</param>
    /// <param name="decayPerDollar">The fitted decay, above 0.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static DepthTest Of(ReadOnlySpan<DepthInterval> orders, double incrementDollars, double decayPerDollar)
    {
        ParameterRange.RequireFinitePositive(incrementDollars);
        ParameterRange.RequireFinitePositive(decayPerDollar);
        double keep = Math.Exp(-decayPerDollar * incrementDollars);
        int classes = Classes(orders.Length, keep);
        double[] observed = new double[classes];
        foreach (ref readonly DepthInterval order in orders)
        {
            Spread(order, incrementDollars, keep, observed);
        }

        double[] expected = new double[classes];
        double chiSquare = 0.0;
        for (int index = 0; index < classes; index++)
        {
            double share = index == classes - 1 ? 1.0 : 1.0 - keep;
            expected[index] = orders.Length * Math.Pow(keep, index) * share;
            double distance = observed[index] - expected[index];
            chiSquare += distance * distance / expected[index];
        }

        int freedom = classes - 2;
        return freedom < 1
            ? new DepthTest(double.NaN, 0, double.NaN, observed, expected)
            : new DepthTest(chiSquare, freedom, SpecialFunctions.GammaUpperRegularized(0.5 * freedom, 0.5 * chiSquare), observed, expected);
    }

    /// <summary>As many as have five orders each, the last with all that are deeper.</summary>
    private static int Classes(int orders, double keep)
    {
        int classes = 1;
        double deeper = orders * keep;
        while (classes < ClassesMax && deeper >= LeastExpected && orders * Math.Pow(keep, classes - 1) * (1.0 - keep) >= LeastExpected)
        {
            classes++;
            deeper *= keep;
        }

        return classes;
    }

    private static void Spread(in DepthInterval order, double increment, double keep, double[] observed)
    {
        int last = observed.Length - 1;
        // Depths of an order book are whole increments but for rounding.
        double steps = Math.Floor((order.BeyondDollars / increment) + 1e-6);
        if (!(steps >= 0.0))
        {
            return;
        }

        int from = (int)Math.Min(last, steps);
        double width = Math.Max(1.0, Math.Round(order.GapDollars / increment));
        double left = 1.0;
        double whole = 1.0 - Math.Pow(keep, width);
        for (int index = from; index < last && index - from < width && whole > 0.0; index++)
        {
            double part = Math.Min(left, Math.Pow(keep, index - from) * (1.0 - keep) / whole);
            observed[index] += part;
            left -= part;
        }

        // What is left of an order whose gap ends before the last class is rounding.
        observed[from + width < last ? (int)(from + width - 1) : last] += left;
    }
}
