using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>A change of the trading state.</summary>
/// <param name="Time">When.</param>
/// <param name="State">The new state: "active", "reducing" or "halted".</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record StateChange(Nanoseconds Time, string State, string Reason);
