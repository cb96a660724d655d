namespace Harrier.Models.Papers;

/// <summary>Moments estimated from a number of sampled sessions.</summary>
/// <param name="Estimate">The estimates.</param>
/// <param name="StandardError">Their standard errors; that of the spread is 0.</param>
public readonly record struct SampledMoments(SessionMoments Estimate, SessionMoments StandardError);
