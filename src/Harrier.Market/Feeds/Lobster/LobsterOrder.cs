using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>A live order of the rebuilt day, a link in the queue of its level.</summary>
internal struct LobsterOrder
{
    public ulong Reference;
    public long Lots;
    public long PriceTicks;
    public Side Side;

    /// <summary>The order before it in the queue; -1 for the first.</summary>
    public int Previous;

    /// <summary>The order behind it in the queue, or the next free place; -1 for none.</summary>
    public int Next;
}
