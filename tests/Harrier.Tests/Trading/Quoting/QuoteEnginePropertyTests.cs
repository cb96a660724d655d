using System;
using CsCheck;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Tests.Trading.Orders;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Quoting;

public sealed class QuoteEnginePropertyTests
{
    private const int SizeLots = 100;
    private const int MaximumInventory = 2;
    private static readonly InstrumentId Instrument = new(0);

    [Fact]
    public void No_race_with_the_venue_takes_the_inventory_beyond_the_limit_or_leaves_two_orders_on_a_side() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 100], Gen.Long[1, 120]).Array[0, 200].Sample(
            steps =>
            {
                var quotes = new QuoteEngine(
                    new QuotingSettings
                    {
                        OrderSizeLots = SizeLots,
                        RequoteThresholdTicks = 100,
                        AggressiveToleranceTicks = 100,
                        MinimumQuoteLifeMilliseconds = 0,
                    },
                    instrumentLimit: 1);
                quotes.Use(Instrument, FlatModel.Table(MaximumInventory, halfSpread: 250, skew: 50));
                var orders = new OrderTable(8, 1);
                long known = 0;
                var venue = new DelayedVenue(orders)
                {
                    Listener = change =>
                    {
                        known += (change.Side == Side.Buy ? 1 : -1) * change.FillQuantity.Lots;
                        quotes.OnChange(in change, default);
                    },
                };
                foreach ((int what, int choice, long lots) in steps)
                {
                    Step(quotes, venue, known, what, choice, lots);
                    AssertWithinLimit(orders, venue, known);
                }
            },
            iter: 10_000);

    private static void Step(QuoteEngine quotes, DelayedVenue venue, long known, int what, int choice, long lots)
    {
        switch (what)
        {
            case <= 3:
                var top = new TopOfBook(new Price(100_000 + (choice * 20)), default, new Price(101_000 + (choice * 20)), default);
                TradingState state = choice % 10 == 0 ? TradingState.Reducing : TradingState.Active;
                quotes.Decide(Instrument, in top, known, state, default, out OrderIntent bid, out OrderIntent ask);
                venue.Submit(bid);
                venue.Submit(ask);
                break;
            case <= 5:
                venue.Trade(choice, lots);
                break;
            case 6 when choice % 8 == 0:
                venue.TakeOut(choice);
                break;
            case <= 7:
                venue.StepVenue();
                break;
            default:
                venue.StepUs();
                break;
        }
    }

    private static void AssertWithinLimit(OrderTable orders, DelayedVenue venue, long known)
    {
        const long LimitLots = MaximumInventory * SizeLots;
        OpenExposure exposure = orders.ExposureOf(Instrument);
        Assert.True(known + exposure.BuyLots <= LimitLots, "Too much can be bought.");
        Assert.True(known - exposure.SellLots >= -LimitLots, "Too much can be sold.");
        int bids = 0;
        foreach ((Side side, _, _, _) in venue.Standing.Values)
        {
            bids += side == Side.Buy ? 1 : 0;
        }

        Assert.InRange(bids, 0, 1);
        Assert.InRange(venue.Standing.Count - bids, 0, 1);
        Assert.True(venue.WorstResult == OrderResult.Applied, $"The table said {venue.WorstResult}.");
        Assert.True(Math.Abs(known) <= LimitLots, "The inventory is beyond the limit.");
    }
}
