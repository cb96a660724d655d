namespace Harrier.Market.Feeds.Lobster;

/// <summary>A level of one side of the rebuilt day.</summary>
internal struct LobsterSideLevel
{
    /// <summary>The price for bids, the negated price for asks: the better, the larger.</summary>
    public long Rank;
    public long Lots;

    /// <summary>The place of the oldest order.</summary>
    public int First;

    /// <summary>The place of the newest order.</summary>
    public int Last;
}
