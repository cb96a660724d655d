using System;
using Harrier.Engine.MarketMaking;
using Harrier.Market;
using Harrier.Market.Books;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Threads;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class RiskDeskTests : IDisposable
{
    private static readonly InstrumentId First = new(1);
    private static readonly InstrumentId Second = new(2);
    private static readonly PortfolioLimits Limits = PortfolioLimits.None with
    {
        ValueAtRiskDollars = 1_000,
        HorizonSeconds = 100,
        CovarianceMemorySeconds = 50,
        CovarianceSecondsMin = 4,
    };

    private readonly QuoteCache _cache = new(4);
    private readonly RiskDesk _desk;

    public RiskDeskTests()
    {
        _desk = new RiskDesk(Limits, _cache, instrumentLimit: 4, staleNanoseconds: 3 * Nanoseconds.PerSecond, Seconds(10));
        Assert.True(_desk.Line.TryCover(First) && _desk.Line.TryCover(Second));
    }

    public void Dispose()
    {
        _desk.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public void The_figures_are_those_of_the_seconds_weighted_by_their_age()
    {
        // Mids of 100, 101, 100, 101, 100 dollars: changes of 1/100, -1/101, 1/100, -1/101, the last of weight 1, those before
        // of e^(-1/50) each. 500 lots at 100 dollars, horizon 100 seconds.
        double[] changes = [0.01, -1.0 / 101, 0.01, -1.0 / 101];
        Hold(First, 500);
        RunSeconds(100, 101, 100, 101, 100);
        double lambda = Math.Exp(-1.0 / 50);
        (double sum, double weights) = (0, 0);
        for (int age = 0; age < changes.Length; age++)
        {
            double weight = Math.Pow(lambda, age);
            sum += weight * changes[^(age + 1)] * changes[^(age + 1)];
            weights += weight;
        }

        double expected = 50_000 * Math.Sqrt(100 * sum / weights) * 2.3263478740408408;
        Assert.Equal(RiskOutcome.Computed, _desk.Risk.Outcome);
        Assert.Equal(expected, _desk.Risk.ValueAtRiskDollars, 1e-6);
    }

    [Fact]
    public void Before_its_seconds_an_instrument_is_not_known()
    {
        RunSeconds(100, 101, 100, 101);
        Assert.Equal(CheckResult.RiskUnknown, _desk.Line.Ask(First, 0, 1, 0, 2_000_000, Seconds(13)));
        RunFrom(14, 100);
        Assert.Equal(CheckResult.Accepted, _desk.Line.Ask(First, 0, 1, 0, 2_000_000, Seconds(14)));
        Assert.Equal(CheckResult.RiskUnknown, _desk.Line.Ask(Second, 0, 1, 0, 2_000_000, Seconds(14)));
    }

    [Fact]
    public void A_late_instrument_counts_with_the_variance_of_the_seconds_that_it_had()
    {
        // The first moves a percent up and down for 40 seconds, the second for the last 10 of them: the same deviation.
        for (int second = 0; second < 40; second++)
        {
            Quote(First, second % 2 == 0 ? 100 : 101);
            if (second >= 29)
            {
                Quote(Second, second % 2 == 0 ? 100 : 101);
            }

            _desk.Sweep(Seconds(10 + second));
        }

        Hold(First, 100);
        _desk.OnChange(First, Seconds(50));
        double first = _desk.Risk.ValueAtRiskDollars;
        Hold(First, 0);
        Hold(Second, 100);
        _desk.Sweep(Seconds(49.5));
        Assert.Equal(first, _desk.Risk.ValueAtRiskDollars, 0.02 * first);
    }

    [Fact]
    public void Open_orders_of_every_instrument_are_in_the_bound_on_value_at_risk()
    {
        // Both move a percent up and down together. 300 lots at 100 dollars are open on both sides of the first, 200 of the
        // second are held and 100 more may be bought: all bought, 600 lots that move as one.
        for (int second = 0; second < 6; second++)
        {
            Quote(First, second % 2 == 0 ? 101 : 100);
            Quote(Second, second % 2 == 0 ? 101 : 100);
            _desk.Sweep(Seconds(10 + second));
        }

        Hold(Second, 200);
        _desk.Sweep(Seconds(15.5));
        double held = _desk.Risk.ValueAtRiskDollars;
        Assert.Equal(held, _desk.WorstValueAtRisk, 1e-9 * held);
        _cache.WriteOpen(First, new Quantity(300), new Quantity(300));
        _desk.OnChange(First, Seconds(15.6));
        _cache.WriteOpen(Second, new Quantity(100), default);
        _desk.OnChange(Second, Seconds(15.7));
        Assert.Equal(3 * held, _desk.WorstValueAtRisk, 1e-9 * held);
        Assert.Equal(held, _desk.Risk.ValueAtRiskDollars);
        Assert.Equal(3 * held, _desk.WorstValueAtRiskMax, 1e-9 * held);
    }

    [Fact]
    public void Students_tail_is_that_of_the_same_deviation()
    {
        // With 4 degrees of freedom at 99 %, from an independent program: quantile 3.746947387979196 and shortfall
        // 5.220584194492218, times the root of 2/4 for a variance of 1.
        PortfolioLimits limits = Limits with { Distribution = TailDistribution.StudentT, DegreesOfFreedom = 4 };
        using var desk = new RiskDesk(limits, _cache, instrumentLimit: 4, staleNanoseconds: 3 * Nanoseconds.PerSecond, Seconds(10));
        desk.Line.TryCover(First);
        Hold(First, 500);
        for (int second = 0; second < 6; second++)
        {
            Quote(First, 100 + (second % 2));
            _desk.Sweep(Seconds(10 + second));
            desk.Sweep(Seconds(10 + second));
        }

        double deviation = _desk.Risk.ValueAtRiskDollars / 2.3263478740408408;
        Assert.Equal(deviation * 3.746947387979196 * Math.Sqrt(0.5), desk.Risk.ValueAtRiskDollars, 1e-8);
        Assert.Equal(deviation * 5.220584194492218 * Math.Sqrt(0.5), desk.Risk.ExpectedShortfallDollars, 1e-8);

        // The limit of the orders is that of the tail: $1,000 are fewer lots, here at the mid of the publication and flat.
        long most = (long)(500 * 1_000 / desk.Risk.ValueAtRiskDollars);
        Assert.Equal(CheckResult.Accepted, desk.Line.Ask(First, 0, most, 0, 2_020_000, Seconds(15)));
        Assert.Equal(CheckResult.ValueAtRisk, desk.Line.Ask(First, 0, most + 1, 0, 2_020_000, Seconds(15)));
        Assert.Equal(CheckResult.Accepted, _desk.Line.Ask(First, 0, most + 1, 0, 2_020_000, Seconds(15)));
    }

    [Fact]
    public void The_result_is_cash_and_positions_at_mid()
    {
        // Bought 100 at 100 dollars, the mid falls by 2: 200 lost from the highest.
        Quote(First, 100);
        Hold(First, 100, -10_000);
        _desk.Sweep(Seconds(10));
        Quote(First, 98);
        _desk.OnChange(First, Seconds(10.5));
        Assert.Equal(Money.FromDecimal(200), _desk.Watch.Drawdown.Current);
        Assert.Equal(9_800, _desk.Risk.Exposure.Gross);
    }

    [Fact]
    public void As_an_agent_it_publishes_what_the_engines_thread_has_written()
    {
        using var cache = new QuoteCache(4);
        var clock = new NanosecondClock(CycleClock.Calibrate(20));
        using var desk = new RiskDesk(Limits, cache, 4, long.MaxValue, new Nanoseconds(clock.Now()));
        desk.Line.TryCover(First);
        var invoker = new AgentInvoker<RiskAgent>(new RiskAgent(desk, clock));
        cache.WriteTop(First, new TopOfBook(new Price(999_900), new Quantity(1), new Price(1_000_100), new Quantity(1)), default);
        invoker.Invoke();
        Assert.Equal(0, desk.Risk.Exposure.Gross);
        cache.WritePosition(First, new Quantity(-30), Money.FromDecimal(3_000));
        Assert.Equal(1, invoker.Invoke());
        Assert.Equal((3_000.0, -3_000.0), (desk.Risk.Exposure.Gross, desk.Risk.Exposure.Net));
        Assert.Equal(0, invoker.Invoke());
        Assert.True(desk.Line.TryRead(out RiskHeadline head));
        Assert.Equal(LimitAction.None, head.Action);
    }

    [Fact]
    public void Sweeping_allocates_nothing()
    {
        long second = 100;
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                Quote(First, 100 + (i % 3));
                Hold(First, i);
                _cache.WriteOpen(First, new Quantity(i + 100), new Quantity(100));
                _cache.AddTraded(First, new Quantity(50));
                _desk.Sweep(Seconds(second++));
            }
        }));
        Assert.Equal(RiskOutcome.Computed, _desk.Risk.Outcome);
    }

    private static Nanoseconds Seconds(double seconds) => Nanoseconds.FromSeconds(seconds);

    private void RunSeconds(params ReadOnlySpan<long> dollars) => RunFrom(10, dollars);

    private void RunFrom(int start, params ReadOnlySpan<long> dollars)
    {
        for (int second = 0; second < dollars.Length; second++)
        {
            Quote(First, dollars[second]);
            _desk.Sweep(Seconds(start + second));
        }
    }

    private void Quote(InstrumentId instrument, long dollars) => _cache.WriteTop(
        instrument, new TopOfBook(new Price((dollars * 10_000) - 100), new Quantity(1), new Price((dollars * 10_000) + 100), new Quantity(1)), default);

    private void Hold(InstrumentId instrument, long lots, decimal cash = 0) =>
        _cache.WritePosition(instrument, new Quantity(lots), Money.FromDecimal(cash));
}
