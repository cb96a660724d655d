using Harrier.Primitives;

namespace Harrier.Market.Books;

/// <summary>A live order.</summary>
/// <param name="Instrument">The index of the instrument.</param>
/// <param name="Side">The side that it rests on.</param>
/// <param name="PriceTicks">Its limit price in ticks.</param>
/// <param name="Lots">What is left of it.</param>
public readonly record struct BookOrder(int Instrument, Side Side, int PriceTicks, int Lots);
