using Harrier.Primitives;

namespace Harrier.Trading.Execution;

/// <summary>What executing a parent order cost against a paper portfolio that had it at once, at the mid of the decision and
/// without fees: Perold, "The implementation shortfall: paper versus reality", Journal of Portfolio Management 14(3) 4-9
/// (1988). Split by cause; a cost is positive. The causes add up to the total, to the last part.</summary>
/// <param name="Paper">The result of the paper portfolio, at the last mid.</param>
/// <param name="Actual">Ours, fees included, what was bought or sold at the last mid.</param>
/// <param name="Delay">The move of the mid from the decision to the first order, on what was executed.</param>
/// <param name="PriceMove">Its move from there to just before each fill: our own impact and what the market did anyhow, which
/// nobody can tell apart.</param>
/// <param name="Spread">The distance of the fills from the mid just before them.</param>
/// <param name="Fees">Fees less rebates.</param>
/// <param name="Opportunity">The move of the mid from the decision to the end, on what was not executed.</param>
public readonly record struct ImplementationShortfall(
    Money Paper, Money Actual, Money Delay, Money PriceMove, Money Spread, Money Fees, Money Opportunity)
{
    /// <summary>Gets the shortfall.</summary>
    public Money Total => Paper - Actual;

    /// <summary>Gets a value indicating whether the causes add up to the total.</summary>
    public bool AddsUp => Total == Delay + PriceMove + Spread + Fees + Opportunity;
}
