namespace Harrier.Monitoring.Reports;

/// <summary>The volatility of the mid price by one estimator.</summary>
/// <param name="Name">The estimator.</param>
/// <param name="DollarsPerSqrtSecond">The volatility; NaN where there was too little to estimate from.</param>
public sealed record VolatilityRow(string Name, double DollarsPerSqrtSecond);
