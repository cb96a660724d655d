using System;

namespace Harrier.Models.Calibration;

/// <summary>What counting from the touch gives more than counting from the second level. Where arrivals are A·exp(-kδ)
/// all the way it is 0 but for chance; orders that stop at the touch for another reason make it positive.</summary>
/// <param name="ArrivalsPerSecond">The difference of A, a second and side; NaN where one of the two has no estimate.</param>
/// <param name="ArrivalsError">Its standard error; NaN where it is not known.</param>
/// <param name="DecayPerDollar">The difference of k, per dollar.</param>
/// <param name="DecayError">Its standard error.</param>
public readonly record struct IntensityDifference(
    double ArrivalsPerSecond, double ArrivalsError, double DecayPerDollar, double DecayError)
{
    /// <summary>Compares.</summary>
    /// <param name="touch">Counted from the touch.</param>
    /// <param name="secondLevel">Of the same orders, counted from the second level.</param>
    /// <returns>The difference.</returns>
    /// <remarks>Both rest on the same orders, the second on fewer. Where an estimate wastes nothing, its error and its distance
    /// from one that does are independent: the variances subtract (Hausman, "Specification tests in econometrics",
    /// Econometrica 46, 1978, corollary 2.6).</remarks>
    public static IntensityDifference Of(in IntensityEstimate touch, in IntensityEstimate secondLevel) => new(
        touch.ArrivalsPerSecond - secondLevel.ArrivalsPerSecond,
        Error(touch.ArrivalsError, secondLevel.ArrivalsError),
        touch.DecayPerDollar - secondLevel.DecayPerDollar,
        Error(touch.DecayError, secondLevel.DecayError));

    private static double Error(double all, double part) =>
        part > all ? Math.Sqrt((part * part) - (all * all)) : double.NaN;
}
