using Harrier.Primitives;

namespace Harrier.Simulation.Venue;

/// <summary>One place in the order table. A free place has reference 0 and links to the next free one.</summary>
internal struct RestingOrder
{
    /// <summary>The venue's reference; 0 when the place is free.</summary>
    public ulong Reference;

    /// <summary>The next newer order at the price, or the next free place; -1 at the end.</summary>
    public int Next;

    /// <summary>The next older order at the price; -1 at the end.</summary>
    public int Previous;

    /// <summary>The price.</summary>
    public int PriceTicks;

    /// <summary>The open lots.</summary>
    public int Lots;

    /// <summary>The instrument's index.</summary>
    public int Instrument;

    /// <summary>The owner's tag.</summary>
    public uint OwnerTag;

    /// <summary>Whose it is.</summary>
    public ushort Owner;

    /// <summary>The side.</summary>
    public Side Side;

    /// <summary>Tells the order to the outside.</summary>
    /// <param name="slot">The place.</param>
    /// <returns>The order.</returns>
    public readonly VenueOrder ToOrder(int slot) =>
        new(new OrderHandle(slot, Reference), Instrument, Side, PriceTicks, Lots, Owner, OwnerTag);
}
