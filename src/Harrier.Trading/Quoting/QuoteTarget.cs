using Harrier.Primitives;

namespace Harrier.Trading.Quoting;

/// <summary>What should stand in the market.</summary>
/// <param name="Bid">The bid; <see cref="Price.None"/> for no bid.</param>
/// <param name="Ask">The ask; <see cref="Price.None"/> for no ask.</param>
public readonly record struct QuoteTarget(Price Bid, Price Ask)
{
    /// <summary>Nothing on either side.</summary>
    public static QuoteTarget Nothing => new(Price.None, Price.None);
}
