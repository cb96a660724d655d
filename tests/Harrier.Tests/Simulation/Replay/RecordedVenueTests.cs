using System.Collections.Generic;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>Small scenes in which the fills can be counted by hand.</summary>
public sealed class RecordedVenueTests
{
    [Fact]
    public void Lots_ahead_are_served_first_and_only_what_reaches_us_fills_us() =>

        // 300 ahead in two orders, ours 100, 200 behind. Orders 1 and 2 execute: nothing for us. Then the recorded flow
        // takes 60 from the order behind us: it would have met us first, so we fill 60; the next 70 fill our last 40.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 100, 1000).Add(2, Side.Buy, 200, 1000)
                .Enter(1, Side.Buy, 100, 1000)
                .Add(3, Side.Buy, 200, 1000)
                .Execute(1, 100).Execute(2, 150).Execute(2, 50)
                .Execute(3, 60).Execute(3, 70).Execute(3, 70),
            "accepted 1",
            "executed 1 60 @ 1000 A",
            "executed 1 40 @ 1000 A");

    [Fact]
    public void Cancels_ahead_move_us_up_and_cancels_behind_do_not() =>

        // 1 (ahead) leaves, 3 (behind) leaves, 2 (ahead) shrinks but stays: still one ahead, so its execution is its own.
        // When it is gone, 4 behind us executes 10: ours.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Sell, 100, 1001).Add(2, Side.Sell, 100, 1001)
                .Enter(1, Side.Sell, 50, 1001)
                .Add(3, Side.Sell, 100, 1001).Add(4, Side.Sell, 100, 1001)
                .Delete(1).Delete(3).CancelPart(2, 90).Execute(2, 10)
                .Execute(4, 10),
            "accepted 1",
            "executed 1 10 @ 1001 A");

    [Fact]
    public void A_recorded_replacement_goes_behind_us() =>

        // 1 was ahead and is replaced by 2 at the same price: it is behind us now, so its execution of 30 is ours first.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 100, 1000)
                .Enter(1, Side.Buy, 50, 1000)
                .Replace(1, 2, 100, 1000)
                .Execute(2, 30),
            "accepted 1",
            "executed 1 30 @ 1000 A");

    [Fact]
    public void An_execution_at_a_worse_price_would_have_met_us_first() =>

        // We improve the bid by a cent: a recorded sale of 80 against 10.00 meets our 10.01 first, at our price; an
        // execution at a better price than ours (10.02) is none of our business.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 500, 1000).Add(2, Side.Buy, 500, 1002)
                .Enter(1, Side.Buy, 100, 1001)
                .Execute(2, 100)
                .Execute(1, 80),
            "accepted 1",
            "executed 1 80 @ 1001 A");

    [Fact]
    public void One_recorded_execution_is_shared_by_our_orders_in_price_time_priority() =>

        // 150 sold at 10.00: 100 to our 10.02, 40 to our first 10.01, the last 10 to our second one.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 500, 1000)
                .Enter(1, Side.Buy, 40, 1001).Enter(2, Side.Buy, 40, 1001).Enter(3, Side.Buy, 100, 1002)
                .Execute(1, 150),
            "accepted 1",
            "accepted 2",
            "accepted 3",
            "executed 3 100 @ 1002 A",
            "executed 1 40 @ 1001 A",
            "executed 2 10 @ 1001 A");

    [Fact]
    public void A_hidden_trade_fills_us_through_our_price_and_at_it_when_nothing_stands_ahead() =>

        // At 9.99 it is through our bid of 10.00 although 100 stand ahead: that is what we would have had first.
        // At 10.00 with order 1 ahead of us: nothing. After 1 has left: 5 of 5.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 100, 1000)
                .Enter(1, Side.Buy, 50, 1000)
                .HiddenTrade(10, 1001).HiddenTrade(10, 1000).HiddenTrade(10, 999)
                .Delete(1)
                .HiddenTrade(5, 1000),
            "accepted 1",
            "executed 1 10 @ 1000 A",
            "executed 1 5 @ 1000 A");

    [Fact]
    public void A_recorded_order_that_is_marketable_against_us_trades_with_us_and_has_less_left() =>

        // Our bid 10.01 for 100 improves; a recorded sale of 150 at 10.01 comes: 100 ours. It shows 150 still, but has
        // only 50 left for our next marketable order.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 100, 1000)
                .Enter(1, Side.Buy, 100, 1001)
                .Add(2, Side.Sell, 150, 1001)
                .Enter(2, Side.Buy, 200, 1001, isPostOnly: false, isImmediate: true),
            "accepted 1",
            "executed 1 100 @ 1001 A",
            "accepted 2",
            "executed 2 50 @ 1001 R",
            "canceled 2 150 I");

    [Fact]
    public void A_marketable_order_takes_displayed_lots_once_best_price_first() =>

        // 30 at 10.01, 40 and 50 at 10.02. The first order wants 100 to 10.02: 30, 40, 30. The second finds 20 left.
        AssertAnswers(
            new RecordedScene()
                .Add(2, Side.Sell, 40, 1002).Add(3, Side.Sell, 50, 1002).Add(1, Side.Sell, 30, 1001)
                .Enter(1, Side.Buy, 100, 1002, isPostOnly: false, isImmediate: true)
                .Enter(2, Side.Buy, 100, 1002, isPostOnly: false, isImmediate: true)
                .Enter(3, Side.Buy, 100, 1002, isPostOnly: false, isImmediate: true),
            "accepted 1",
            "executed 1 30 @ 1001 R",
            "executed 1 40 @ 1002 R",
            "executed 1 30 @ 1002 R",
            "accepted 2",
            "executed 2 20 @ 1002 R",
            "canceled 2 80 I",
            "accepted 3",
            "canceled 3 100 I");

    [Fact]
    public void What_a_marketable_day_order_does_not_execute_stands_in_the_book() =>
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Sell, 30, 1001).Add(2, Side.Buy, 100, 1000)
                .Enter(1, Side.Buy, 100, 1001, isPostOnly: false)
                .Execute(2, 25),
            "accepted 1",
            "executed 1 30 @ 1001 R",
            "executed 1 25 @ 1001 A");

    [Fact]
    public void A_post_only_order_that_would_trade_is_cancelled() =>

        // Once the displayed lots are taken, the same order may stand.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Sell, 30, 1001)
                .Enter(1, Side.Buy, 100, 1001)
                .Enter(2, Side.Buy, 30, 1001, isPostOnly: false, isImmediate: true)
                .Enter(3, Side.Buy, 100, 1001),
            "accepted 1",
            "canceled 1 100 G",
            "accepted 2",
            "executed 2 30 @ 1001 R",
            "accepted 3");

    [Fact]
    public void An_order_that_meets_ours_is_cancelled_after_what_stands_before() =>

        // Asks: 20 at 10.01, then at 10.02 order 2 (30), ours (50), order 3. Our buy takes 20 and 30, then meets us.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Sell, 20, 1001).Add(2, Side.Sell, 30, 1002)
                .Enter(1, Side.Sell, 50, 1002)
                .Add(3, Side.Sell, 40, 1002)
                .Enter(2, Side.Buy, 100, 1003, isPostOnly: false)
                .Enter(3, Side.Buy, 100, 1002),
            "accepted 1",
            "accepted 2",
            "executed 2 20 @ 1001 R",
            "executed 2 30 @ 1002 R",
            "canceled 2 50 Q",
            "accepted 3",
            "canceled 3 100 Q");

    [Fact]
    public void A_replacement_keeps_its_place_only_when_it_lowers_the_size() =>

        // Lowered to 60 it stays before order 2, and the 10 of order 2 are ours. Raised to 70 it goes behind order 2.
        AssertAnswers(
            new RecordedScene()
                .Enter(1, Side.Buy, 100, 1000)
                .Add(2, Side.Buy, 100, 1000)
                .ReplaceOurs(1, 2, 60, 1000)
                .Execute(2, 10)
                .ReplaceOurs(2, 3, 80, 1000)
                .Execute(2, 10),
            "accepted 1",
            "replaced 1 by 2: 60 @ 1000",
            "executed 2 10 @ 1000 A",
            "replaced 2 by 3: 70 @ 1000");

    [Fact]
    public void Sizes_of_cancels_and_replacements_count_what_executed()
    {
        // 100, of which 30 execute: "40 in total" leaves 10, and cancels 60. A replacement to 30 in total leaves
        // nothing: cancelled. Dead orders: the cancel is ignored, the replacement rejected.
        AssertAnswers(
            new RecordedScene()
                .Enter(1, Side.Buy, 100, 1000)
                .Add(2, Side.Buy, 100, 1000)
                .Execute(2, 30)
                .CancelOurs(1, keptLots: 40)
                .CancelOurs(1, keptLots: 90)
                .ReplaceOurs(1, 2, 30, 1000)
                .CancelOurs(1)
                .ReplaceOurs(1, 3, 30, 1000),
            "accepted 1",
            "executed 1 30 @ 1000 A",
            "canceled 1 60 U",
            "canceled 1 10 U",
            "rejected 3 ReplaceNotAllowed");
    }

    [Fact]
    public void A_replacement_to_a_marketable_price_trades_or_is_cancelled_by_its_mark() =>
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Sell, 30, 1001)
                .Enter(1, Side.Buy, 100, 1000)
                .ReplaceOurs(1, 2, 100, 1001, isPostOnly: false)
                .ReplaceOurs(2, 3, 100, 999)
                .Add(2, Side.Sell, 10, 1000)
                .ReplaceOurs(3, 4, 100, 1000),
            "accepted 1",
            "replaced 1 by 2: 100 @ 1001",
            "executed 2 30 @ 1001 R",
            "replaced 2 by 3: 70 @ 999",
            "replaced 3 by 4: 70 @ 1000",
            "canceled 4 70 G");

    [Fact]
    public void A_mass_cancel_takes_every_order() =>
        AssertAnswers(
            new RecordedScene()
                .Enter(1, Side.Buy, 10, 1000).Enter(2, Side.Sell, 20, 1001).Enter(3, Side.Buy, 30, 1000, locate: 2)
                .CancelAllOurs(4)
                .Add(1, Side.Sell, 100, 900),
            "accepted 1",
            "accepted 2",
            "accepted 3",
            "mass cancel 4",
            "canceled 1 10 U",
            "canceled 2 20 U",
            "canceled 3 30 U");

    [Fact]
    public void Orders_that_no_venue_takes_are_rejected_with_the_reason()
    {
        // The symbol of locate 0 was never named.
        List<string> lines = new RecordedScene()
            .Enter(1, Side.Buy, 0, 1000)
            .Enter(2, Side.Buy, 1_000_000, 1000)
            .Enter(3, Side.Buy, 100, 0)
            .Enter(4, Side.Buy, 100, 20_000_000)
            .Enter(5, Side.Buy, 100, 1000, locate: 0)
            .Enter(5, Side.Buy, 100, 1000)
            .Enter(4, Side.Buy, 100, 1000)
            .TradingState(TradingStateCode.Halted)
            .Enter(6, Side.Buy, 100, 1000)
            .TradingState(TradingStateCode.Trading)
            .Enter(7, Side.Buy, 100, 1000)
            .RawOurs([(byte)'O', 1, 2, 3])
            .RawOurs([(byte)'?'])
            .RawOurs([])
            .Play();
        Assert.Equal(
            [
                "rejected 1 InvalidQuantity",
                "rejected 2 InvalidQuantity",
                "rejected 3 InvalidPrice",
                "rejected 4 InvalidPrice",
                "rejected 5 InvalidSymbol",
                "rejected 6 Halted",
                "accepted 7",
            ],
            lines);
    }

    [Fact]
    public void Nothing_fills_while_halted_or_in_a_cross_and_the_session_ends_with_the_market() =>

        // Printable executions at another price do fill; those of a cross are printed as a whole and marked 'N'.
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 500, 1000)
                .Enter(1, Side.Buy, 100, 1001)
                .ExecuteAt(1, 50, 1005, isPrintable: false)
                .ExecuteAt(1, 20, 1005, isPrintable: true)
                .TradingState(TradingStateCode.Halted)
                .Execute(1, 10).HiddenTrade(10, 900).Add(2, Side.Sell, 10, 900)
                .TradingState(TradingStateCode.Trading)
                .Execute(1, 30)
                .Event(SystemEventCode.EndOfMarketHours)
                .Enter(2, Side.Buy, 100, 1001),
            "accepted 1",
            "executed 1 20 @ 1001 A",
            "executed 1 30 @ 1001 A",
            "canceled 1 50 T",
            "rejected 2 DestinationClosed");

    [Fact]
    public void A_restart_of_the_feed_cancels_our_orders() =>
        AssertAnswers(
            new RecordedScene()
                .Add(1, Side.Buy, 100, 1000)
                .Enter(1, Side.Buy, 10, 1000)
                .Event(SystemEventCode.StartOfMessages)
                .Enter(2, Side.Buy, 10, 1000)
                .Add(3, Side.Buy, 100, 1000)
                .Execute(3, 5),
            "accepted 1",
            "canceled 1 10 Z",
            "accepted 2",
            "executed 2 5 @ 1000 A");

    [Fact]
    public void The_feed_is_the_recorded_bytes_unchanged()
    {
        RecordedScene scene = new RecordedScene()
            .Add(1, Side.Sell, 100, 1001)
            .Enter(1, Side.Buy, 50, 1001, isPostOnly: false)
            .Execute(1, 100).HiddenTrade(5, 1000).Event(SystemEventCode.EndOfMessages);
        scene.Play(RecordedScene.SmallLimits, out List<byte[]> feed);
        var recorded = new List<byte[]>();
        foreach ((bool isOurs, byte[] bytes) in scene.Steps)
        {
            if (!isOurs)
            {
                recorded.Add(bytes);
            }
        }

        Assert.Equal(recorded, feed);
    }

    [Fact]
    public void At_the_limit_of_live_orders_a_new_one_is_rejected_until_one_leaves() =>
        Assert.Equal(
            ["accepted 1", "rejected 2 Other", "canceled 1 10 U", "accepted 3"],
            new RecordedScene()
                .Enter(1, Side.Buy, 10, 1000).Enter(2, Side.Buy, 10, 1000).CancelOurs(1).Enter(3, Side.Buy, 10, 1000)
                .Play(RecordedScene.SmallLimits with { OwnOrders = 1 }, out _));

    [Fact]
    public void At_the_limit_of_taken_orders_no_more_are_taken_until_one_leaves_the_book() =>

        // Room to remember one taken order: the second one is not touched, and the rest must not stand against it.
        Assert.Equal(
            [
                "accepted 1", "executed 1 10 @ 1001 R", "canceled 1 20 Z",
                "accepted 2", "executed 2 5 @ 1002 R",
            ],
            new RecordedScene()
                .Add(1, Side.Sell, 10, 1001).Add(2, Side.Sell, 20, 1002)
                .Enter(1, Side.Buy, 30, 1002, isPostOnly: false)
                .Delete(1)
                .Enter(2, Side.Buy, 5, 1002, isPostOnly: false)
                .Play(RecordedScene.SmallLimits with { TakenOrders = 1 }, out _));

    [Fact]
    public void A_session_allocates_nothing()
    {
        var scene = new RecordedScene();
        for (uint round = 0; round < 200; round++)
        {
            // Every kind of message and answer, at prices that move.
            ulong reference = 10 * (ulong)(round + 1);
            uint number = 8 * round;
            uint cents = 1000 + (round % 50);
            scene.Add(reference, Side.Buy, 100, cents).Add(reference + 1, Side.Sell, 100, cents + 2)
                .Enter(number + 1, Side.Buy, 50, cents).Enter(number + 2, Side.Sell, 50, cents + 2)
                .Enter(number + 3, Side.Buy, 30, cents + 2, isPostOnly: false).Enter(number + 4, Side.Buy, 30, cents + 5)
                .Add(reference + 2, Side.Buy, 100, cents).Execute(reference + 2, 20).ExecuteAt(reference + 2, 20, cents, true)
                .Replace(reference + 2, reference + 3, 90, cents).CancelPart(reference + 3, 10).HiddenTrade(5, cents + 2)
                .ReplaceOurs(number + 1, number + 5, 40, cents).ReplaceOurs(number + 5, number + 6, 40, cents - 1)
                .CancelOurs(number + 6).CancelAllOurs(number + 7)
                .Delete(reference).Delete(reference + 1).Delete(reference + 3);
        }

        scene.AllocatedBytes();
        Assert.Equal(0, scene.AllocatedBytes());
    }

    private static void AssertAnswers(RecordedScene scene, params string[] expected) =>
        Assert.Equal(expected, scene.Play());
}
