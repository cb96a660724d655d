using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>What executing an order cost against having had it at once at the mid of the decision, by cause. A cost is
/// positive. The causes add up to the total, exactly.</summary>
/// <param name="Paper">The result of the portfolio on paper.</param>
/// <param name="Actual">The result of ours.</param>
/// <param name="Delay">The move of the mid from the decision to the first order.</param>
/// <param name="PriceMove">Its move from there to the fills, our own impact in it.</param>
/// <param name="Spread">Distance of the fills from the mid.</param>
/// <param name="Fees">Fees less rebates.</param>
/// <param name="Opportunity">The move of the mid on what was not executed.</param>
public sealed record Shortfall(
    Money Paper, Money Actual, Money Delay, Money PriceMove, Money Spread, Money Fees, Money Opportunity)
{
    /// <summary>Gets the shortfall.</summary>
    public Money Total => Paper - Actual;

    /// <summary>Gets a value indicating whether the causes add up to the total, to the last part.</summary>
    public bool AddsUp => Total == Delay + PriceMove + Spread + Fees + Opportunity;
}
