using Harrier.Primitives;

namespace Harrier.Market.Books;

/// <summary>The best bid and offer of one instrument with the displayed sizes at them.</summary>
/// <param name="BidPrice">The highest bid; <see cref="Price.None"/> when nobody bids.</param>
/// <param name="BidSize">The lots displayed at the best bid; zero when nobody bids.</param>
/// <param name="AskPrice">The lowest ask; <see cref="Price.None"/> when nobody offers.</param>
/// <param name="AskSize">The lots displayed at the best ask; zero when nobody offers.</param>
public readonly record struct TopOfBook(Price BidPrice, Quantity BidSize, Price AskPrice, Quantity AskSize)
{
    /// <summary>An empty book.</summary>
    public static TopOfBook Empty => new(Price.None, Quantity.Zero, Price.None, Quantity.Zero);

    /// <summary>Gets a value indicating whether both sides are there.</summary>
    public bool IsTwoSided => BidPrice.IsPresent && AskPrice.IsPresent;

    /// <summary>Gets twice the mid price in ticks, which is whole where the mid may end in a half.
    /// Only for a two-sided book.</summary>
    public long MidTicksTwice => BidPrice.Ticks + AskPrice.Ticks;
}
