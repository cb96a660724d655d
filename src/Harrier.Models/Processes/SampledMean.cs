namespace Harrier.Models.Processes;

/// <summary>The mean of a figure over sampled paths.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error.</param>
public readonly record struct SampledMean(double Mean, double StandardError);
