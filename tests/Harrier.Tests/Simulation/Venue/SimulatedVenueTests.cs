using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.OrderFlow;
using Harrier.Simulation.Venue;
using Xunit;

namespace Harrier.Tests.Simulation.Venue;

public sealed class SimulatedVenueTests
{
    private static readonly Nanoseconds Open = new(34_200 * Nanoseconds.PerSecond);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        string first = HashOf(Venue(seed: 5, instruments: 3, seconds: 20));
        Assert.Equal(first, HashOf(Venue(seed: 5, instruments: 3, seconds: 20)));
        Assert.NotEqual(first, HashOf(Venue(seed: 6, instruments: 3, seconds: 20)));
    }

    [Fact]
    public void The_flow_of_an_instrument_does_not_depend_on_the_others()
    {
        SimulatedVenue alone = Venue(seed: 5, instruments: 1, seconds: 20);
        SimulatedVenue one = Venue(seed: 5, instruments: 4, seconds: 20);
        new VenueDriver(alone).StepUntil(Nanoseconds.Never);
        new VenueDriver(one).StepUntil(Nanoseconds.Never);
        Assert.Equal(alone.Flow.FairTicks(0), one.Flow.FairTicks(0));
        Assert.NotEqual(one.Flow.FairTicks(1), one.Flow.FairTicks(0));
        Assert.Equal(OrdersOf(alone.Engine, 0, Side.Buy).ConvertAll(o => (o.PriceTicks, o.Lots)), OrdersOf(one.Engine, 0, Side.Buy).ConvertAll(o => (o.PriceTicks, o.Lots)));
    }

    [Fact]
    public void The_published_books_are_the_engines_after_every_step_and_never_crossed()
    {
        SimulatedVenue venue = Venue(seed: 11, instruments: 2, seconds: 30);
        var driver = new VenueDriver(venue);
        var books = new PublishedBooks();
        uint id = 0;
        for (int step = 0; venue.NextEventTime < Nanoseconds.Never; step++)
        {
            driver.Step();
            if (step % 7 == 3)
            {
                TradeAtRandom(driver, venue, step, ref id);
            }

            VenueDriver.Drain(driver.Feed, books.Apply);
            VenueDriver.Drain(driver.Responses);
            for (int instrument = 0; instrument < 2; instrument++)
            {
                List<(ulong Reference, int PriceTicks, int Lots)> bids = OrdersOf(venue.Engine, instrument, Side.Buy);
                List<(ulong Reference, int PriceTicks, int Lots)> asks = OrdersOf(venue.Engine, instrument, Side.Sell);
                Assert.Equal(bids, books.OrdersOf(instrument + 1, Side.Buy));
                Assert.Equal(asks, books.OrdersOf(instrument + 1, Side.Sell));
                Assert.True(bids.Count == 0 || asks.Count == 0 || bids[0].PriceTicks < asks[0].PriceTicks, "crossed");
            }
        }

        Assert.True(venue.Executions > 20, $"only {venue.Executions} executions of ours");
        Assert.Equal(0, venue.RefusedMessages);
        Assert.Equal(0, venue.LiveOrders);
    }

    [Fact]
    public void The_message_mix_is_near_that_of_a_real_day()
    {
        SimulatedVenue venue = Venue(seed: 3, instruments: 1, seconds: 1_200);
        var driver = new VenueDriver(venue);
        int[] counts = new int[256];
        int messages = 0;
        while (venue.NextEventTime < Nanoseconds.Never)
        {
            driver.Step();
            messages += VenueDriver.Drain(driver.Feed, message => counts[message[0]]++);
        }

        // 30 December 2019 on Nasdaq: A and F 44.2 %, D 42.6 %, U 8.1 %, E 2.1 %, X 1.0 %, P 0.5 %.
        double Percent(char type) => 100.0 * counts[type] / messages;
        Assert.InRange(Percent('A') + Percent('F'), 41, 48);
        Assert.InRange(Percent('D'), 39, 46);
        Assert.InRange(Percent('U'), 6.5, 10);
        Assert.InRange(Percent('E'), 1.4, 3.5);
        Assert.InRange(Percent('X'), 0.7, 1.4);
        Assert.InRange(Percent('P'), 0.3, 0.8);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{messages} messages: A {Percent('A'):0.0} F {Percent('F'):0.0} D {Percent('D'):0.0} U {Percent('U'):0.0} E {Percent('E'):0.0} X {Percent('X'):0.0} P {Percent('P'):0.0}");
    }

    [Fact]
    public void An_order_of_ours_is_answered_published_and_gone_when_cancelled()
    {
        (SimulatedVenue venue, VenueDriver driver) = Quiet();
        driver.Enter(1, Side.Buy, 999_000, 300, isPostOnly: true);
        Assert.Equal("A1 300@999000", Answers(driver));
        Assert.Equal([(300, 999_000)], Sizes(venue, Side.Buy));
        Assert.Equal('A', FeedTypes(driver)[^1]);

        driver.Replace(1, 2, 999_000, 200);     // smaller: keeps its place, published as a cancel of 100
        Assert.Equal("U1>2 200@999000", Answers(driver));
        Assert.Equal("X", FeedTypes(driver));
        driver.Replace(2, 3, 998_000, 250);
        Assert.Equal("U2>3 250@998000", Answers(driver));
        Assert.Equal("U", FeedTypes(driver));
        driver.Cancel(3);
        Assert.Equal("C3 250 UserRequested", Answers(driver));
        Assert.Equal("D", FeedTypes(driver));
        driver.Cancel(3);
        Assert.Equal(string.Empty, Answers(driver));
        Assert.Equal((0, 1L), (venue.LiveOrders, venue.IgnoredMessages));
    }

    [Fact]
    public void A_partly_filled_order_is_replaced_by_its_whole_intended_size()
    {
        (SimulatedVenue venue, VenueDriver driver) = Quiet();
        driver.Enter(1, Side.Buy, 999_000, 300);
        FillOurs(venue, driver, Side.Sell, 999_000, 120);
        driver.Replace(1, 2, 998_900, 500);     // 120 of the 500 are done: 380 stay open
        Assert.Equal("A1 300@999000 E1 120@999000 Added U1>2 380@998900", Answers(driver));
        driver.Replace(2, 3, 998_900, 120);     // nothing is left to do
        Assert.Equal("C2 380 UserRequested", Answers(driver));
    }

    [Fact]
    public void Our_own_orders_never_trade_with_one_another()
    {
        (_, VenueDriver driver) = Quiet();
        driver.Enter(1, Side.Buy, 999_000, 100);
        driver.Enter(2, Side.Sell, 999_000, 150);
        Assert.Equal("A1 100@999000 A2 150@999000 C2 150 SelfTrade", Answers(driver));
    }

    [Fact]
    public void Faulty_orders_are_rejected_with_their_reason()
    {
        (SimulatedVenue venue, VenueDriver driver) = Quiet();
        driver.Enter(1, Side.Buy, 999_050, 100);
        driver.Enter(2, Side.Buy, 999_000, 1_000_000);
        driver.Enter(3, Side.Buy, 999_000, 100, TimeInForce.ImmediateOrCancel);
        driver.Replace(3, 4, 999_000, 100);
        driver.Enter(4, Side.Buy, 999_000, 100);     // the number was used: ignored
        driver.Send([1, 2, 3]);
        Assert.Equal(
            "J1 InvalidPrice J2 InvalidQuantity A3 100@999000 C3 100 ImmediateOrCancel J4 ReplaceNotAllowed", Answers(driver));
        Assert.Equal((3L, 1L, 1L), (venue.Rejections, venue.RefusedMessages, venue.IgnoredMessages));
    }

    [Fact]
    public void A_mass_cancel_and_the_close_take_all_our_orders_away()
    {
        (SimulatedVenue venue, VenueDriver driver) = Quiet();
        driver.Enter(1, Side.Buy, 999_000, 100);
        driver.Enter(2, Side.Sell, 1_001_000, 100);
        driver.CancelAll(3);
        Assert.Equal("A1 100@999000 A2 100@1001000 X3 C1 100 UserRequested C2 100 UserRequested", Answers(driver));
        driver.Enter(4, Side.Buy, 999_000, 100);
        driver.StepUntil(Nanoseconds.Never);
        Assert.Equal("A4 100@999000 C4 100 Timeout", Answers(driver));
        driver.Enter(5, Side.Buy, 999_000, 100);
        Assert.Equal("J5 DestinationClosed", Answers(driver));
        Assert.Equal(0, venue.Engine.RestingOrders);
    }

    [Fact]
    public void At_the_limit_of_our_live_orders_the_next_is_rejected()
    {
        var venue = new SimulatedVenue(
            new SimulatedVenueSettings { LiveOwnOrders = 1, Close = new(34_201 * Nanoseconds.PerSecond) }, QuietFlow());
        var driver = new VenueDriver(venue);
        driver.Step();
        driver.Enter(1, Side.Buy, 999_000, 100);
        driver.Enter(2, Side.Buy, 999_000, 100);
        Assert.Equal("A1 100@999000 J2 Other", Answers(driver));
    }

    [Fact]
    public void A_session_allocates_nothing()
    {
        SimulatedVenue venue = Venue(seed: 2, instruments: 2, seconds: 60);
        var driver = new VenueDriver(venue);
        driver.StepUntil(Open + Nanoseconds.FromSeconds(5));
        Quote(driver, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint i = 1; i <= 50; i++)
        {
            driver.StepUntil(Open + Nanoseconds.FromSeconds(5 + i));
            Quote(driver, (i * 10) + 1);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Quote(VenueDriver driver, uint id)
    {
        driver.Enter(id, Side.Buy, 999_000, 100, isPostOnly: true);
        driver.Replace(id, id + 1, 998_000, 200);
        driver.Cancel(id + 1);
        VenueDriver.Drain(driver.Responses);
        VenueDriver.Drain(driver.Feed);
    }

    private static SimulatedVenue Venue(ulong seed, int instruments, double seconds) => new(
        new SimulatedVenueSettings
        {
            Seed = seed,
            Instruments = instruments,
            Open = Open,
            Close = Open + Nanoseconds.FromSeconds(seconds),
        },
        new OrderFlowSettings());

    private static OrderFlowSettings QuietFlow() => new()
    {
        AggressiveOrdersPerSecond = 0,
        LimitOrdersPerSecond = 0,
        OtherMarketMakers = 0,
        VolatilityDollarsPerSqrtSecond = 0,
    };

    /// <summary>A venue that nobody but us trades on, opened.</summary>
    private static (SimulatedVenue Venue, VenueDriver Driver) Quiet()
    {
        var venue = new SimulatedVenue(
            new SimulatedVenueSettings { Close = new(34_201 * Nanoseconds.PerSecond) }, QuietFlow());
        var driver = new VenueDriver(venue);
        driver.Step();
        driver.Step();
        VenueDriver.Drain(driver.Feed);
        return (venue, driver);
    }

    /// <summary>Another participant's order, straight into the engine, with the events published.</summary>
    private static void FillOurs(SimulatedVenue venue, VenueDriver driver, Side side, int priceTicks, int lots) =>
        venue.EnterForOthers(new OrderRequest(0, side, lots, priceTicks, OrderKind.ImmediateOrCancel, 0, uint.MaxValue), driver.Now, driver.Feed, driver.Responses);

    private static void TradeAtRandom(VenueDriver driver, SimulatedVenue venue, int step, ref uint id)
    {
        Side side = (step & 1) == 0 ? Side.Buy : Side.Sell;
        long around = (long)venue.Flow.FairTicks(0) / 100 * 100;
        long price = around + (step % 5 - 2) * 100;
        switch (step % 4)
        {
            case 0:
                driver.Enter(++id, side, price, 250, isPostOnly: true);
                break;
            case 1:
                driver.Enter(++id, side, price, 150);
                break;
            case 2:
                id++;
                driver.Replace(id - 1, id, price, 175);
                break;
            default:
                driver.Cancel(id);
                break;
        }
    }

    private static string HashOf(SimulatedVenue venue)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var driver = new VenueDriver(venue);
        while (venue.NextEventTime < Nanoseconds.Never)
        {
            driver.Step();
            VenueDriver.Drain(driver.Feed, hash.AppendData);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static List<(ulong Reference, int PriceTicks, int Lots)> OrdersOf(MatchingEngine engine, int instrument, Side side)
    {
        var orders = new List<(ulong, int, int)>();
        for (int depth = 0; engine.TryGetLevel(instrument, side, depth, out VenueLevel level); depth++)
        {
            bool found = engine.TryGetOrder(level.First, out VenueOrder order);
            for (; found; found = engine.TryGetNext(order.Handle, out order))
            {
                orders.Add((order.Handle.Reference, order.PriceTicks, order.Lots));
            }
        }

        return orders;
    }

    private static List<(int Lots, int PriceTicks)> Sizes(SimulatedVenue venue, Side side) =>
        OrdersOf(venue.Engine, 0, side).ConvertAll(o => (o.Lots, o.PriceTicks));

    private static string FeedTypes(VenueDriver driver)
    {
        string types = string.Empty;
        VenueDriver.Drain(driver.Feed, message => types += (char)message[0]);
        return types;
    }

    /// <summary>What the venue answered, in a few letters each.</summary>
    private static string Answers(VenueDriver driver)
    {
        var answers = new List<string>();
        VenueDriver.Drain(driver.Responses, message => answers.Add(Describe(message)));
        return string.Join(' ', answers);
    }

    private static string Describe(ReadOnlySpan<byte> message)
    {
        Assert.Equal(OuchCheck.Valid, OuchOutbound.Check(message));
        switch (message[0])
        {
            case Accepted.Type:
                var accepted = new Accepted(message);
                return $"A{accepted.UserRefNum} {accepted.Quantity}@{accepted.PriceTicks}";
            case Replaced.Type:
                var replaced = new Replaced(message);
                return $"U{replaced.OriginalUserRefNum}>{replaced.UserRefNum} {replaced.Quantity}@{replaced.PriceTicks}";
            case Canceled.Type:
                var canceled = new Canceled(message);
                return $"C{canceled.UserRefNum} {canceled.Quantity} {canceled.Reason}";
            case Executed.Type:
                var executed = new Executed(message);
                return $"E{executed.UserRefNum} {executed.Quantity}@{executed.PriceTicks} {executed.LiquidityCode}";
            case Rejected.Type:
                var rejected = new Rejected(message);
                return $"J{rejected.UserRefNum} {rejected.Reason}";
            default:
                return $"{(char)message[0]}{new MassCancelResponse(message).UserRefNum}";
        }
    }
}
