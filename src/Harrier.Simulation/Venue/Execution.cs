using System.Diagnostics.CodeAnalysis;

namespace Harrier.Simulation.Venue;

/// <summary>One trade between an arriving order and a resting one, at the resting order's price.</summary>
/// <param name="Maker">The resting order, after the trade.</param>
/// <param name="Taker">The arriving order, after the trade.</param>
/// <param name="PriceTicks">The price.</param>
/// <param name="Lots">The size.</param>
/// <param name="MatchNumber">The trade's number, from 1, never used twice.</param>
[SuppressMessage("Naming", "CA1724", Justification = "The namespaces of executing a parent order are the field's word too, and no file needs both.")]
public readonly record struct Execution(
    VenueOrder Maker,
    VenueOrder Taker,
    int PriceTicks,
    int Lots,
    ulong MatchNumber);
