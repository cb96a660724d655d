namespace Harrier.Models.Papers;

/// <summary>One figure of a paper, and the same computed and sampled.</summary>
/// <param name="Name">Which figure.</param>
/// <param name="Published">As printed in the paper.</param>
/// <param name="Decimals">The decimals printed.</param>
/// <param name="Exact">Computed without sampling.</param>
/// <param name="MonteCarlo">Sampled.</param>
/// <param name="StandardError">The standard error of the sampled one; 0 for what does not depend on chance.</param>
/// <param name="Verdict">How they compare.</param>
public readonly record struct PaperRow(
    string Name,
    double Published,
    int Decimals,
    double Exact,
    double MonteCarlo,
    double StandardError,
    PaperVerdict Verdict);
