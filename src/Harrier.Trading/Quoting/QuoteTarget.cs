using Harrier.Primitives;

namespace Harrier.Trading.Quoting;

/// <summary>What should stand in the market.</summary>
/// <param name="Bid">The bid; <see cref="Price.None"/> for no bid.</param>
/// <param name="BidRoomLots">The most lots that the bid may have open; a standing bid with more is taken out.</param>
/// <param name="Ask">The ask; <see cref="Price.None"/> for no ask.</param>
/// <param name="AskRoomLots">The most lots that the ask may have open; a standing ask with more is taken out.</param>
public readonly record struct QuoteTarget(Price Bid, long BidRoomLots, Price Ask, long AskRoomLots)
{
    /// <summary>Nothing on either side.</summary>
    public static QuoteTarget Nothing => new(Price.None, 0, Price.None, 0);
}
