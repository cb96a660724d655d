namespace Harrier.Monitoring.Reports;

/// <summary>A test of exceedances.</summary>
/// <param name="Statistic">Twice the logarithm of the likelihood ratio; NaN where there is nothing to test.</param>
/// <param name="PValue">How often a right model would look at least as wrong.</param>
public readonly record struct RiskTest(double Statistic, double PValue);
