using System.Collections.Generic;
using Harrier.Primitives;
using Harrier.Simulation.Venue;
using Xunit;

namespace Harrier.Tests.Simulation.Venue;

public sealed class MatchingEngineTests
{
    private const ushort Crowd = 0;
    private const ushort Us = 1;

    private readonly MatchingEngine _engine = new(new MatchingEngineLimits { RestingOrders = 4, LevelsPerSide = 2 });
    private VenueEventLog _log = new();

    [Fact]
    public void The_best_price_trades_first_then_the_oldest_at_the_resting_price()
    {
        Enter(Side.Sell, 100, 10_100);      // 1
        Enter(Side.Sell, 50, 10_000);       // 2
        Enter(Side.Sell, 60, 10_000);       // 3
        Enter(Side.Buy, 160, 10_200);       // 4 takes 50 of 2, 60 of 3 at 1.00, then 50 of 1 at 1.01

        Assert.Equal([(2UL, 10_000, 50, 0), (3UL, 10_000, 60, 0), (1UL, 10_100, 50, 50)], Trades());
        Assert.Equal(1, _engine.RestingOrders);
    }

    [Fact]
    public void A_limit_order_rests_with_what_did_not_trade()
    {
        Enter(Side.Sell, 100, 10_000);
        Enter(Side.Buy, 150, 10_000);

        Assert.True(_engine.TryGetLevel(0, Side.Buy, 0, out VenueLevel bid));
        Assert.Equal((10_000, 50L, 1), (bid.PriceTicks, bid.Lots, bid.Orders));
        Assert.Equal(0, _engine.Levels(0, Side.Sell));
    }

    [Fact]
    public void A_post_only_order_that_would_trade_is_cancelled_whole()
    {
        Enter(Side.Sell, 10, 10_000);
        Enter(Side.Buy, 150, 10_000, OrderKind.PostOnly);

        Assert.Empty(Trades());
        Assert.Equal(new VenueEvent('C', 2, Crowd, Side.Buy, 10_000, 150, 0, 0, (int)CancelCause.PostOnly * 2), _log.Events[^1]);
        Assert.Equal(1, _engine.RestingOrders);
    }

    [Fact]
    public void An_immediate_order_never_rests()
    {
        Enter(Side.Sell, 10, 10_000);
        Enter(Side.Buy, 150, 10_000, OrderKind.ImmediateOrCancel);

        Assert.Equal([(1UL, 10_000, 10, 0)], Trades());
        Assert.Equal(new VenueEvent('C', 2, Crowd, Side.Buy, 10_000, 140, 0, 0, (int)CancelCause.ImmediateOrCancel * 2), _log.Events[^1]);
        Assert.Equal(0, _engine.RestingOrders);
    }

    [Fact]
    public void An_order_that_meets_its_own_owner_keeps_its_trades_and_loses_the_rest()
    {
        Enter(Side.Sell, 10, 10_000, owner: Crowd);
        Enter(Side.Sell, 10, 10_000, owner: Us);
        Enter(Side.Sell, 10, 10_000, owner: Crowd);
        Enter(Side.Buy, 30, 10_000, owner: Us);

        Assert.Equal([(1UL, 10_000, 10, 0)], Trades());
        Assert.Equal(new VenueEvent('C', 4, Us, Side.Buy, 10_000, 20, 0, 0, (int)CancelCause.SelfTrade * 2), _log.Events[^1]);
        Assert.Equal(2, _engine.RestingOrders);
    }

    [Fact]
    public void A_replace_that_lowers_the_size_keeps_the_place_and_the_reference()
    {
        Enter(Side.Buy, 100, 10_000);
        Enter(Side.Buy, 100, 10_000);
        Assert.Equal(MatchResult.Done, _engine.Replace(_log.Handles[0], 40, 10_000, OrderKind.Limit, 7, ref _log));
        Enter(Side.Sell, 50, 10_000);

        Assert.Equal([(1UL, 10_000, 40, 0), (2UL, 10_000, 10, 90)], Trades());
    }

    [Theory]
    [InlineData(101, 10_000)]
    [InlineData(100, 9_900)]
    public void A_replace_that_raises_the_size_or_moves_loses_the_place(int lots, int priceTicks)
    {
        Enter(Side.Buy, 100, 10_000);
        Enter(Side.Buy, 100, 10_000);
        Assert.Equal(MatchResult.Done, _engine.Replace(_log.Handles[0], lots, priceTicks, OrderKind.Limit, 7, ref _log));
        Assert.False(_engine.IsResting(_log.Handles[0]));
        Enter(Side.Sell, 50, 9_900);

        Assert.Equal([(2UL, 10_000, 50, 50)], Trades());
    }

    [Fact]
    public void A_replace_to_a_marketable_price_trades()
    {
        Enter(Side.Sell, 10, 10_100);
        Enter(Side.Buy, 10, 10_000);
        Assert.Equal(MatchResult.Done, _engine.Replace(_log.Handles[1], 25, 10_100, OrderKind.Limit, 0, ref _log));

        Assert.Equal([(1UL, 10_100, 10, 0)], Trades());
        Assert.True(_engine.TryGetLevel(0, Side.Buy, 0, out VenueLevel bid));
        Assert.Equal((10_100, 15L), (bid.PriceTicks, bid.Lots));
    }

