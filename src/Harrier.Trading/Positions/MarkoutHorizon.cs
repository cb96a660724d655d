using Harrier.Primitives;

namespace Harrier.Trading.Positions;

/// <summary>The markouts of all fills at one horizon.</summary>
/// <param name="After">The horizon.</param>
/// <param name="Fills">The fills that reached it.</param>
/// <param name="Lots">Their lots.</param>
/// <param name="Sum">(mid then - price) times lots for buys, the negative of it for sells, added up.</param>
public readonly record struct MarkoutHorizon(Nanoseconds After, long Fills, long Lots, Money Sum);
