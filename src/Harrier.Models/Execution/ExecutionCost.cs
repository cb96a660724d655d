namespace Harrier.Models.Execution;

/// <summary>What a trajectory costs.</summary>
/// <param name="RiskAversion">λ, for which it is the best, per money.</param>
/// <param name="Expected">E, its expected cost against the price at the start, money.</param>
/// <param name="Variance">V, the variance of that cost, money squared.</param>
public readonly record struct ExecutionCost(double RiskAversion, double Expected, double Variance);
