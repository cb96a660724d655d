using Harrier.Simulation.Venue;

namespace Harrier.Simulation.OrderFlow;

/// <summary>Takes what the order flow does to the books, and the trades that the books do not show.</summary>
public interface IFlowEvents : IMatchingEvents
{
    /// <summary>An aggressive order traded with an order that was not displayed.</summary>
    /// <param name="instrument">The instrument's index.</param>
    /// <param name="priceTicks">The price, between the best bid and the best ask.</param>
    /// <param name="lots">The size.</param>
    /// <param name="matchNumber">The trade's number.</param>
    void HiddenTrade(int instrument, int priceTicks, int lots, ulong matchNumber);
}
