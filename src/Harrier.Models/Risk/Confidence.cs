using System;

namespace Harrier.Models.Risk;

/// <summary>Checks of a confidence, and how many observations its tail has.</summary>
internal static class Confidence
{
    /// <summary>1 - 0.95 is 0.05000000000000004: a product with a count within this of a whole number is meant to be it.</summary>
    private const double WholeTolerance = 1e-9;

    internal static void Require(double confidence)
    {
        if (!(confidence > 0.5 && confidence < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "confidence must be above 0.5 and below 1.");
        }
    }

    /// <summary>The observations beyond the confidence: n(1 - a), whole where it is meant to be.</summary>
    internal static double TailCount(int observations, double confidence)
    {
        double count = observations * (1.0 - confidence);
        double whole = Math.Round(count);
        return Math.Abs(count - whole) <= WholeTolerance * Math.Max(1.0, count) ? whole : count;
    }
}
