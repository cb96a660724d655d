using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>Quotes that are linear in the inventory, in Q32.32 ticks: the integer form of Avellaneda-Stoikov and of the
/// closed form of GLFT, for an inventory that no table holds.</summary>
/// <remarks>Both coefficients are rounded to 2^-32 ticks, so that the error is at most (|q| + 1) · 2^-33 ticks.</remarks>
/// <param name="HalfSpread">Half of the distance from bid to ask.</param>
/// <param name="SkewPerOrder">How far both quotes move down for each order size held.</param>
public readonly record struct LinearOffsets(FixedPoint HalfSpread, FixedPoint SkewPerOrder)
{
    /// <summary>Takes Avellaneda-Stoikov's coefficients.</summary>
    /// <param name="engine">The model.</param>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <param name="ticksPerPriceUnit">Ticks in one unit of the model's prices.</param>
    /// <returns>The coefficients.</returns>
    public static LinearOffsets Of(
        AvellanedaStoikovEngine engine, double secondsToHorizon, double ticksPerPriceUnit = Price.TicksPerUnit) =>
        new(
            FixedPoint.FromDouble(0.5 * engine.Spread(secondsToHorizon) * ticksPerPriceUnit),
            FixedPoint.FromDouble(engine.SkewPerOrder(secondsToHorizon) * ticksPerPriceUnit));

    /// <summary>The distance of the bid below the mid price.</summary>
    /// <param name="inventory">In order sizes, signed.</param>
    /// <returns>Ticks.</returns>
    public FixedPoint BidOffset(int inventory) => HalfSpread + SkewPerOrder * inventory;

    /// <summary>The distance of the ask above the mid price.</summary>
    /// <param name="inventory">In order sizes, signed.</param>
    /// <returns>Ticks.</returns>
    public FixedPoint AskOffset(int inventory) => HalfSpread - SkewPerOrder * inventory;
}
