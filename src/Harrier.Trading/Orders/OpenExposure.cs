using System.Runtime.InteropServices;

namespace Harrier.Trading.Orders;

/// <summary>What the open orders of one instrument could come to if all were executed. An order and its pending
/// replacement count once, with the larger of the two, because only one of them can be executed.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct OpenExposure
{
    /// <summary>The lots that may still be bought.</summary>
    public long BuyLots;

    /// <summary>The lots that may still be sold.</summary>
    public long SellLots;

    /// <summary>The price in ticks times lots, over all open orders of both sides.</summary>
    public long TickLots;

    /// <summary>The highest price of an open buy order in ticks; <see cref="long.MinValue"/> without one.</summary>
    public long HighestBuyTicks;

    /// <summary>The lowest price of an open sell order in ticks; <see cref="long.MaxValue"/> without one.</summary>
    public long LowestSellTicks;

    internal int FirstBuySlot;
    internal int FirstSellSlot;
}
