using System;
using BenchmarkDotNet.Attributes;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;

namespace Harrier.Benchmarks.Trading;

/// <summary>All pre-trade checks of one order that passes them. Time moves on, so that the rate window has room.
/// Target: 15 ns.</summary>
[MemoryDiagnoser]
public class PreTradeCheckBenchmarks
{
    private readonly BenchmarkMarket _market = new();
    private readonly OrderIntent[] _enters = new OrderIntent[BenchmarkMarket.Tops];
    private readonly OrderIntent[] _replaces = new OrderIntent[BenchmarkMarket.Tops];
    private PreTradeChecks _checks = null!;
    private long _now = BenchmarkMarket.Now.Value;

    [GlobalSetup]
    public void Enter()
    {
        _market.EnterBoth();
        _checks = new PreTradeChecks(BenchmarkMarket.Limits, _market.Orders, _market.Positions, 100) { State = TradingState.Active };
        OrderId bid = _market.Quotes.Bid(BenchmarkMarket.Instrument).Id;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            // Far enough below the walk not to cross our own ask, near enough for the collar.
            var price = new Price(980_000 + (100 * (i % 16)));
            _enters[i] = OrderIntent.Enter(BenchmarkMarket.Instrument, Side.Buy, price, new Quantity(100));
            _replaces[i] = OrderIntent.Replace(BenchmarkMarket.Instrument, Side.Buy, price, new Quantity(100), bid);
        }

        RequireAccepted(_enters);
        RequireAccepted(_replaces);
    }

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckEnter() => Check(_enters);

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckReplace() => Check(_replaces);

    private int Check(OrderIntent[] intents)
    {
        int accepted = 0;
        for (int i = 0; i < intents.Length; i++)
        {
            _now += 2_000_000;
            var now = new Nanoseconds(_now);
            accepted += (int)_checks.Check(in intents[i], in _market.Walk[i], now, now);
        }

        return accepted;
    }

    private void RequireAccepted(OrderIntent[] intents)
    {
        if (Check(intents) != intents.Length)
        {
            throw new InvalidOperationException("A check failed, so the benchmark would not time all of them.");
        }
    }
}
