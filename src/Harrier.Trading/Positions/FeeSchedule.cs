using Harrier.Primitives;

namespace Harrier.Trading.Positions;

/// <summary>What the venue pays and charges.</summary>
/// <param name="MakerRebatePerLot">Paid to us for a lot that our resting order traded; negative for a charge.</param>
/// <param name="TakerFeePerLot">Charged for a lot that our incoming order traded.</param>
public readonly record struct FeeSchedule(Money MakerRebatePerLot, Money TakerFeePerLot)
{
    /// <summary>What a fill adds to our cash.</summary>
    /// <param name="liquidity">Maker or taker.</param>
    /// <param name="quantity">The lots.</param>
    /// <returns>Positive for a rebate, negative for a fee.</returns>
    public Money Of(FillLiquidity liquidity, Quantity quantity) => liquidity == FillLiquidity.Maker
        ? new Money(MakerRebatePerLot.Parts * quantity.Lots)
        : new Money(-TakerFeePerLot.Parts * quantity.Lots);
}
