namespace Harrier.Trading.Orders;

/// <summary>One slot of the order table. Slots are reused when their order has ended.</summary>
internal struct OrderRecord
{
    public long PriceTicks;
    public long SentAt;

    /// <summary>What this order adds to the exposure now, so that a change can be taken back exactly.</summary>
    public long CountedTickLots;
    public int CountedLots;

    /// <summary>The size on the wire: executed lots of the chain and open ones together.</summary>
    public int WholeLots;
    public int ExecutedLots;
    public int OpenLots;
    public uint Id;

    /// <summary>The order that this one is to take the place of, until the venue has answered; zero for none.</summary>
    public uint Replaces;

    /// <summary>The order that is to take the place of this one, until the venue has answered; zero for none.</summary>
    public uint ReplacedBy;
    public int Instrument;

    /// <summary>Neighbours in the list of open orders of the instrument and side; -1 at the ends.</summary>
    public int PreviousSlot;
    public int NextSlot;

    /// <summary>Where the slot stands in the dense list of all open orders.</summary>
    public int OpenIndex;
    public Primitives.Side Side;
    public LifeCycleState State;

    /// <summary>Whether the venue has confirmed the order, which a pending cancel would otherwise hide.</summary>
    public bool IsConfirmed;

    public readonly bool IsOpen => State is >= LifeCycleState.PendingNew and <= LifeCycleState.PendingCancel;
}
