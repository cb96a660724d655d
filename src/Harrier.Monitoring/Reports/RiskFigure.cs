namespace Harrier.Monitoring.Reports;

/// <summary>A figure of risk over a session, in dollars.</summary>
/// <param name="Last">At the end; NaN where it is not known.</param>
/// <param name="Most">The highest.</param>
/// <param name="Limit">The limit; 0 without one.</param>
public readonly record struct RiskFigure(double Last, double Most, double Limit);
