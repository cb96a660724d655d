using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Market;

/// <summary>A consistent look at one instrument.</summary>
/// <param name="Top">The top of the book.</param>
/// <param name="TopTime">When it was that.</param>
/// <param name="OwnBid">Our bid; <see cref="Price.None"/> without one.</param>
/// <param name="OwnBidSize">Its open lots.</param>
/// <param name="OwnAsk">Our ask; <see cref="Price.None"/> without one.</param>
/// <param name="OwnAskSize">Its open lots.</param>
/// <param name="Held">Our position in lots, signed.</param>
/// <param name="Cash">Received less paid for it, fees and rebates included.</param>
/// <param name="OpenBuys">The lots that our open orders, those on their way included, may still buy.</param>
/// <param name="OpenSells">The lots that they may still sell.</param>
/// <param name="Traded">The lots that the market has traded so far, as the feed tells.</param>
/// <param name="Writes">How often the slot was written.</param>
public readonly record struct CachedQuote(
    TopOfBook Top,
    Nanoseconds TopTime,
    Price OwnBid,
    Quantity OwnBidSize,
    Price OwnAsk,
    Quantity OwnAskSize,
    Quantity Held,
    Money Cash,
    Quantity OpenBuys,
    Quantity OpenSells,
    Quantity Traded,
    long Writes);
