using Harrier.Market.Books;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Harrier.Trading.Execution;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Execution;

public sealed class ScheduleExecutorTests
{
    private static readonly InstrumentId Instrument = new(1);

    /// <summary>10.00 bid for 500, 10.02 offered for 70.</summary>
    private static readonly TopOfBook Top = new(new Price(100_000), new Quantity(500), new Price(100_200), new Quantity(70));

    private static readonly WorkingQuote NoOrder = new() { State = LifeCycleState.None };

    [Fact]
    public void Nothing_is_sent_before_the_first_slice()
    {
        ScheduleExecutor executor = NewExecutor();
        Assert.False(executor.OnTime(At(99.9), 0));
        Assert.Equal(ParentState.Waiting, executor.State);
        Assert.Equal(default, Decide(executor, NoOrder));
        Assert.Equal(At(100), executor.NextTime);
    }

    [Theory]
    [InlineData(Side.Buy, 100_000)]
    [InlineData(Side.Sell, 100_200)]
    public void A_slice_first_waits_at_the_touch(Side side, long touch)
    {
        ScheduleExecutor executor = NewExecutor(side);
        Assert.True(executor.OnTime(At(100), 0));
        Assert.Equal(ParentState.Working, executor.State);

        // 100 lots are due; an order that waits has 60 at most.
        Assert.Equal(OrderIntent.Enter(Instrument, side, new Price(touch), new Quantity(60)), Decide(executor, NoOrder));
        Assert.Equal(default, Decide(executor, Live(touch, 60)));
    }

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void An_order_that_waits_follows_the_touch(Side side)
    {
        ScheduleExecutor executor = NewExecutor(side);
        executor.OnTime(At(100), 0);
        WorkingQuote order = Live(side == Side.Buy ? 99_900 : 100_300, 60);
        Price touch = side == Side.Buy ? Top.BidPrice : Top.AskPrice;
        Assert.Equal(OrderIntent.Replace(Instrument, side, touch, new Quantity(60), order.Id), Decide(executor, order));
    }

    [Theory]
    [InlineData(Side.Buy, 100_200, 70)]
    [InlineData(Side.Sell, 100_000, 80)]
    public void When_the_passive_part_is_over_the_rest_crosses_as_far_as_is_displayed_and_allowed(Side side, long far, long lots)
    {
        ScheduleExecutor executor = NewExecutor(side);
        executor.OnTime(At(100), 0);
        Assert.Equal(At(150), executor.NextTime);
        Assert.True(executor.OnTime(At(150), 0));
        WorkingQuote waiting = Live(side == Side.Buy ? 100_000 : 100_200, 60);
        Assert.Equal(OrderIntent.Cancel(Instrument, side, waiting.Id), Decide(executor, waiting));
        Assert.Equal(OrderIntent.Take(Instrument, side, new Price(far), new Quantity(lots)), Decide(executor, NoOrder));
    }

