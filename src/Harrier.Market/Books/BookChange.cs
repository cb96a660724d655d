namespace Harrier.Market.Books;

/// <summary>What one message did.</summary>
/// <param name="Result">What became of it; none where it does not concern an order.</param>
/// <param name="Instrument">The instrument whose book changed; only where the result is applied.</param>
/// <param name="IsTopChanged">Whether its best bid and offer, prices or sizes, are others than before.</param>
public readonly record struct BookChange(BookResult Result, int Instrument, bool IsTopChanged);
