using Harrier.Market;
using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Engine.MarketMaking;

/// <summary>Tells the risk desk of a session, through the quote cache, what our open orders may come to and what the market
/// trades. The engine's thread; nothing is allocated after construction.</summary>
/// <param name="desk">The desk, stepped by this thread.</param>
/// <param name="cache">Where it reads.</param>
/// <param name="orders">Our orders.</param>
internal sealed class RiskFeed(RiskDesk desk, QuoteCache cache, OrderTable orders)
{
    private const int None = -1;

    private int _decided = None;

    /// <summary>Takes note of a trade of the market.</summary>
    /// <param name="update">A decoded feed message.</param>
    public void OnFeed(in MarketUpdate update)
    {
        bool isTrade = update.Kind == MarketUpdateKind.Execute ? !update.IsUnprinted : update.Kind == MarketUpdateKind.HiddenTrade;
        if (isTrade && update.Lots > 0 && (uint)update.Instrument < (uint)cache.InstrumentLimit)
        {
            cache.AddTraded(new InstrumentId(update.Instrument), new Quantity(update.Lots));
        }
    }

    /// <summary>Orders of an instrument are about to be decided on. What was sent for another one since enters the figures
    /// first: two orders of one packet must not both take the room that is there for one. The usual packet is about one
    /// instrument, and waits for nothing.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="now">The time.</param>
    public void Begin(int instrument, Nanoseconds now)
    {
        if (_decided != instrument)
        {
            Settle(now);
            _decided = instrument;
        }
    }

    /// <summary>Brings what was decided on last into the figures.</summary>
    /// <param name="now">The time.</param>
    public void Settle(Nanoseconds now)
    {
        if (_decided != None)
        {
            Take(new InstrumentId(_decided), now);
        }
    }

    /// <summary>Brings an instrument's prices, position and open orders into the figures.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="now">The time.</param>
    public void Take(InstrumentId instrument, Nanoseconds now)
    {
        ref readonly OpenExposure open = ref orders.ExposureOf(instrument);
        cache.WriteOpen(instrument, new Quantity(open.BuyLots), new Quantity(open.SellLots));
        desk.OnChange(instrument, now);
        if (_decided == instrument.Index)
        {
            _decided = None;
        }
    }
}
