using Harrier.Primitives;
using Harrier.Trading.Orders;
using Xunit;

namespace Harrier.Tests.Trading.Orders;

public sealed class OrderTableTests
{
    private static readonly InstrumentId Instrument = new(3);

    private readonly OrderTable _orders = new(openOrderLimit: 8, instrumentLimit: 4);

    [Fact]
    public void An_order_lives_from_pending_to_filled()
    {
        OrderId id = Enter(Side.Buy, 1000, 100);
        Assert.Equal(LifeCycleState.PendingNew, StateOf(id));
        Accept(id, 1000, 100);
        Assert.Equal(LifeCycleState.Live, StateOf(id));

        OrderChange change = Fill(id, 40);
        Assert.Equal((LifeCycleState.Live, 60L, 40L), (change.WorkingState, change.WorkingQuantity.Lots, change.FillQuantity.Lots));
        change = Fill(id, 60);
        Assert.Equal((LifeCycleState.Filled, OrderId.None), (change.State, change.WorkingId));
        Assert.Equal(0, _orders.OpenCount);
    }

    [Fact]
    public void Numbers_start_at_one_and_increase()
    {
        Assert.Equal(new OrderId(1), Enter(Side.Buy, 1000, 1));
        Assert.Equal(new OrderId(2), Enter(Side.Sell, 1100, 1));
        Assert.Equal(new OrderId(2), _orders.LastId);
    }

    [Fact]
    public void A_fill_while_a_cancel_is_pending_counts()
    {
        OrderId id = Live(Side.Sell, 1000, 100);
        Send(OrderIntent.Cancel(Instrument, Side.Sell, id));
        Assert.Equal(LifeCycleState.PendingCancel, StateOf(id));

        Assert.Equal(LifeCycleState.PendingCancel, Fill(id, 30).WorkingState);
        Assert.Equal(OrderResult.Applied, _orders.Canceled(id, new Quantity(70), out OrderChange change));
        Assert.Equal((LifeCycleState.Canceled, OrderId.None), (change.State, change.WorkingId));
    }

    [Fact]
    public void An_order_filled_while_its_cancel_is_pending_ends_as_filled()
    {
        OrderId id = Live(Side.Sell, 1000, 100);
        Send(OrderIntent.Cancel(Instrument, Side.Sell, id));
        Assert.Equal(LifeCycleState.Filled, Fill(id, 100).State);
        Assert.Equal(OrderResult.IllegalTransition, _orders.Canceled(id, new Quantity(0), out _));
    }

    [Fact]
    public void A_replacement_rejected_after_its_original_was_filled_changes_nothing_more()
    {
        OrderId id = Live(Side.Sell, 1000, 100);
        Send(OrderIntent.Replace(Instrument, Side.Sell, new Price(1100), new Quantity(100), id));
        OrderId replacement = _orders.LastId;
        Fill(id, 100);
        Assert.Equal(LifeCycleState.Rejected, StateOf(replacement));
        Assert.Equal(OrderResult.NotApplied, _orders.Rejected(replacement, out OrderChange change));
        Assert.Equal((Side.None, 0), (change.Side, _orders.OpenCount));
    }

    [Fact]
    public void A_cancel_that_overtakes_the_answer_to_the_order_stays_pending_when_the_answer_comes()
    {
        OrderId id = Enter(Side.Buy, 1000, 100);
        Send(OrderIntent.Cancel(Instrument, Side.Buy, id));
        Accept(id, 1000, 100);
        Assert.Equal(LifeCycleState.PendingCancel, StateOf(id));
        Assert.Equal(OrderResult.Applied, _orders.Canceled(id, new Quantity(100), out _));
        Assert.Equal(LifeCycleState.Canceled, StateOf(id));
    }

    [Fact]
    public void A_refused_cancel_leaves_the_order_live()
    {
        OrderId id = Live(Side.Buy, 1000, 100);
        Send(OrderIntent.Cancel(Instrument, Side.Buy, id));
        Assert.Equal(OrderResult.Applied, _orders.CancelRejected(id, out OrderChange change));
        Assert.Equal((LifeCycleState.Live, id), (change.WorkingState, change.WorkingId));
    }

