namespace Harrier.Market.Feeds.Lobster;

/// <summary>One level of both sides in a row of a book file.</summary>
/// <param name="AskTicks">The ask price; <see cref="NoAskTicks"/> where there is none.</param>
/// <param name="AskLots">The size at the ask; 0 where there is none.</param>
/// <param name="BidTicks">The bid price; <see cref="NoBidTicks"/> where there is none.</param>
/// <param name="BidLots">The size at the bid; 0 where there is none.</param>
public readonly record struct LobsterLevel(long AskTicks, long AskLots, long BidTicks, long BidLots)
{
    /// <summary>What the file writes for an ask that is not there.</summary>
    public const long NoAskTicks = 9_999_999_999;

    /// <summary>What the file writes for a bid that is not there.</summary>
    public const long NoBidTicks = -9_999_999_999;
}
