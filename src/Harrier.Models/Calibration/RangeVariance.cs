using System;

namespace Harrier.Models.Calibration;

/// <summary>The relative variance of a bar from its four prices, as the mean over bars; its root is the volatility of a bar.
/// NaN where a bar is not sound or there are too few of them.</summary>
/// <remarks>With u = ln(H/O), d = ln(L/O), c = ln(C/O). All but Yang-Zhang and close to close leave out what happens between
/// bars; Parkinson and Garman-Klass assume no drift. A path seen only from time to time has narrower ranges than it had: all
/// but close to close are then too low.</remarks>
public static class RangeVariance
{
    private const double Ln2 = 0.693147180559945309;

    /// <summary>The sample variance of ln(C/C of the bar before), from three bars on.</summary>
    /// <param name="bars">The bars, in order.</param>
    /// <returns>The variance of a bar.</returns>
    public static double CloseToClose(ReadOnlySpan<PriceBar> bars) => AreSound(bars, 3)
        ? SampleVariance(bars, static (previous, bar) => Math.Log(bar.Close / previous.Close))
        : double.NaN;

    /// <summary>(u - d)²/(4 ln 2): Parkinson, "The extreme value method", Journal of Business 53 (1980).</summary>
    /// <inheritdoc cref="CloseToClose"/>
    public static double Parkinson(ReadOnlySpan<PriceBar> bars) =>
        Mean(bars, static bar => (bar.Up - bar.Down) * (bar.Up - bar.Down) / (4.0 * Ln2));

    /// <summary>0.511 (u - d)² - 0.019 (c(u + d) - 2ud) - 0.383 c²: Garman and Klass, "On the estimation of security price
    /// volatilities from historical data", Journal of Business 53 (1980).</summary>
    /// <inheritdoc cref="CloseToClose"/>
    public static double GarmanKlass(ReadOnlySpan<PriceBar> bars) => Mean(bars, static bar =>
    {
        double range = bar.Up - bar.Down;
        double cross = (bar.Change * (bar.Up + bar.Down)) - (2.0 * bar.Up * bar.Down);
        return (0.511 * range * range) - (0.019 * cross) - (0.383 * bar.Change * bar.Change);
    });

    /// <summary>½(u - d)² - (2 ln 2 - 1) c²: the same without the cross term.</summary>
    /// <inheritdoc cref="CloseToClose"/>
    public static double GarmanKlassSimple(ReadOnlySpan<PriceBar> bars) => Mean(bars, static bar =>
        (0.5 * (bar.Up - bar.Down) * (bar.Up - bar.Down)) - (((2.0 * Ln2) - 1.0) * bar.Change * bar.Change));

    /// <summary>u(u - c) + d(d - c), which a drift does not move: Rogers and Satchell, "Estimating variance from high, low
    /// and closing prices", Annals of Applied Probability 1 (1991).</summary>
    /// <inheritdoc cref="CloseToClose"/>
    public static double RogersSatchell(ReadOnlySpan<PriceBar> bars) => Mean(bars, RogersSatchell);

    /// <summary>var(ln(O/C of the bar before)) + w·var(c) + (1 - w)·Rogers-Satchell, w = 0.34/(1.34 + (n + 1)/(n - 1)), over
    /// the n bars after the first: Yang and Zhang, "Drift-independent volatility estimation based on high, low, open, and
    /// close prices", Journal of Business 73 (2000). From three bars on.</summary>
    /// <inheritdoc cref="CloseToClose"/>
    public static double YangZhang(ReadOnlySpan<PriceBar> bars)
    {
        if (!AreSound(bars, 3))
        {
            return double.NaN;
        }

        double n = bars.Length - 1;
        double weight = 0.34 / (1.34 + ((n + 1.0) / (n - 1.0)));
        double overnight = SampleVariance(bars, static (previous, bar) => Math.Log(bar.Open / previous.Close));
        double daily = SampleVariance(bars, static (_, bar) => bar.Change);
        return overnight + (weight * daily) + ((1.0 - weight) * RogersSatchell(bars[1..]));
    }

    private static double RogersSatchell(PriceBar bar) =>
        (bar.Up * (bar.Up - bar.Change)) + (bar.Down * (bar.Down - bar.Change));

    private static bool AreSound(ReadOnlySpan<PriceBar> bars, int least)
    {
        foreach (ref readonly PriceBar bar in bars)
        {
            if (!bar.IsSound)
            {
                return false;
            }
        }

        return bars.Length >= least;
    }

    private static double Mean(ReadOnlySpan<PriceBar> bars, Func<PriceBar, double> variance)
    {
        double sum = 0.0;
        foreach (ref readonly PriceBar bar in bars)
        {
            sum += variance(bar);
        }

        return AreSound(bars, 1) ? sum / bars.Length : double.NaN;
    }

    private static double SampleVariance(ReadOnlySpan<PriceBar> bars, Func<PriceBar, PriceBar, double> value)
    {
        double mean = 0.0;
        for (int index = 1; index < bars.Length; index++)
        {
            mean += value(bars[index - 1], bars[index]) / (bars.Length - 1);
        }

        double sum = 0.0;
        for (int index = 1; index < bars.Length; index++)
        {
            double distance = value(bars[index - 1], bars[index]) - mean;
            sum += distance * distance;
        }

        return sum / (bars.Length - 2);
    }
}
