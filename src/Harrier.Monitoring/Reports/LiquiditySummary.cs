namespace Harrier.Monitoring.Reports;

/// <summary>How long the slowest position would have taken to be worked out.</summary>
/// <param name="Participation">The share of the traded volume that we may be.</param>
/// <param name="MemorySeconds">How fast that volume forgot.</param>
/// <param name="LastSeconds">At the end: 0 where nothing was held, NaN where something was of which no trade was remembered.</param>
/// <param name="MostSeconds">The longest of the session, as far as it was known.</param>
/// <param name="Symbol">The instrument that would have taken that long; empty without one.</param>
/// <param name="UnknownSeconds">The seconds in which something was held of which no trade was remembered.</param>
public sealed record LiquiditySummary(
    double Participation, double MemorySeconds, double LastSeconds, double MostSeconds, string Symbol, int UnknownSeconds);
