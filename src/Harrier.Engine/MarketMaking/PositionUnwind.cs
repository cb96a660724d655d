using System;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>Works positions out: sells and buys back what is held at the best price of the others, by orders that take what
/// stands and leave nothing behind, one at a time for each instrument, through the same checks as any other. One thread;
/// nothing is allocated after construction.</summary>
internal sealed class PositionUnwind
{
    private readonly OrderTable _orders;
    private readonly PositionBook _positions;
    private readonly bool[] _isUnderWay;
    private readonly long _orderLots;
    private readonly long _orderTickLots;

    /// <summary>Takes the memory, a byte an instrument.</summary>
    /// <param name="orders">Our orders.</param>
    /// <param name="positions">Our positions.</param>
    /// <param name="limits">The limits on one order.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    public PositionUnwind(OrderTable orders, PositionBook positions, RiskLimits limits, int instrumentLimit)
    {
        _orders = orders;
        _positions = positions;
        _isUnderWay = new bool[instrumentLimit];
        _orderLots = Math.Min(limits.MaximumOrderLots, PreTradeChecks.MaximumQuantityLots);
        _orderTickLots = (long)(limits.MaximumOrderNotionalDollars * Price.TicksPerUnit);
    }

    /// <summary>Decides on an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">The best prices of the others.</param>
    /// <param name="intent">What to send; wants nothing while our last order, or the market, has to be waited for.</param>
    /// <returns>False while quotes of ours stand, which are to be withdrawn first.</returns>
    public bool TryDecide(InstrumentId instrument, in TopOfBook top, out OrderIntent intent)
    {
        intent = default;
        ref readonly OpenExposure open = ref _orders.ExposureOf(instrument);
        if (open.BuyLots + open.SellLots > 0)
        {
            return _isUnderWay[instrument.Index];
        }

        long held = _positions.InventoryLots(instrument);
        Price price = held > 0 ? top.BidPrice : top.AskPrice;
        _isUnderWay[instrument.Index] = held != 0 && price.IsPresent;
        if (_isUnderWay[instrument.Index])
        {
            // A feed may show a price of 0, at which the checks let nothing pass.
            long lots = Math.Min(Math.Abs(held), Math.Min(_orderLots, _orderTickLots / Math.Max(1, price.Ticks)));
            intent = lots > 0 ? OrderIntent.Take(instrument, held > 0 ? Side.Sell : Side.Buy, price, new Quantity(lots)) : default;
        }

        return true;
    }
}
