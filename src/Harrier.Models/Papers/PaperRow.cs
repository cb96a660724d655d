using System;

namespace Harrier.Models.Papers;

/// <summary>One figure of a paper, and the same of ours. What there is not is NaN.</summary>
/// <param name="Name">Which figure: "line: figure", where the figures of one line stand together.</param>
/// <param name="Published">As printed in the paper, or by the program named in <see cref="IPaper.Reference"/>.</param>
/// <param name="Decimals">The decimals printed.</param>
/// <param name="Exact">Ours, computed without sampling.</param>
/// <param name="MonteCarlo">Ours, sampled.</param>
/// <param name="StandardError">The standard error of the sampled one; 0 for what does not depend on chance.</param>
/// <param name="Verdict">How they compare.</param>
public readonly record struct PaperRow(
    string Name,
    double Published,
    int Decimals,
    double Exact,
    double MonteCarlo,
    double StandardError,
    PaperVerdict Verdict)
{
    /// <summary>Gets ours: the exact one where there is one.</summary>
    public double Ours => double.IsNaN(Exact) ? MonteCarlo : Exact;

    /// <summary>Gets ours less the published one.</summary>
    public double Difference => Ours - Published;

    /// <summary>Compares a figure that is computed without sampling.</summary>
    /// <param name="name">Which figure.</param>
    /// <param name="published">As printed.</param>
    /// <param name="decimals">The decimals printed.</param>
    /// <param name="exact">Ours.</param>
    /// <param name="allowed">How far ours may be from the published one, 0 or more. Half of the last digit printed is
    /// allowed on top.</param>
    /// <returns>The row. It does not agree where a figure is not a number.</returns>
    public static PaperRow Computed(string name, double published, int decimals, double exact, double allowed = 0.0)
    {
        bool agrees = Math.Abs(exact - published) <= allowed + Rounding(decimals);
        return new PaperRow(name, published, decimals, exact, double.NaN, 0.0, agrees ? PaperVerdict.Agrees : PaperVerdict.PublishedDiffers);
    }

    /// <summary>Compares a figure that is only sampled.</summary>
    /// <param name="name">Which figure.</param>
    /// <param name="published">As printed.</param>
    /// <param name="decimals">The decimals printed.</param>
    /// <param name="sampled">Ours.</param>
    /// <param name="standardError">Its standard error, above 0.</param>
    /// <param name="allowed">How far ours may be from the published one, the publisher's error and ours together. Half of
    /// the last digit printed is allowed on top.</param>
    /// <returns>The row.</returns>
    public static PaperRow Sampled(string name, double published, int decimals, double sampled, double standardError, double allowed)
    {
        bool agrees = Math.Abs(sampled - published) <= allowed + Rounding(decimals);
        return new PaperRow(name, published, decimals, double.NaN, sampled, standardError, agrees ? PaperVerdict.Agrees : PaperVerdict.PublishedDiffers);
    }

    /// <summary>Compares a figure that is computed without sampling with the published one, and with our own sampling.</summary>
    /// <param name="name">Which figure.</param>
    /// <param name="published">As printed.</param>
    /// <param name="decimals">The decimals printed.</param>
    /// <param name="exact">Ours.</param>
    /// <param name="sampled">Ours, sampled; four standard errors are allowed, which one figure in 16,000 exceeds by chance.</param>
    /// <param name="standardError">Its standard error, above 0.</param>
    /// <param name="allowed">How far ours may be from the published one, 0 or more. Half of the last digit printed is
    /// allowed on top.</param>
    /// <param name="allowedSampled">How far the sampled one may be from ours beyond its standard errors, 0 or more: the bias
    /// of a scheme.</param>
    /// <returns>The row.</returns>
    public static PaperRow ComputedAndSampled(
        string name, double published, int decimals, double exact, double sampled, double standardError, double allowed = 0.0, double allowedSampled = 0.0)
    {
        PaperRow computed = Computed(name, published, decimals, exact, allowed);
        bool agrees = Math.Abs(sampled - exact) <= 4.0 * standardError + allowedSampled;
        PaperVerdict verdict = computed.Verdict == PaperVerdict.Agrees && !agrees ? PaperVerdict.MonteCarloDiffers : computed.Verdict;
        return computed with { MonteCarlo = sampled, StandardError = standardError, Verdict = verdict };
    }

    /// <summary>Half of the last digit printed, and what a double cannot tell apart.</summary>
    internal static double Rounding(int decimals) => 0.5 * Math.Pow(10.0, -decimals) * (1.0 + 1e-9);
}
