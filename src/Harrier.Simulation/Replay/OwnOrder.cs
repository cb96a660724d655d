using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>One live order of ours at the recorded venue.</summary>
internal struct OwnOrder
{
    /// <summary>Our number of the order.</summary>
    public uint UserRefNum;

    /// <summary>The stock locate.</summary>
    public int Instrument;

    /// <summary>Buy or sell.</summary>
    public Side Side;

    /// <summary>The limit in ticks.</summary>
    public int PriceTicks;

    /// <summary>The lots that may still execute.</summary>
    public int OpenLots;

    /// <summary>The lots that executed, those of the orders that this one replaced included.</summary>
    public int ExecutedLots;

    /// <summary>The recorded orders at the price that came before this one and are still there.</summary>
    public int RecordedOrdersAhead;

    /// <summary>The venue's number of the order.</summary>
    public ulong OrderReference;

    /// <summary>The side as entered, to be echoed.</summary>
    public OuchSide SideCode;

    /// <summary>The capacity as entered, to be echoed.</summary>
    public OrderCapacity Capacity;

    /// <summary>The cross type as entered, to be echoed.</summary>
    public CrossType CrossType;

    /// <summary>The slot of the order of the same side that comes after this one; -1 at the end.</summary>
    public int Next;

    /// <summary>The slot of the order of the same side that comes before this one; -1 at the front.</summary>
    public int Previous;
}
