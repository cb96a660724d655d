using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>One fill of an order of ours.</summary>
/// <param name="Time">When, at the venue.</param>
/// <param name="Side">Our side.</param>
/// <param name="Price">The price.</param>
/// <param name="Lots">The lots.</param>
/// <param name="MidTicksTwice">Twice the mid price at that moment in ticks; <see cref="long.MinValue"/> where it is
/// not known, and the fill is then left out of the picture of distances.</param>
public readonly record struct FillPoint(
    Nanoseconds Time, Side Side, Price Price, long Lots, long MidTicksTwice = long.MinValue);
