using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>A limit of the portfolio that was breached.</summary>
/// <param name="Time">When.</param>
/// <param name="Limit">"valueAtRisk", "expectedShortfall", "drawdown" (dollars), "leverage" (times the capital) or
/// "concentration" (a share).</param>
/// <param name="Action">What was done: "reduce", "halt" or "flatten".</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Allowed">The limit.</param>
public sealed record RiskBreach(Nanoseconds Time, string Limit, string Action, double Measured, double Allowed);