    [Theory]
    [InlineData(TradingState.Active)]
    [InlineData(TradingState.Halted)]
    public void An_order_that_takes_is_left_to_end_by_itself(TradingState state)
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(150), 0);
        Assert.True(Decide(executor, NoOrder).IsImmediate);
        Assert.Equal(default, Decide(executor, Live(100_200, 70) with { State = LifeCycleState.PendingNew }, state));
        Assert.Equal(default, Decide(executor, Live(100_200, 70), state));
        executor.OnFill(30);
        Assert.Equal(default, Decide(executor, Live(100_200, 40), state));
    }

    [Fact]
    public void What_crossing_did_not_get_waits_at_the_touch_until_the_other_side_shows_other_lots()
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(150), 0);
        Assert.Equal(70, Decide(executor, NoOrder).Quantity.Lots);
        executor.OnFill(50);

        // 20 of the 70 were gone. The same 70 are still shown: they are not asked for again, or it would go on for ever.
        Assert.Equal(OrderIntent.Enter(Instrument, Side.Buy, Top.BidPrice, new Quantity(50)), Decide(executor, NoOrder));
        Assert.Equal(default, Decide(executor, Live(100_000, 50)));
        TopOfBook fewer = Top with { AskSize = new Quantity(69) };
        WorkingQuote waiting = Live(100_000, 50);
        Assert.Equal(IntentKind.Cancel, executor.Decide(in waiting, in fewer, TradingState.Active, Instrument).Kind);
        Assert.Equal(
            OrderIntent.Take(Instrument, Side.Buy, Top.AskPrice, new Quantity(50)),
            executor.Decide(in NoOrder, in fewer, TradingState.Active, Instrument));
    }

    [Fact]
    public void A_new_slice_asks_once_more_for_what_is_shown()
    {
        ScheduleExecutor executor = NewExecutor(passiveShare: 0);
        executor.OnTime(At(100), 0);
        Assert.True(Decide(executor, NoOrder).IsImmediate);
        Assert.False(Decide(executor, NoOrder).IsImmediate);
        executor.OnTime(At(200), 0);
        Assert.True(Decide(executor, NoOrder).IsImmediate);
    }

    [Fact]
    public void Of_many_lots_shown_the_rest_is_asked_for_after_the_first()
    {
        // 80 lots are the most that crosses at a time; of 100 shown, 20 are left to ask for.
        ScheduleExecutor executor = NewExecutor(passiveShare: 0);
        executor.OnTime(At(300), 0);
        TopOfBook deep = Top with { AskSize = new Quantity(100) };
        Assert.Equal(80, executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).Quantity.Lots);
        executor.OnFill(80);
        Assert.Equal(20, executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).Quantity.Lots);
        executor.OnFill(20);
        Assert.False(executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).IsImmediate);
    }

    [Fact]
    public void No_order_is_worth_more_than_the_checks_allow()
    {
        // 30 lots at 10.02 and a little: 30 at 10.00 too. Then half a lot at 10.00: nothing.
        ScheduleExecutor executor = NewExecutor(orderTickLotsMax: (30 * 100_200) + 7);
        executor.OnTime(At(100), 0);
        Assert.Equal(OrderIntent.Enter(Instrument, Side.Buy, Top.BidPrice, new Quantity(30)), Decide(executor, NoOrder));
        executor.OnTime(At(150), 0);
        Assert.Equal(OrderIntent.Take(Instrument, Side.Buy, Top.AskPrice, new Quantity(30)), Decide(executor, NoOrder));
        ScheduleExecutor none = NewExecutor(orderTickLotsMax: 50_000);
        none.OnTime(At(150), 0);
        Assert.Equal(default, Decide(none, NoOrder));
    }

    [Fact]
    public void A_bid_at_0_ends_nothing()
    {
        // ITCH has a price of 0; the checks refuse an order there.
        ScheduleExecutor executor = NewExecutor(Side.Sell);
        executor.OnTime(At(150), 0);
        TopOfBook top = Top with { BidPrice = new Price(0) };
        Assert.Equal(0, executor.Decide(in NoOrder, in top, TradingState.Active, Instrument).Price.Ticks);
    }

    [Theory]
    [InlineData(LifeCycleState.PendingNew)]
    [InlineData(LifeCycleState.PendingReplace)]
    [InlineData(LifeCycleState.PendingCancel)]
    public void While_a_request_is_in_flight_nothing_is_sent(LifeCycleState state)
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(150), 0);
        Assert.Equal(default, Decide(executor, Live(99_000, 60) with { State = state }));
        Assert.Equal(default, Decide(executor, Live(99_000, 60) with { State = state }, TradingState.Halted));
    }

    [Fact]
    public void What_a_slice_could_not_do_is_added_to_the_next()
    {
        ScheduleExecutor executor = NewExecutor(passiveShare: 0);
        executor.OnTime(At(100), 0);
        executor.OnFill(30);
        executor.OnTime(At(200), 0);

        // 200 are due, 30 done; 80 lots are the most that crosses at a time.
        TopOfBook deep = Top with { AskSize = new Quantity(5_000) };
        Assert.Equal(80, executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).Quantity.Lots);
        executor.OnFill(80);
        Assert.Equal(80, executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).Quantity.Lots);
        executor.OnFill(80);
        Assert.Equal(10, executor.Decide(in NoOrder, in deep, TradingState.Active, Instrument).Quantity.Lots);
        executor.OnFill(10);
        Assert.Equal(default, Decide(executor, NoOrder));
        executor.OnTime(At(400), 0);
        Assert.Equal((new SliceResult(100, 30), new SliceResult(200, 200), new SliceResult(300, 200)), (executor.ResultOf(0), executor.ResultOf(1), executor.ResultOf(2)));
    }

    [Theory]
    [InlineData(TradingState.Halted)]
    [InlineData(TradingState.Reducing)]
    public void Where_no_position_may_be_opened_the_order_is_taken_out(TradingState state)
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(100), 0);
        Assert.Equal(IntentKind.Cancel, Decide(executor, Live(100_000, 60), state).Kind);
        Assert.Equal(default, Decide(executor, NoOrder, state));
    }

    [Fact]
    public void Without_the_own_side_there_is_nothing_to_join_and_without_the_other_nothing_to_cross_to()
    {
        TopOfBook noBid = Top with { BidPrice = Price.None, BidSize = Quantity.Zero };
        TopOfBook noAsk = Top with { AskPrice = Price.None, AskSize = Quantity.Zero };
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(100), 0);
        Assert.Equal(default, executor.Decide(in NoOrder, in noBid, TradingState.Active, Instrument));
        WorkingQuote order = Live(100_000, 60);
        Assert.Equal(IntentKind.Cancel, executor.Decide(in order, in noBid, TradingState.Active, Instrument).Kind);
        executor.OnTime(At(150), 0);
        Assert.Equal(
            OrderIntent.Enter(Instrument, Side.Buy, new Price(100_000), new Quantity(60)),
            executor.Decide(in NoOrder, in noAsk, TradingState.Active, Instrument));
    }

    [Theory]
    [InlineData(Side.Buy, 100_200, 100_200, false)]
    [InlineData(Side.Buy, 100_100, 100_000, true)]
    [InlineData(Side.Buy, 99_000, 99_000, true)]
    [InlineData(Side.Sell, 100_000, 100_000, false)]
    [InlineData(Side.Sell, 100_100, 100_200, true)]
    [InlineData(Side.Sell, 101_000, 101_000, true)]
    public void No_price_is_worse_than_the_limit(Side side, long limit, long price, bool isPostOnly)
    {
        ScheduleExecutor executor = NewExecutor(side, passiveShare: 0, limit: new Price(limit));
        executor.OnTime(At(100), 0);
        OrderIntent intent = Decide(executor, NoOrder);
        Assert.Equal((new Price(price), isPostOnly, !isPostOnly), (intent.Price, intent.IsPostOnly, intent.IsImmediate));
    }

    [Fact]
    public void A_passive_order_never_crosses()
    {
        ScheduleExecutor executor = NewExecutor(passiveShare: 1);
        executor.OnTime(At(399), 0);
        Assert.Equal(OrderIntent.Enter(Instrument, Side.Buy, Top.BidPrice, new Quantity(60)), Decide(executor, NoOrder));
    }

    [Fact]
    public void The_clock_is_wanted_at_each_beginning_each_crossing_and_the_end()
    {
        ScheduleExecutor executor = NewExecutor();
        foreach (double second in (double[])[100, 150, 200, 250, 300, 350, 400])
        {
            Assert.Equal(At(second), executor.NextTime);
            Assert.True(executor.OnTime(At(second), 0));
        }

        Assert.Equal(Nanoseconds.Never, executor.NextTime);
        Assert.Equal(ParentState.Expired, executor.State);
        Assert.Equal(IntentKind.Cancel, Decide(executor, Live(100_000, 60)).Kind);
    }

    [Fact]
    public void The_participation_holds_a_slice_back()
    {
        // A fifth of the volume: a quarter of what the others trade.
        ScheduleExecutor executor = NewExecutor(participation: 0.2);
        executor.OnTime(At(100), 0);
        Assert.Equal(default, Decide(executor, NoOrder));
        executor.OnTime(At(200), 80);
        Assert.Equal(20, Decide(executor, NoOrder).Quantity.Lots);
        executor.OnTime(At(300), 10_000);
        Assert.Equal((new SliceResult(0, 0), new SliceResult(20, 0)), (executor.ResultOf(0), executor.ResultOf(1)));
        Assert.Equal(60, Decide(executor, NoOrder).Quantity.Lots);
    }

    [Fact]
    public void The_last_lot_completes_the_order_even_after_its_end()
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(100), 0);
        executor.OnFill(299);
        Assert.Equal(ParentState.Working, executor.State);
        executor.OnTime(At(400), 0);
        Assert.Equal(ParentState.Expired, executor.State);
        executor.OnFill(1);
        Assert.Equal((ParentState.Completed, 300), (executor.State, executor.DoneLots));
        executor.Stop();
        executor.Finish();
        Assert.Equal(ParentState.Completed, executor.State);
    }

    [Fact]
    public void What_was_stopped_stays_stopped()
    {
        ScheduleExecutor executor = NewExecutor();
        executor.OnTime(At(100), 0);
        executor.Stop();
        Assert.Equal(Nanoseconds.Never, executor.NextTime);
        Assert.Equal(default, Decide(executor, NoOrder));
        executor.Finish();
        Assert.Equal(ParentState.Stopped, executor.State);

        ScheduleExecutor early = NewExecutor();
        early.Finish();
        Assert.Equal((ParentState.Expired, default), (early.State, early.ResultOf(0)));
    }

    [Fact]
    public void Deciding_allocates_nothing()
    {
        ScheduleExecutor executor = NewExecutor(participation: 0.5);
        double second = 100;
        long allocated = Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                executor.OnTime(At(second), i * 100);
                Decide(executor, NoOrder);
                Decide(executor, Live(99_000 + i, 60));
                executor.OnFill(1);
                second += 1;
            }
        });
        Assert.Equal((0, 200), (allocated, executor.DoneLots));
    }

    private static Nanoseconds At(double seconds) => Nanoseconds.FromSeconds(seconds);

    private static WorkingQuote Live(long ticks, long lots) => new()
    {
        Id = new OrderId(7),
        State = LifeCycleState.Live,
        Price = new Price(ticks),
        Quantity = new Quantity(lots),
    };

    private static OrderIntent Decide(ScheduleExecutor executor, in WorkingQuote order, TradingState state = TradingState.Active) =>
        executor.Decide(in order, in Top, state, Instrument);

    /// <summary>300 lots from 100 s to 400 s in three slices; half of each waits, with 60 lots at most; 80 lots at most cross.</summary>
    private static ScheduleExecutor NewExecutor(
        Side side = Side.Buy, double passiveShare = 0.5, Price? limit = null, double participation = 0, long orderTickLotsMax = long.MaxValue)
    {
        var parent = new ParentOrder
        {
            Side = side,
            Lots = 300,
            Limit = limit ?? Price.None,
            DecidedAt = At(100),
            Start = At(100),
            End = At(400),
        };
        return new ScheduleExecutor(
            parent,
            ExecutionSchedule.TimeWeighted(300, parent.Start, parent.End, 3),
            new ScheduleExecutorSettings
            {
                PassiveShare = passiveShare,
                WaitingLotsMax = 60,
                CrossingLotsMax = 80,
                OrderTickLotsMax = orderTickLotsMax,
                MaximumParticipation = participation > 0 ? ParticipationRate.Of(participation) : null,
            });
    }
}
