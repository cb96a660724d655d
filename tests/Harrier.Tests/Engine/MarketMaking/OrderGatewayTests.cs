using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class OrderGatewayTests : IDisposable
{
    private static readonly InstrumentId Instrument = new(1);
    private static readonly HarrierConfiguration Settings = ConfigurationReading.Defaults().Configuration;
    private static readonly TopOfBook Top = new(new Price(99_900), new Quantity(1), new Price(100_100), new Quantity(1));
    private static readonly Nanoseconds Now = Nanoseconds.FromSeconds(34_200);

    private readonly Link _link = new(latencyMicroseconds: 10, jitterMicroseconds: 0, seed: 1, capacityBytes: 4_096);
    private readonly OrderTable _orders = new(openOrderLimit: 16, instrumentLimit: 2);
    private readonly QuoteEngine _quotes = new(Settings.Quoting.Rules, instrumentLimit: 2);
    private readonly OrderGateway _gateway;

    public OrderGatewayTests()
    {
        var positions = new PositionBook(instrumentLimit: 2, new FeeSchedule(Money.Zero, Money.Zero));
        var checks = new PreTradeChecks(Settings.Risk, _orders, positions, priceIncrementTicks: 100) { State = TradingState.Active };
        _gateway = new OrderGateway(checks, _orders, _quotes, new StageTimes(), _link, engineNanoseconds: 500);
        _gateway.SetSymbol(Instrument, "HARA    "u8);
    }

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public void What_passes_the_checks_leaves_as_ouch_bytes_after_the_engine_and_the_way()
    {
        Prepare(OrderIntent.Enter(Instrument, Side.Buy, new Price(99_800), new Quantity(100)));
        Assert.Equal(0, _link.Count);
        _gateway.Flush(Now);

        // 500 ns in the engine, 10 microseconds on the way.
        Assert.Equal(new Nanoseconds(Now.Value + 10_500), _link.HeadDue);
        var entered = new EnterOrder(_link.Peek());
        Assert.Equal((1u, 100u, 99_800L), (entered.UserRefNum, entered.Quantity, entered.PriceTicks));
        Assert.Equal((1L, 1L, LifeCycleState.PendingNew), (_gateway.Entered, _gateway.OrdersOf(1), _quotes.Bid(Instrument).State));
    }

    [Fact]
    public void An_order_that_takes_leaves_as_immediate_or_cancel()
    {
        Prepare(OrderIntent.Take(Instrument, Side.Sell, new Price(99_900), new Quantity(100)));
        _gateway.Flush(Now);
        var entered = new EnterOrder(_link.Peek());
        Assert.Equal((TimeInForce.ImmediateOrCancel, Side.Sell, 99_900L), (entered.TimeInForce, entered.Side, entered.PriceTicks));
    }

    [Fact]
    public void What_a_check_stops_is_counted_and_not_sent()
    {
        Prepare(OrderIntent.Enter(Instrument, Side.Buy, new Price(50_000), new Quantity(100)));
        Prepare(default);
        _gateway.Flush(Now);
        Assert.Equal((0, 1L, 0L, 0L), (_link.Count, _gateway.StoppedOf(1), _gateway.OrdersOf(1), _gateway.Entered));
        Assert.Equal(0, _orders.OpenCount);
    }

    [Fact]
    public void A_replacement_that_a_check_stops_becomes_a_cancel()
    {
        Prepare(OrderIntent.Enter(Instrument, Side.Buy, new Price(99_800), new Quantity(100)));
        _gateway.Flush(Now);
        _link.Advance();
        _orders.Accepted(new OrderId(1), new Price(99_800), new Quantity(100), out _);

        // Half of the mid is beyond the collar of 2 percent.
        Prepare(OrderIntent.Replace(Instrument, Side.Buy, new Price(50_000), new Quantity(100), new OrderId(1)));
        _gateway.Flush(Now);
        Assert.Equal((0L, 1L, 1L), (_gateway.Replaced, _gateway.Canceled, _gateway.StoppedOf(1)));
        var cancel = new CancelOrder(_link.Peek());
        Assert.Equal((1u, 0u), (cancel.UserRefNum, cancel.Quantity));
    }

    [Fact]
    public void The_hash_is_that_of_all_bytes_sent()
    {
        Prepare(OrderIntent.Enter(Instrument, Side.Buy, new Price(99_800), new Quantity(100)));
        Prepare(OrderIntent.Enter(Instrument, Side.Sell, new Price(100_200), new Quantity(100)));
        _gateway.Flush(Now);
        _orders.Accepted(new OrderId(1), new Price(99_800), new Quantity(100), out _);
        Prepare(OrderIntent.Replace(Instrument, Side.Buy, new Price(99_700), new Quantity(100), new OrderId(1)));
        Prepare(OrderIntent.Cancel(Instrument, Side.Sell, new OrderId(2)));
        _gateway.Flush(Now);
        Assert.Equal((2L, 1L, 1L), (_gateway.Entered, _gateway.Replaced, _gateway.Canceled));

        var sent = new List<byte>();
        for (; _link.Count > 0; _link.Advance())
        {
            sent.AddRange(_link.Peek());
        }

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. sent])), _gateway.Sha256());
    }

    private void Prepare(OrderIntent intent) => _gateway.Prepare(in intent, in Top, Now, Now);
}