    [Fact]
    public void A_replacement_takes_the_place_of_its_order()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderChange sent = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first));
        Assert.Equal((first, LifeCycleState.PendingReplace), (sent.WorkingId, sent.WorkingState));
        Assert.Equal(LifeCycleState.PendingNew, sent.State);

        Assert.Equal(OrderResult.Applied, _orders.Replaced(first, sent.Id, new Price(1010), new Quantity(100), out OrderChange change));
        Assert.Equal((sent.Id, LifeCycleState.Live, 1010L), (change.WorkingId, change.WorkingState, change.WorkingPrice.Ticks));
        Assert.Equal(LifeCycleState.Replaced, StateOf(first));
        Assert.Equal(1, _orders.OpenCount);
    }

    [Fact]
    public void The_size_on_the_wire_of_a_replacement_holds_the_executed_lots_of_the_chain()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        Fill(first, 30);

        // 100 lots shall be open and 30 are executed: OUCH is told 130.
        OrderChange sent = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first));
        Assert.Equal(130, sent.WholeQuantity.Lots);

        // 20 more lots go while the replacement is on its way, so 130 - 50 = 80 are open after it.
        Fill(first, 20);
        Assert.Equal(OrderResult.Applied, _orders.Replaced(first, sent.Id, new Price(1010), new Quantity(80), out OrderChange change));
        Assert.Equal(80, change.WorkingQuantity.Lots);
        Assert.Equal(130, change.WholeQuantity.Lots);
        Assert.Equal(LifeCycleState.Filled, Fill(sent.Id, 80).State);
    }

    [Fact]
    public void A_replacement_ends_with_the_order_that_was_filled_before_it_arrived()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first)).Id;
        OrderChange change = Fill(first, 100);
        Assert.Equal((LifeCycleState.Filled, OrderId.None), (change.State, change.WorkingId));
        Assert.Equal(LifeCycleState.Rejected, StateOf(second));
        Assert.Equal(0, _orders.OpenCount);
        Assert.Equal(0, _orders.ExposureOf(Instrument).BuyLots);
    }

    [Fact]
    public void A_refused_replacement_leaves_its_order_live()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first)).Id;
        Assert.Equal(OrderResult.Applied, _orders.Rejected(second, out OrderChange change));
        Assert.Equal((LifeCycleState.Rejected, first, LifeCycleState.Live), (change.State, change.WorkingId, change.WorkingState));
        Assert.Equal(1000, change.WorkingPrice.Ticks);
    }

    [Fact]
    public void A_replacement_refused_under_the_number_of_the_standing_order_leaves_that_one_live()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first)).Id;
        Assert.Equal(OrderResult.Applied, _orders.Rejected(first, out _));
        Assert.Equal((LifeCycleState.Live, LifeCycleState.Rejected), (StateOf(first), StateOf(second)));
    }

    [Fact]
    public void An_order_taken_out_because_its_replacement_is_invalid_takes_the_replacement_with_it()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first)).Id;
        Assert.Equal(OrderResult.Applied, _orders.Canceled(first, new Quantity(100), out OrderChange change));
        Assert.Equal(OrderId.None, change.WorkingId);
        Assert.Equal((LifeCycleState.Canceled, LifeCycleState.Rejected), (StateOf(first), StateOf(second)));
    }

    [Fact]
    public void A_cancel_of_an_order_whose_replacement_is_on_its_way_goes_to_the_replacement()
    {
        OrderId first = Live(Side.Buy, 1000, 100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), first)).Id;
        OrderChange cancel = Send(OrderIntent.Cancel(Instrument, Side.Buy, first));
        Assert.Equal((second, first), (cancel.Id, cancel.WorkingId));

        _orders.Replaced(first, second, new Price(1010), new Quantity(100), out OrderChange change);
        Assert.Equal((second, LifeCycleState.PendingCancel), (change.WorkingId, change.WorkingState));
        Assert.Equal(OrderResult.Applied, _orders.Canceled(second, new Quantity(100), out _));
        Assert.Equal(0, _orders.OpenCount);
    }

    [Fact]
    public void A_partial_cancel_by_the_venue_leaves_the_rest_live()
    {
        OrderId id = Live(Side.Buy, 1000, 100);
        Assert.Equal(OrderResult.Applied, _orders.Canceled(id, new Quantity(30), out OrderChange change));
        Assert.Equal((LifeCycleState.Live, 70L), (change.WorkingState, change.WorkingQuantity.Lots));
        Assert.Equal(LifeCycleState.Filled, Fill(id, 70).State);
    }

    [Fact]
    public void A_fill_beyond_the_size_is_a_fault_and_is_still_told()
    {
        OrderId id = Live(Side.Buy, 1000, 100);
        Assert.Equal(OrderResult.BeyondSize, _orders.Executed(id, new Quantity(101), new Price(999), out OrderChange change));
        Assert.Equal((101L, 999L, Side.Buy), (change.FillQuantity.Lots, change.FillPrice.Ticks, change.Side));
        Assert.Equal(LifeCycleState.Filled, change.State);

        Assert.Equal(OrderResult.BeyondSize, _orders.Executed(id, new Quantity(1), new Price(999), out change));
        Assert.Equal(1, change.FillQuantity.Lots);
        Assert.Equal(2, _orders.CountOf(OrderResult.BeyondSize));
    }

    [Fact]
    public void A_fill_before_the_order_was_accepted_is_a_fault_and_is_still_told()
    {
        OrderId id = Enter(Side.Buy, 1000, 100);
        Assert.Equal(OrderResult.IllegalTransition, _orders.Executed(id, new Quantity(10), new Price(1000), out OrderChange change));
        Assert.Equal(10, change.FillQuantity.Lots);
    }

    [Fact]
    public void What_no_order_has_been_sent_for_is_unknown()
    {
        var stranger = new OrderId(99);
        Assert.Equal(OrderResult.UnknownOrder, _orders.Accepted(stranger, new Price(1), new Quantity(1), out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Executed(stranger, new Quantity(1), new Price(1), out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Canceled(stranger, new Quantity(1), out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Rejected(stranger, out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.CancelRejected(stranger, out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Replaced(stranger, new OrderId(98), new Price(1), new Quantity(1), out _));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Rejected(OrderId.None, out _));
        Assert.Equal(7, _orders.CountOf(OrderResult.UnknownOrder));
    }

    [Fact]
    public void A_second_request_is_refused_while_one_is_in_flight()
    {
        OrderId id = Live(Side.Buy, 1000, 100);
        Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), id));
        Assert.Equal(
            OrderResult.IllegalTransition,
            _orders.Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1020), new Quantity(100), id), default, out _));
    }

    [Theory]
    [InlineData(Side.None, 1000, 100, 3)]
    [InlineData(Side.Buy, 0, 100, 3)]
    [InlineData(Side.Buy, long.MinValue, 100, 3)]
    [InlineData(Side.Buy, 1L << 31, 100, 3)]
    [InlineData(Side.Buy, 1000, 0, 3)]
    [InlineData(Side.Buy, 1000, 1_000_000, 3)]
    [InlineData(Side.Buy, 1000, 100, 4)]
    [InlineData(Side.Buy, 1000, 100, -1)]
    public void A_malformed_request_is_refused(Side side, long priceTicks, long lots, int instrument)
    {
        var intent = OrderIntent.Enter(new InstrumentId(instrument), side, new Price(priceTicks), new Quantity(lots));
        Assert.Equal(OrderResult.Malformed, _orders.Send(in intent, default, out _));
        Assert.Equal(0, _orders.OpenCount);
    }

    [Theory]
    [InlineData(long.MinValue, 100)]
    [InlineData(0, 100)]
    [InlineData(1000, 0)]
    [InlineData(1000, -1)]
    [InlineData(1000, long.MaxValue)]
    public void A_malformed_answer_is_counted_and_changes_nothing(long priceTicks, long lots)
    {
        OrderId id = Enter(Side.Buy, 1000, 100);
        Assert.Equal(OrderResult.Malformed, _orders.Accepted(id, new Price(priceTicks), new Quantity(lots), out _));
        Assert.Equal(LifeCycleState.PendingNew, StateOf(id));
    }

    [Fact]
    public void One_more_than_the_limit_is_refused_and_there_is_room_again_after_an_end()
    {
        for (int i = 0; i < 8; i++)
        {
            Enter(Side.Buy, 1000 + i, 1);
        }

        var ninth = OrderIntent.Enter(Instrument, Side.Buy, new Price(1), new Quantity(1));
        Assert.Equal(OrderResult.AtLimit, _orders.Send(in ninth, default, out _));
        _orders.Rejected(new OrderId(5), out _);

        // Slots are taken by number modulo 8: the freed one is that of 5, so 9 to 12 are left out and 13 is next.
        Assert.Equal(new OrderId(13), Enter(Side.Buy, 1000, 1));
        Assert.Equal(OrderResult.UnknownOrder, _orders.Rejected(new OrderId(5), out _));
    }

    [Fact]
    public void Exposure_counts_an_order_and_its_replacement_once()
    {
        OrderId bid = Live(Side.Buy, 1000, 100);
        Live(Side.Sell, 1200, 70);
        Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(900), new Quantity(150), bid));

        OpenExposure exposure = _orders.ExposureOf(Instrument);
        Assert.Equal((150L, 70L), (exposure.BuyLots, exposure.SellLots));

        // The larger of 1000 x 100 and 900 x 150 = 135,000, and 1200 x 70 = 84,000.
        Assert.Equal(135_000 + 84_000, exposure.TickLots);
        Assert.Equal((1000L, 1200L), (exposure.HighestBuyTicks, exposure.LowestSellTicks));
        Assert.Equal(exposure.TickLots, _orders.OpenTickLots);
    }

    [Fact]
    public void A_day_of_orders_allocates_nothing()
    {
        var orders = new OrderTable(8, 4);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                orders.Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(1000), new Quantity(100)), default, out OrderChange sent);
                orders.Accepted(sent.Id, new Price(1000), new Quantity(100), out _);
                orders.Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(1010), new Quantity(100), sent.Id), default, out OrderChange next);
                orders.Replaced(sent.Id, next.Id, new Price(1010), new Quantity(100), out _);
                orders.Executed(next.Id, new Quantity(40), new Price(1010), out _);
                orders.Send(OrderIntent.Cancel(Instrument, Side.Buy, next.Id), default, out _);
                orders.Canceled(next.Id, new Quantity(60), out _);
                orders.Canceled(next.Id, new Quantity(60), out _);
            }
        }));
        Assert.Equal(2000, orders.CountOf(OrderResult.IllegalTransition));
    }

    private OrderId Enter(Side side, long priceTicks, long lots) =>
        Send(OrderIntent.Enter(Instrument, side, new Price(priceTicks), new Quantity(lots))).Id;

    private OrderId Live(Side side, long priceTicks, long lots)
    {
        OrderId id = Enter(side, priceTicks, lots);
        Accept(id, priceTicks, lots);
        return id;
    }

    private OrderChange Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, default, out OrderChange change));
        return change;
    }

    private void Accept(OrderId id, long priceTicks, long lots) =>
        Assert.Equal(OrderResult.Applied, _orders.Accepted(id, new Price(priceTicks), new Quantity(lots), out _));

    private OrderChange Fill(OrderId id, long lots)
    {
        Assert.Equal(OrderResult.Applied, _orders.Executed(id, new Quantity(lots), new Price(1000), out OrderChange change));
        return change;
    }

    private LifeCycleState StateOf(OrderId id)
    {
        Assert.True(_orders.TryGet(id, out OwnOrder order));
        return order.State;
    }
}
