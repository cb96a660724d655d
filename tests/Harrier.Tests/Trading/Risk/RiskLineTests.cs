using System;
using System.Threading;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class RiskLineTests : IDisposable
{
    private const long Stale = 1_000_000_000;
    private static readonly InstrumentId First = new(3);
    private static readonly InstrumentId Second = new(1);
    private static readonly Nanoseconds Now = new(5 * Stale);

    /// <summary>Twice a mid of 10 dollars.</summary>
    private const long Mid = 200_000;

    private readonly RiskMonitor _monitor = new(RiskMonitorTests.Settings(2));
    private readonly LimitWatch _watch = new(PortfolioLimits.None);
    private readonly RiskLine _line;

    /// <summary>Standard deviations of 1 and 2 percent, correlation 0.8: value at risk of $100,000 in the first is $2,326.35.</summary>
    public RiskLineTests()
    {
        _line = new RiskLine(PortfolioLimits.None with { ValueAtRiskDollars = 2_326.35m }, _monitor, 4, Stale);
        Assert.True(_line.TryCover(First) && _line.TryCover(Second));
        _line.MarkKnown(0);
        _line.MarkKnown(1);
        _monitor.SetCovariance([0.0001, 0.00016, 0.00016, 0.0004]);
    }

    public void Dispose()
    {
        _line.Dispose();
        _monitor.Dispose();
    }

    [Fact]
    public void An_order_up_to_the_limit_passes_and_one_beyond_it_does_not()
    {
        Publish();
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, 0, 10_000, 0, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 0, 10_001, 0, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 0, -10_001, 0, Mid, Now));

        // Twice the deviation: half of the lots.
        Assert.Equal(CheckResult.Accepted, _line.Ask(Second, 0, 5_000, 0, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(Second, 0, 5_001, 0, Mid, Now));
    }

    [Fact]
    public void A_hedge_passes_where_the_same_order_the_other_way_does_not()
    {
        // $100,000 long in the first: selling the second lowers the variance up to d = cov/var = 0.4 of it and, by symmetry,
        // reaches the same again at 0.8.
        _monitor.SetExposure(0, 100_000);
        Publish();
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(Second, 0, 100, 0, Mid, Now));
        Assert.Equal(CheckResult.Accepted, _line.Ask(Second, 0, -100, 0, Mid, Now));
        Assert.Equal(CheckResult.Accepted, _line.Ask(Second, 0, -8_000, 0, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(Second, 0, -8_001, 0, Mid, Now));
    }

    [Fact]
    public void Above_the_limit_only_what_lowers_the_risk_passes()
    {
        _monitor.SetExposure(0, 200_000);
        Publish();
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 20_000, 20_001, 20_000, Mid, Now));
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, 20_000, 19_999, 20_000, Mid, Now));

        // Beyond flat and as far again is no lower.
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 20_000, -20_001, 20_000, Mid, Now));
    }

    [Fact]
    public void Fills_and_prices_since_the_publication_count_for_the_instrument_itself()
    {
        Publish();

        // Published with nothing held; 9,000 lots were bought since: 1,000 more are left, at a price of 20 dollars none.
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, 9_000, 10_000, 9_000, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 9_000, 10_001, 9_000, Mid, Now));
        Assert.Equal(CheckResult.ValueAtRisk, _line.Ask(First, 9_000, 9_001, 9_000, 2 * Mid, Now));
    }

    [Fact]
    public void Without_fresh_figures_only_what_lowers_the_inventory_passes()
    {
        Assert.Equal(CheckResult.RiskUnknown, _line.Ask(First, 0, 1, 0, Mid, Now));
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, 100, 99, 100, Mid, Now));
        Publish();
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, 0, 1, 0, Mid, new Nanoseconds(Now.Value + Stale)));
        Assert.Equal(CheckResult.RiskUnknown, _line.Ask(First, 0, 1, 0, Mid, new Nanoseconds(Now.Value + Stale + 1)));

        // Covered, but not in the covariance yet.
        using var younger = new RiskLine(PortfolioLimits.None with { ValueAtRiskDollars = 1 }, _monitor, 4, Stale);
        younger.TryCover(First);
        younger.Publish(_monitor, _monitor.Current(), _watch, Now);
        Assert.Equal(CheckResult.RiskUnknown, younger.Ask(First, 0, 1, 0, Mid, Now));

        Assert.Equal(CheckResult.RiskUnknown, _line.Ask(new InstrumentId(2), 0, 1, 0, Mid, Now));
        Assert.False(_line.TryCover(new InstrumentId(2)), "there are two places");

        _monitor.SetCovariance([double.NaN, 0, 0, 0]);
        Publish();
        Assert.Equal(CheckResult.RiskUnknown, _line.Ask(First, 0, 1, 0, Mid, Now));
        Assert.Equal(CheckResult.Accepted, _line.Ask(First, -5, -4, -5, Mid, Now));
    }

    [Fact]
    public void The_tighter_of_two_limits_gives_the_reason()
    {
        // Shortfall is 2.6652 / 2.3263 of value at risk: a limit on it of the same dollars is the tighter one.
        PortfolioLimits both = PortfolioLimits.None with { ValueAtRiskDollars = 1_000, ExpectedShortfallDollars = 1_000 };
        using var line = new RiskLine(both, _monitor, 4, Stale);
        line.TryCover(First);
        line.MarkKnown(0);
        line.Publish(_monitor, _monitor.Current(), _watch, Now);
        Assert.Equal(CheckResult.ExpectedShortfall, line.Ask(First, 0, 4_000, 0, Mid, Now));
        using var none = new RiskLine(PortfolioLimits.None, _monitor, 4, Stale);
        Assert.False(none.HoldsOrders);
    }

    [Fact]
    public void The_headline_is_what_was_published()
    {
        Assert.False(_line.TryRead(out _));
        _monitor.SetExposure(0, 50_000);
        Publish();
        Assert.True(_line.TryRead(out RiskHeadline head));
        Assert.Equal((RiskOutcome.Computed, LimitAction.None, Now), (head.Outcome, head.Action, head.Time));
        Assert.Equal(_monitor.Current().ValueAtRiskDollars, head.ValueAtRiskDollars);

        // A half of the deviation leaves three quarters of the variance.
        Assert.Equal(0.75 * Math.Pow(2_326.35 / ParametricTail.Normal(0.99).Quantile, 2), head.VarianceRoom, 1.0);
    }

    [Fact]
    public void A_reader_on_another_thread_never_sees_a_mixture()
    {
        // The writer publishes value at risk and marginals of one exposure after another; the reader's room and figure must
        // belong to each other.
        const int Publications = 200_000;
        Publish();
        long mixtures = 0;
        long reads = 0;
        bool isOver = false;
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                if (_line.TryRead(out RiskHeadline head))
                {
                    double deviation = head.ValueAtRiskDollars / _monitor.Tail.Quantile;
                    double limit = 2_326.35 / _monitor.Tail.Quantile;
                    reads++;
                    mixtures += Math.Abs((limit * limit) - (deviation * deviation) - head.VarianceRoom) > 1e-3 ? 1 : 0;
                }
            }
        });
        reader.Start();
        for (int i = 0; i < Publications; i++)
        {
            _monitor.SetExposure(0, i);
            Publish();
        }

        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.Equal(0, mixtures);
        Assert.Equal(Publications + 1, _line.Publications);
        Assert.True(reads > 0);
    }

    private void Publish()
    {
        PortfolioRisk risk = _monitor.Current();
        _line.Publish(_monitor, in risk, _watch, Now);
    }
}
