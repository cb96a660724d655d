using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>An order as the matching engine's events tell it.</summary>
/// <param name="Handle">Where it lies, with its reference; the slot is -1 for one that never rests.</param>
/// <param name="Instrument">The instrument's index.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PriceTicks">The limit price.</param>
/// <param name="Lots">The lots still open after the event.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="OwnerTag">The owner's tag.</param>
public readonly record struct VenueOrder(
    OrderHandle Handle,
    int Instrument,
    Side Side,
    int PriceTicks,
    int Lots,
    ushort Owner,
    uint OwnerTag);
