using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>An order as it arrives at the matching engine.</summary>
/// <param name="Instrument">The instrument's index.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Lots">The size; 1 to <see cref="MatchingEngine.LotsMax"/>.</param>
/// <param name="PriceTicks">The limit price; on the engine's price increment.</param>
/// <param name="Kind">What becomes of the part that does not trade at once.</param>
/// <param name="Owner">Whose it is, for self-trade prevention; 0 is the crowd, which is never prevented.</param>
/// <param name="OwnerTag">Given back in every event of the order; the engine does not read it.</param>
public readonly record struct OrderRequest(
    int Instrument,
    Side Side,
    int Lots,
    int PriceTicks,
    OrderKind Kind,
    ushort Owner,
    uint OwnerTag);
