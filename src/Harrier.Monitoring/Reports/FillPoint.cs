using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>One fill of an order of ours.</summary>
/// <param name="Time">When, at the venue.</param>
/// <param name="Side">Our side.</param>
/// <param name="Price">The price.</param>
/// <param name="Lots">The lots.</param>
public readonly record struct FillPoint(Nanoseconds Time, Side Side, Price Price, long Lots);
