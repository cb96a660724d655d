using System;
using BenchmarkDotNet.Attributes;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;

namespace Harrier.Benchmarks.Trading;

/// <summary>All pre-trade checks of one order that passes them: without a limit on the portfolio's value at risk, with one that
/// takes the open orders of a hundred instruments as executed, and with one that takes those of its own. Time moves on, so
/// that the rate window has room. Target: 15 ns.</summary>
[MemoryDiagnoser]
public class PreTradeCheckBenchmarks
{
    private readonly BenchmarkMarket _market = new();
    private readonly OrderIntent[] _enters = new OrderIntent[BenchmarkMarket.Tops];
    private readonly OrderIntent[] _replaces = new OrderIntent[BenchmarkMarket.Tops];
    private PreTradeChecks _checks = null!;
    private PreTradeChecks _checksWithRisk = null!;
    private PreTradeChecks _checksWithOwnRisk = null!;
    private long _now = BenchmarkMarket.Now.Value;

    [GlobalSetup]
    public void Enter()
    {
        _market.EnterBoth();
        _checks = new PreTradeChecks(BenchmarkMarket.Limits, _market.Orders, _market.Positions, 100) { State = TradingState.Active };
        _checksWithRisk = new PreTradeChecks(BenchmarkMarket.Limits, _market.Orders, _market.Positions, 100, Risk(OpenOrderScope.All)) { State = TradingState.Active };
        _checksWithOwnRisk = new PreTradeChecks(BenchmarkMarket.Limits, _market.Orders, _market.Positions, 100, Risk(OpenOrderScope.Instrument)) { State = TradingState.Active };
        OrderId bid = _market.Quotes.Bid(BenchmarkMarket.Instrument).Id;
        for (int i = 0; i < BenchmarkMarket.Tops; i++)
        {
            // Far enough below the walk not to cross our own ask, near enough for the collar.
            var price = new Price(980_000 + (100 * (i % 16)));
            _enters[i] = OrderIntent.Enter(BenchmarkMarket.Instrument, Side.Buy, price, new Quantity(100));
            _replaces[i] = OrderIntent.Replace(BenchmarkMarket.Instrument, Side.Buy, price, new Quantity(100), bid);
        }

        RequireAccepted(_checks, _enters);
        RequireAccepted(_checks, _replaces);
        RequireAccepted(_checksWithRisk, _replaces);
        RequireAccepted(_checksWithOwnRisk, _replaces);
    }

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckEnter() => Check(_checks, _enters);

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckReplace() => Check(_checks, _replaces);

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckReplaceAgainstRisk() => Check(_checksWithRisk, _replaces);

    [Benchmark(OperationsPerInvoke = BenchmarkMarket.Tops)]
    public int CheckReplaceAgainstOwnRisk() => Check(_checksWithOwnRisk, _replaces);

    /// <summary>A hundred instruments, all of them quoted, of which one is traded; the figures never grow old.</summary>
    private static RiskLine Risk(OpenOrderScope scope)
    {
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = 1e9m };
        var monitor = new RiskMonitor(new RiskMonitorSettings { Assets = 100, Tail = ParametricTail.Normal(0.99) });
        double[] covariance = new double[100 * 100];
        for (int asset = 0; asset < 100; asset++)
        {
            covariance[asset * 101] = 4e-4;
        }

        monitor.SetCovariance(covariance);
        OpenOrderRisk? open = scope == OpenOrderScope.All ? new OpenOrderRisk(monitor) : null;
        for (int asset = 0; asset < 100; asset++)
        {
            open?.SetReach(asset, -10_000, 10_000);
        }

        var line = new RiskLine(limits, monitor, 2, long.MaxValue, open);
        line.TryCover(BenchmarkMarket.Instrument);
        line.MarkKnown(0);
        line.Publish(monitor, monitor.Current(), new LimitWatch(limits), BenchmarkMarket.Now);
        return line;
    }

    private int Check(PreTradeChecks checks, OrderIntent[] intents)
    {
        int accepted = 0;
        for (int i = 0; i < intents.Length; i++)
        {
            _now += 2_000_000;
            var now = new Nanoseconds(_now);
            accepted += (int)checks.Check(in intents[i], in _market.Walk[i], now, now);
        }

        return accepted;
    }

    private void RequireAccepted(PreTradeChecks checks, OrderIntent[] intents)
    {
        if (Check(checks, intents) != intents.Length)
        {
            throw new InvalidOperationException("A check failed, so the benchmark would not time all of them.");
        }
    }
}
