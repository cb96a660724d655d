using System;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Xunit;

namespace Harrier.Tests.Trading.Orders;

public sealed class OrderTablePropertyTests
{
    [Fact]
    public void Whatever_races_there_are_table_and_venue_agree_when_all_messages_have_arrived() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1000], Gen.Long[1, 120]).Array[0, 120].Sample(
            steps =>
            {
                var orders = new OrderTable(8, 1);
                var venue = new DelayedVenue(orders);
                foreach ((int what, int choice, long lots) in steps)
                {
                    Step(orders, venue, what, choice, lots);
                    AssertExposureCoversTheTruth(orders, venue);
                    AssertExposureIsTheSumOfTheOrders(orders);
                }

                while (!venue.IsQuiet)
                {
                    venue.StepVenue();
                    venue.StepUs();
                    AssertExposureIsTheSumOfTheOrders(orders);
                }

                AssertSame(orders, venue);
            },
            iter: 20_000);

    private static void Step(OrderTable orders, DelayedVenue venue, int what, int choice, long lots)
    {
        bool isBuy = choice % 2 == 0;
        long price = (isBuy ? 900 : 1100) + (choice % 50);
        OwnOrder some = orders.OpenCount == 0 ? default : orders.OpenAt(choice % orders.OpenCount);
        switch (what)
        {
            case 0:
                venue.Enter(isBuy ? Side.Buy : Side.Sell, price, lots);
                break;
            case 1 when some.Id != OrderId.None:
                venue.Replace(some, some.Side == Side.Buy ? 900 + (choice % 50) : 1100 + (choice % 50), lots);
                break;
            case 2 when some.Id != OrderId.None:
                venue.Cancel(some);
                break;
            case 3 or 4:
                venue.Trade(choice, lots);
                break;
            case 5 when choice % 4 == 0:
                venue.TakeOut(choice);
                break;
            case 6 or 7:
                venue.StepVenue();
                break;
            default:
                venue.StepUs();
                break;
        }
    }

    /// <summary>What could still be executed at the venue, plus what was but is not known yet, is never more than the
    /// table's worst case: the position limit stands on this.</summary>
    private static void AssertExposureCoversTheTruth(OrderTable orders, DelayedVenue venue)
    {
        long buys = 0;
        long sells = 0;
        foreach ((Side side, _, long open, _) in venue.Standing.Values)
        {
            buys += side == Side.Buy ? open : 0;
            sells += side == Side.Sell ? open : 0;
        }

        OpenExposure exposure = orders.ExposureOf(new InstrumentId(0));
        Assert.True(buys + venue.UnknownBuyLots <= exposure.BuyLots, "Buys are not covered.");
        Assert.True(sells + venue.UnknownSellLots <= exposure.SellLots, "Sells are not covered.");
    }

    private static void AssertExposureIsTheSumOfTheOrders(OrderTable orders)
    {
        long buyLots = 0;
        long sellLots = 0;
        long highestBuy = long.MinValue;
        long lowestSell = long.MaxValue;
        for (int i = 0; i < orders.OpenCount; i++)
        {
            OwnOrder order = orders.OpenAt(i);
            if (order.Side == Side.Buy)
            {
                highestBuy = Math.Max(highestBuy, order.Price.Ticks);
                buyLots += order.OpenQuantity.Lots;
            }
            else
            {
                lowestSell = Math.Min(lowestSell, order.Price.Ticks);
                sellLots += order.OpenQuantity.Lots;
            }
        }

        OpenExposure exposure = orders.ExposureOf(new InstrumentId(0));
        Assert.Equal((highestBuy, lowestSell), (exposure.HighestBuyTicks, exposure.LowestSellTicks));

        // A pair of order and replacement counts once: never more than the plain sum, never less than nothing.
        Assert.InRange(exposure.BuyLots, 0, buyLots);
        Assert.InRange(exposure.SellLots, 0, sellLots);
        Assert.Equal(exposure.TickLots, orders.OpenTickLots);
    }

    private static void AssertSame(OrderTable orders, DelayedVenue venue)
    {
        Assert.Equal(OrderResult.Applied, venue.WorstResult);
        Assert.Equal((0L, 0L), (venue.UnknownBuyLots, venue.UnknownSellLots));
        Assert.Equal(venue.Standing.Count, orders.OpenCount);
        foreach ((uint id, (Side side, long price, long open, _)) in venue.Standing)
        {
            Assert.True(orders.TryGet(new OrderId(id), out OwnOrder order));
            Assert.Equal((side, price, open), (order.Side, order.Price.Ticks, order.OpenQuantity.Lots));
            Assert.Equal(LifeCycleState.Live, order.State);
        }

        long tickLots = 0;
        foreach ((_, long price, long open, _) in venue.Standing.Values)
        {
            tickLots += price * open;
        }

        Assert.Equal(tickLots, orders.OpenTickLots);
    }
}
