using CsCheck;
using Harrier.Market.Books;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Harrier.Tests.Trading.Orders;
using Harrier.Trading.Execution;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Execution;

public sealed class ScheduleExecutorPropertyTests
{
    private const long Lots = 500;

    // The offers begin above it: what crosses leaves nothing standing.
    private const long HighestBid = 102_000;
    private static readonly InstrumentId Instrument = new(0);

    [Fact]
    public void No_race_with_the_venue_executes_more_than_the_parent_or_leaves_two_orders() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 100], Gen.Long[1, 120]).Array[0, 250].Sample(
            steps =>
            {
                ScheduleExecutor executor = NewExecutor();
                var quotes = new QuoteEngine(
                    new QuotingSettings { OrderSizeLots = 1, RequoteThresholdTicks = 0, AggressiveToleranceTicks = 0, MinimumQuoteLifeMilliseconds = 0 },
                    instrumentLimit: 1);
                var orders = new OrderTable(8, 1);
                var venue = new DelayedVenue(orders)
                {
                    Listener = change =>
                    {
                        quotes.OnChange(in change, default);
                        if (change.FillQuantity.Lots > 0)
                        {
                            executor.OnFill(change.FillQuantity.Lots);
                        }
                    },
                };
                long second = 0;
                foreach ((int what, int choice, long lots) in steps)
                {
                    Step(executor, quotes, venue, ref second, what, choice, lots);
                    AssertWithinParent(executor, venue);
                }
            },
            iter: 10_000);

    private static void Step(
        ScheduleExecutor executor, QuoteEngine quotes, DelayedVenue venue, ref long second, int what, int choice, long lots)
    {
        switch (what)
        {
            case 0:
                second += choice;
                executor.OnTime(Nanoseconds.FromSeconds(second), second * 10);
                break;
            case <= 3:
                long bid = 100_000 + (choice * 20);
                var top = new TopOfBook(new Price(bid), new Quantity(50), new Price(bid + 2_100), new Quantity(lots));
                TradingState state = choice % 10 == 0 ? TradingState.Halted : TradingState.Active;
                venue.LotsToTake = choice % 3 == 0 ? 0 : lots; // what is shown may be gone
                venue.Submit(executor.Decide(in quotes.Bid(Instrument), in top, state, Instrument));
                break;
            case <= 5:
                venue.Trade(choice, lots);
                break;
            case 6 when choice % 8 == 0:
                venue.TakeOut(choice);
                break;
            case <= 8:
                venue.StepVenue();
                break;
            default:
                venue.StepUs();
                break;
        }
    }

    private static void AssertWithinParent(ScheduleExecutor executor, DelayedVenue venue)
    {
        long open = 0;
        foreach ((_, _, long lots, _) in venue.Standing.Values)
        {
            open += lots;
        }

        Assert.True(executor.DoneLots + venue.UnknownBuyLots + open <= Lots, "More than the parent may be executed.");
        Assert.InRange(venue.Standing.Count, 0, 1);
        Assert.DoesNotContain(venue.Standing.Values, order => order.Price > HighestBid);
        Assert.True(venue.WorstResult == OrderResult.Applied, $"The table said {venue.WorstResult}.");
    }

    private static ScheduleExecutor NewExecutor()
    {
        var parent = new ParentOrder
        {
            Side = Side.Buy,
            Lots = Lots,
            DecidedAt = default,
            Start = default,
            End = Nanoseconds.FromSeconds(2_000),
        };
        return new ScheduleExecutor(
            parent,
            ExecutionSchedule.TimeWeighted(Lots, parent.Start, parent.End, 10),
            new ScheduleExecutorSettings
            {
                PassiveShare = 0.5,
                WaitingLotsMax = 100,
                CrossingLotsMax = 200,
                MaximumParticipation = ParticipationRate.Of(0.2),
            });
    }
}
