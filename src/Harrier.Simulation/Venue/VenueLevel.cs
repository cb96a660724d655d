namespace Harrier.Simulation.Venue;

/// <summary>One price level as seen from outside.</summary>
/// <param name="PriceTicks">The price.</param>
/// <param name="Lots">The open lots at it.</param>
/// <param name="Orders">The number of orders at it.</param>
/// <param name="First">The oldest order.</param>
public readonly record struct VenueLevel(int PriceTicks, long Lots, int Orders, OrderHandle First);
