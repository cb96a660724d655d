using System;
using System.Collections.Generic;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Venue;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

/// <summary>A venue that publishes our orders: what is decided by and what is booked are the prices of the others.</summary>
public sealed class OwnOrdersInFeedTests
{
    private static readonly InstrumentId Instrument = new(1);
    private static readonly Nanoseconds Start = Nanoseconds.FromSeconds(34_200);

    [Fact]
    public void An_answer_that_corrects_which_order_is_ours_corrects_the_mid_that_is_booked()
    {
        // 99.90 and 100.10; then our bid is on its way, and another of its price and size shows before the answer.
        var orders = new Link(latencyMicroseconds: 0, jitterMicroseconds: 0, seed: 1, capacityBytes: 4_096);
        using MarketMaker maker = NewMaker(orders);
        byte[] bytes = new byte[128];
        Nanoseconds now = Start;
        Feed(StockDirectory.Write(bytes, 1, 0, now.Value, "SIM1"u8));
        maker.OnTime(now);
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 1, Side.Buy, 500, "SIM1"u8, 999_000));
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 2, Side.Sell, 500, "SIM1"u8, 1_001_000));
        byte[] bid = orders.Peek().ToArray();
        uint number = new EnterOrder(bid).UserRefNum;
        uint lots = new EnterOrder(bid).Quantity;
        long ticks = new EnterOrder(bid).PriceTicks;
        Assert.Equal((Side.Buy, true), (new EnterOrder(bid).Side, ticks > 999_000));
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 3, Side.Buy, lots, "SIM1"u8, (uint)ticks));
        Assert.Equal(999_000 + 1_001_000, maker.Ledger.Positions.MidTicksTwice(Instrument));

        int length = Accepted.Write(
            bytes, now.Value, number, OuchSide.Buy, lots, "SIM1"u8, ticks, TimeInForce.Day, DisplayType.Visible, 900, OrderCapacity.Principal, IntermarketSweep.NotEligible, CrossType.Continuous, OrderState.Live, default);
        maker.OnAnswer(bytes.AsSpan(0, length), now);
        Assert.Equal(ticks + 1_001_000, maker.Ledger.Positions.MidTicksTwice(Instrument));

        void Feed(int written)
        {
            now = new Nanoseconds(now.Value + 1_000_000);
            maker.OnFeed(bytes.AsSpan(0, written), isLast: true, now);
        }
    }

    [Fact]
    public void A_rejection_that_shows_the_order_in_the_feed_to_be_anothers_moves_the_quotes()
    {
        // As above; our ask stands, and the venue refuses our bid: the one in the feed is somebody else's, and the mid higher.
        var orders = new Link(latencyMicroseconds: 0, jitterMicroseconds: 0, seed: 1, capacityBytes: 4_096);
        using MarketMaker maker = NewMaker(orders);
        byte[] bytes = new byte[128];
        Nanoseconds now = Start;
        Feed(StockDirectory.Write(bytes, 1, 0, now.Value, "SIM1"u8));
        maker.OnTime(now);
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 1, Side.Buy, 500, "SIM1"u8, 999_000));
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 2, Side.Sell, 500, "SIM1"u8, 1_001_000));
        byte[] bid = orders.Peek().ToArray();
        uint number = new EnterOrder(bid).UserRefNum;
        long ticks = new EnterOrder(bid).PriceTicks;
        Feed(AddOrder.Write(bytes, 1, 0, now.Value, 3, Side.Buy, new EnterOrder(bid).Quantity, "SIM1"u8, (uint)ticks));
        orders.Advance();
        byte[] ask = orders.Peek().ToArray();
        orders.Advance();
        int length = Accepted.Write(
            bytes, now.Value, new EnterOrder(ask).UserRefNum, OuchSide.Sell, new EnterOrder(ask).Quantity, "SIM1"u8, new EnterOrder(ask).PriceTicks, TimeInForce.Day, DisplayType.Visible, 900, OrderCapacity.Principal, IntermarketSweep.NotEligible, CrossType.Continuous, OrderState.Live, default);
        maker.OnAnswer(bytes.AsSpan(0, length), now);
        Assert.Equal(0, orders.Count);

        length = Rejected.Write(bytes, now.Value, number, RejectReason.QuoteUnavailable, default);
        maker.OnAnswer(bytes.AsSpan(0, length), now);
        Assert.Equal(ticks + 1_001_000, maker.Ledger.Positions.MidTicksTwice(Instrument));
        Assert.Equal(1, orders.Count);
        byte[] moved = orders.Peek().ToArray();
        Assert.Equal(ReplaceOrder.Type, moved[0]);
        Assert.True(new ReplaceOrder(moved).PriceTicks > new EnterOrder(ask).PriceTicks, "the ask follows the mid");

        void Feed(int written)
        {
            now = new Nanoseconds(now.Value + 1_000_000);
            maker.OnFeed(bytes.AsSpan(0, written), isLast: true, now);
        }
    }

    [Theory]
    [InlineData(5, 10, 2, 1)]
    [InlineData(1, 40, 10, 2)]
    [InlineData(40, 1, 10, 3)]
    [InlineData(5_000, 1, 0, 4)]
    public void Whichever_is_faster_feed_or_answers_the_prices_decided_by_and_the_mid_booked_are_those_of_the_others(
        double feedMicroseconds, double responseMicroseconds, double jitterMicroseconds, ulong seed)
    {
        var session = new TappedSession(feedMicroseconds, responseMicroseconds, jitterMicroseconds, seed);
        session.Run(Start + Nanoseconds.FromSeconds(120));
        Assert.True(session.Compared > 1_000, $"{session.Compared} compared");
        Assert.True(session.Replaced > 100, $"{session.Replaced} replaced");
    }

    private static MarketMaker NewMaker(Link orders)
    {
        HarrierConfiguration settings = ConfigurationReading.Defaults().Configuration;
        return new MarketMaker(
            new TradingPlan
            {
                Configuration = settings,
                Hours = new TradingHours(Start, Start + Nanoseconds.FromSeconds(1_000), Start + Nanoseconds.FromSeconds(1_000)),
                InstrumentLimit = 2,
                BookLimits = new OrderBookLimits { Instruments = 2, Orders = 1 << 14 },
                OwnOrdersInFeed = true,
                Calibration = CalibrationChoice.Fixed,
            },
            orders);
    }

    /// <summary>A session on the built-in venue that knows the truth: which orders are ours says the venue itself, when it makes
    /// its answer, however long that takes to us; and the books are a dictionary.</summary>
    private sealed class TappedSession
    {
        private readonly SimulatedVenue _venue;
        private readonly MarketMaker _maker;
        private readonly Link _feed;
        private readonly Link _answers;
        private readonly Link _orders;
        private readonly Link _tap = new(0, 0, 1, 1 << 20);
        private readonly HashSet<ulong> _own = [];
        private readonly Dictionary<ulong, (Side Side, long Ticks, long Lots)> _book = [];
        private long _answered;

        public TappedSession(double feedMicroseconds, double responseMicroseconds, double jitterMicroseconds, ulong seed)
        {
            HarrierConfiguration settings = ConfigurationReading.Defaults().Configuration;
            _feed = new Link(feedMicroseconds, jitterMicroseconds, seed, 1 << 22);
            _answers = new Link(responseMicroseconds, jitterMicroseconds, seed + 100, 1 << 22);
            _orders = new Link(10, jitterMicroseconds, seed + 200, 1 << 22);
            _maker = NewMaker(_orders);
            _venue = new SimulatedVenue(
                new SimulatedVenueSettings
                {
                    Instruments = 1,
                    Seed = seed,
                    Open = Start,
                    Close = Start + Nanoseconds.FromSeconds(1_000),
                    PriceIncrementTicks = settings.Quoting.PriceIncrementTicks,
                    LiveOwnOrders = 4,
                },
                settings.OrderFlow);
        }

        public int Compared { get; private set; }

        public long Replaced => _maker.Gateway.Replaced;

        public void Run(Nanoseconds end)
        {
            using (_maker)
            {
                Nanoseconds now = Start;
                while (now < end)
                {
                    now = Step(now);
                }
            }
        }

        private Nanoseconds Step(Nanoseconds last)
        {
            long venue = _venue.NextEventTime.Value;
            long order = _orders.HeadDue.Value;
            long answer = _answers.HeadDue.Value;
            long feed = _feed.HeadDue.Value;
            long clock = _maker.NextTime(last).Value;
            long next = Math.Min(Math.Min(Math.Min(venue, order), Math.Min(answer, feed)), clock);
            var now = new Nanoseconds(Math.Max(next, last.Value));
            if (next == venue)
            {
                _venue.Step(_feed, _tap);
                DrainTap(now);
            }
            else if (next == order)
            {
                _venue.Receive(_orders.Peek(), now, _feed, _tap);
                _orders.Advance();
                DrainTap(now);
            }
            else if (next == answer)
            {
                byte type = _answers.Peek()[0];
                _answered += type is Accepted.Type or Rejected.Type ? 1 : 0;
                _maker.OnAnswer(_answers.Peek(), now);
                _answers.Advance();
                Compare();
            }
            else if (next == feed)
            {
                bool isLast = !_feed.HasMoreOfPacket;
                Book(_feed.Peek());
                _maker.OnFeed(_feed.Peek(), isLast, now);
                _feed.Advance();
                if (isLast)
                {
                    Compare();
                }
            }
            else
            {
                _maker.OnTime(now);
            }

            return now;
        }

        private void DrainTap(Nanoseconds now)
        {
            while (_tap.Count > 0)
            {
                ReadOnlySpan<byte> message = _tap.Peek();
                if (message[0] == Accepted.Type)
                {
                    _own.Add(new Accepted(message).OrderReference);
                }
                else if (message[0] == Harrier.Market.OrderEntry.Ouch50.Replaced.Type)
                {
                    _own.Add(new Replaced(message).OrderReference);
                }

                _answers.Send(now, message);
                _tap.Advance();
            }
        }

        private void Book(ReadOnlySpan<byte> message)
        {
            MarketUpdate.Decode(message, out MarketUpdate update);
            switch (update.Kind)
            {
                case MarketUpdateKind.Add:
                    _book[update.Reference] = (update.Side, update.PriceTicks, update.Lots);
                    break;
                case MarketUpdateKind.Delete:
                    _book.Remove(update.Reference);
                    break;
                case MarketUpdateKind.Replace:
                    Side side = _book[update.Reference].Side;
                    _book.Remove(update.Reference);
                    _book[update.NewReference] = (side, update.PriceTicks, update.Lots);
                    break;
                case MarketUpdateKind.Execute or MarketUpdateKind.Cancel:
                    (Side restingSide, long ticks, long lots) = _book[update.Reference];
                    _book[update.Reference] = (restingSide, ticks, lots - update.Lots);
                    if (lots == update.Lots)
                    {
                        _book.Remove(update.Reference);
                    }

                    break;
            }
        }

        /// <summary>While the answer to a new order is awaited, an order of its price and size may be taken for it; then there
        /// is nothing to compare.</summary>
        private void Compare()
        {
            if (_maker.Gateway.Entered != _answered)
            {
                return;
            }

            TopOfBook truth = TopOfOthers();
            Assert.Equal(truth, _maker.Market.OthersTop(1));
            if (truth.IsTwoSided)
            {
                Assert.Equal(truth.MidTicksTwice, _maker.Ledger.Positions.MidTicksTwice(Instrument));
            }

            Compared++;
        }

        private TopOfBook TopOfOthers()
        {
            TopOfBook top = TopOfBook.Empty;
            foreach ((ulong reference, (Side side, long ticks, long lots)) in _book)
            {
                if (_own.Contains(reference))
                {
                    continue;
                }

                if (side == Side.Buy && (!top.BidPrice.IsPresent || ticks >= top.BidPrice.Ticks))
                {
                    long beside = top.BidPrice.IsPresent && ticks == top.BidPrice.Ticks ? top.BidSize.Lots : 0;
                    top = top with { BidPrice = new Price(ticks), BidSize = new Quantity(beside + lots) };
                }
                else if (side == Side.Sell && (!top.AskPrice.IsPresent || ticks <= top.AskPrice.Ticks))
                {
                    long beside = top.AskPrice.IsPresent && ticks == top.AskPrice.Ticks ? top.AskSize.Lots : 0;
                    top = top with { AskPrice = new Price(ticks), AskSize = new Quantity(beside + lots) };
                }
            }

            return top;
        }
    }
}