    [Fact]
    public void At_a_limit_the_order_is_rejected_and_nothing_happens()
    {
        Enter(Side.Buy, 1, 10_000);
        Enter(Side.Buy, 1, 9_900);
        Assert.Equal(MatchResult.LevelLimit, TryEnter(Side.Buy, 1, 9_800));
        Enter(Side.Buy, 1, 10_000);
        Enter(Side.Buy, 1, 10_000);
        int before = _log.Events.Count;
        Assert.Equal(MatchResult.OrderLimit, TryEnter(Side.Sell, 1, 10_100));
        Assert.Equal(before, _log.Events.Count);
        Enter(Side.Sell, 1, 10_000, OrderKind.ImmediateOrCancel);   // needs no place
    }

    [Fact]
    public void A_handle_of_a_gone_order_finds_nothing_when_its_place_is_taken_again()
    {
        Enter(Side.Buy, 1, 10_000);
        OrderHandle gone = _log.Handles[0];
        Assert.Equal(MatchResult.Done, _engine.Cancel(gone, 1, ref _log));
        Enter(Side.Buy, 1, 10_000);

        Assert.Equal(gone.Slot, _log.Handles[1].Slot);
        Assert.Equal(MatchResult.UnknownOrder, _engine.Cancel(gone, 1, ref _log));
        Assert.Equal(1, _engine.RestingOrders);
    }

    [Theory]
    [InlineData(1, Side.Buy, 1, 10_000, OrderKind.Limit, MatchResult.UnknownInstrument)]
    [InlineData(-1, Side.Buy, 1, 10_000, OrderKind.Limit, MatchResult.UnknownInstrument)]
    [InlineData(0, Side.None, 1, 10_000, OrderKind.Limit, MatchResult.InvalidSide)]
    [InlineData(0, Side.Buy, 0, 10_000, OrderKind.Limit, MatchResult.InvalidSize)]
    [InlineData(0, Side.Buy, 1_000_000, 10_000, OrderKind.Limit, MatchResult.InvalidSize)]
    [InlineData(0, Side.Buy, 1, 0, OrderKind.Limit, MatchResult.InvalidPrice)]
    [InlineData(0, Side.Buy, 1, 10_050, OrderKind.Limit, MatchResult.InvalidPrice)]
    [InlineData(0, Side.Buy, 1, 2_000_000_000, OrderKind.Limit, MatchResult.InvalidPrice)]
    [InlineData(0, Side.Buy, 1, 10_000, OrderKind.None, MatchResult.InvalidKind)]
    public void A_faulty_order_is_rejected_with_its_reason(
        int instrument, Side side, int lots, int priceTicks, OrderKind kind, MatchResult expected)
    {
        Assert.Equal(expected, _engine.Enter(new OrderRequest(instrument, side, lots, priceTicks, kind, Us, 0), ref _log));
        Assert.Empty(_log.Events);
    }

    [Fact]
    public void Matching_allocates_nothing()
    {
        var engine = new MatchingEngine(new MatchingEngineLimits());
        var events = default(NoEvents);
        Assert.Equal(0, Allocation.OfSecondRun(() => Trade(engine, ref events, 2_000)));
    }

    private static void Trade(MatchingEngine engine, ref NoEvents events, int times)
    {
        for (int i = 0; i < times; i++)
        {
            engine.Enter(new OrderRequest(0, Side.Buy, 10, 10_000 + (100 * (i % 50)), OrderKind.Limit, Crowd, 0), ref events);
            engine.Enter(new OrderRequest(0, Side.Sell, 7, 10_000, OrderKind.Limit, Us, 0), ref events);
        }
    }

    private void Enter(Side side, int lots, int priceTicks, OrderKind kind = OrderKind.Limit, ushort owner = Crowd) =>
        Assert.Equal(MatchResult.Done, TryEnter(side, lots, priceTicks, kind, owner));

    private MatchResult TryEnter(Side side, int lots, int priceTicks, OrderKind kind = OrderKind.Limit, ushort owner = Crowd) =>
        _engine.Enter(new OrderRequest(0, side, lots, priceTicks, kind, owner, 0), ref _log);

    private List<(ulong Maker, int PriceTicks, int Lots, int MakerLeft)> Trades()
    {
        var trades = new List<(ulong, int, int, int)>();
        foreach (VenueEvent e in _log.Events)
        {
            if (e.Kind == 'E')
            {
                trades.Add((e.Reference, e.PriceTicks, e.Lots, e.Left));
            }
        }

        return trades;
    }

    private readonly struct NoEvents : IMatchingEvents
    {
        public void Accepted(in VenueOrder order)
        {
        }

        public void Executed(in Execution execution)
        {
        }

        public void Rested(in VenueOrder order)
        {
        }

        public void Canceled(in VenueOrder order, int lots, CancelCause cause, bool wasResting)
        {
        }

        public void Replaced(in VenueOrder old, in VenueOrder replacement, ReplaceOutcome outcome)
        {
        }
    }
}
