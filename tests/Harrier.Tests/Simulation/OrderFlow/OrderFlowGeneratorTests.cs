using System;
using System.Collections.Generic;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Harrier.Simulation.OrderFlow;
using Harrier.Simulation.Venue;
using Harrier.Tests.Simulation.Venue;
using Xunit;

namespace Harrier.Tests.Simulation.OrderFlow;

/// <summary>The flow measured from outside, by orders of ours in an otherwise empty book. The seeds are fixed; a bound
/// of four standard errors would fail by chance for one seed in 16,000.</summary>
public sealed class OrderFlowGeneratorTests
{
    private const int FairTicks = 1_000_000;
    private static readonly Nanoseconds Open = new(34_200 * Nanoseconds.PerSecond);

    [Theory]
    [InlineData(0, 0.0)]
    [InlineData(100, 0.0)]
    [InlineData(300, 0.0)]
    [InlineData(100, 0.5)]
    [InlineData(300, 0.8)]
    public void A_quote_at_a_depth_is_reached_at_the_rate_A_times_exp_of_minus_k_depth(int depthTicks, double branching)
    {
        const double Rate = 2;
        const double Decay = 60;
        const double Seconds = 20_000;
        OrderFlowSettings flow = Nobody() with
        {
            AggressiveOrdersPerSecond = Rate,
            DecayPerDollar = Decay,
            ClusteringBranchingRatio = branching,
        };
        (_, int fills) = CountFills(flow, Side.Sell, depthTicks, Seconds, windows: 1);

        // N attacks of a Hawkes process vary by 1 / (1 - a)^2 times their mean; a part p of them reaches the depth.
        double reaching = Math.Exp(-Decay * depthTicks / 10_000);
        double attacks = Rate * Seconds;
        double variance = (reaching * reaching * attacks / ((1 - branching) * (1 - branching))) + (reaching * (1 - reaching) * attacks);
        Assert.InRange(fills, (reaching * attacks) - (4 * Math.Sqrt(variance)), (reaching * attacks) + (4 * Math.Sqrt(variance)));
    }

    [Fact]
    public void Buyers_and_sellers_attack_alike()
    {
        OrderFlowSettings flow = Nobody() with { AggressiveOrdersPerSecond = 2, ClusteringBranchingRatio = 0 };
        (_, int fills) = CountFills(flow, Side.Buy, 100, 20_000, windows: 1);

        // 40,000 exp(-0.6) = 21,952; its standard error is the root, 148.
        Assert.InRange(fills, 21_952 - 593, 21_952 + 593);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    public void Attacks_come_in_clusters(double branching)
    {
        const double Rate = 0.5;
        const double Decay = 5;
        const double Window = 10;
        const int Windows = 4_000;
        OrderFlowSettings flow = Nobody() with
        {
            AggressiveOrdersPerSecond = Rate,
            ClusteringBranchingRatio = branching,
            ClusteringDecayPerSecond = Decay,
        };
        (double variance, _) = CountFills(flow, Side.Sell, 0, Window * Windows, Windows);

        // The stationary process: Var N(T) = L T + 2 C (T / th - (1 - exp(-th T)) / th^2), th = b (1 - a),
        // C = L a b (2 - a) / (2 (1 - a)): 5 for a = 0, and 5 + 2 x 1.875 x (4 - 0.16) = 19.4 for a = 0.5.
        double theta = Decay * (1 - branching);
        double c = Rate * branching * Decay * (2 - branching) / (2 * (1 - branching));
        double expected = (Rate * Window) + (2 * c * ((Window / theta) - ((1 - Math.Exp(-theta * Window)) / (theta * theta))));

        // A variance of n Gaussian counts has the relative error sqrt(2 / n) = 2.2 %; counts have a heavier tail.
        Assert.InRange(variance, expected * 0.85, expected * 1.15);
    }

    [Fact]
    public void The_fair_price_has_the_volatility_that_was_asked_for()
    {
        OrderFlowSettings flow = Nobody() with { VolatilityDollarsPerSqrtSecond = 0.02, PriceStepMilliseconds = 100 };
        (SimulatedVenue venue, VenueDriver driver) = Start(flow, 10_000);
        double last = venue.Flow.FairTicks(0);
        double sum = 0;
        int moves = 0;
        while (venue.NextEventTime < Nanoseconds.Never)
        {
            driver.Step();
            double fair = venue.Flow.FairTicks(0);
            if (fair != last)
            {
                sum += (fair - last) * (fair - last);
                moves++;
                last = fair;
            }
        }

        // 100,000 moves (the last one meets the close); a sum of squares has the relative error sqrt(2 / n) = 0.45 %.
        Assert.InRange(moves, 99_998, 100_000);
        double variancePerSecond = sum / 10_000 / (10_000.0 * 10_000.0);
        Assert.InRange(variancePerSecond, 0.0004 * (1 - 0.018), 0.0004 * (1 + 0.018));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    public void Fair_prices_move_together_as_was_asked_for_and_each_as_much_as_alone(double correlation)
    {
        // 40,000 moves of a tenth of a second each: a correlation r has the standard error (1 - r²)/√n, a sum of squares
        // the relative one √(2/n) = 0.7 %.
        OrderFlowSettings flow = Nobody() with
        {
            VolatilityDollarsPerSqrtSecond = 0.02,
            PriceStepMilliseconds = 100,
            CommonFactorCorrelation = correlation,
        };
        const int Moves = 40_000;
        double[] first = MovesOf(flow, 2, 0, Moves);
        double[] second = MovesOf(flow, 2, 1, Moves);
        double cross = 0, squareFirst = 0, squareSecond = 0;
        for (int move = 0; move < Moves; move++)
        {
            cross += first[move] * second[move];
            squareFirst += first[move] * first[move];
            squareSecond += second[move] * second[move];
        }

        double allowed = (4 * (1 - (correlation * correlation)) / Math.Sqrt(Moves)) + 1e-9;
        Assert.Equal(correlation, cross / Math.Sqrt(squareFirst * squareSecond), allowed);

        // (0.02 dollars)² a second is 4e4 ticks², a tenth of it each move.
        Assert.InRange(squareFirst / Moves, 4_000 * 0.97, 4_000 * 1.03);
        Assert.InRange(squareSecond / Moves, 4_000 * 0.97, 4_000 * 1.03);
        Assert.Equal(first[..100], MovesOf(flow, 5, 0, 100));
    }

    [Theory]
    [InlineData(Side.Sell)]
    [InlineData(Side.Buy)]
    public void A_stale_order_is_picked_off_after_the_delay_unless_it_is_cancelled_before(Side side)
    {
        OrderFlowSettings flow = Nobody() with { VolatilityDollarsPerSqrtSecond = 0.01, PickOffMicroseconds = 80 };
        Assert.Equal(1, RunStale(flow, side, cancels: false));
        Assert.Equal(0, RunStale(flow, side, cancels: true));
    }

    [Fact]
    public void An_aggressive_order_takes_no_more_than_its_largest_size()
    {
        OrderFlowSettings flow = Nobody() with { AggressiveOrdersPerSecond = 1, AggressiveOrderLotsMax = 10 };
        (SimulatedVenue venue, VenueDriver driver) = Start(flow, 100);
        driver.Enter(1, Side.Sell, FairTicks, 1_000_000 - 1);
        VenueDriver.Drain(driver.Responses);
        driver.StepUntil(Nanoseconds.Never);
        int executions = 0;
        VenueDriver.Drain(driver.Responses, message =>
        {
            if (message[0] == Executed.Type)
            {
                Assert.Equal(10u, new Executed(message).Quantity);
                executions++;
            }
        });
        Assert.True(executions > 50, $"only {executions}");
        Assert.Equal(executions, venue.Executions);
    }

    /// <summary>The arrivals are a Hawkes process of two kinds: a fit of what was recorded finds the settings.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void A_fit_of_the_recorded_arrivals_finds_the_settings_within_three_standard_errors(double otherSidePart)
    {
        const double Rate = 1.5;
        const double Branching = 0.6;
        const double Decay = 4;
        OrderFlowSettings flow = Nobody() with
        {
            AggressiveOrdersPerSecond = Rate,
            ClusteringBranchingRatio = Branching,
            ClusteringOtherSidePart = otherSidePart,
            ClusteringDecayPerSecond = Decay,
            DecayPerDollar = 0.01,
        };
        HawkesSample arrivals = RecordArrivals(flow, 8_000);
        HawkesEstimate fit = HawkesFit.WithOneDecay(arrivals);

        // By themselves come A (1 - a); of a, a part is for the other side.
        double own = Branching * (1 - otherSidePart);
        double other = Branching * otherSidePart;
        double[] expected = [Rate * (1 - Branching), Rate * (1 - Branching), own, other, other, own, Decay];
        for (int i = 0; i < expected.Length; i++)
        {
            // Where nothing crosses over, the estimate is at the boundary of 0 or a little above, and has no error there.
            double allowed = expected[i] == 0 ? 0.03 : 3 * fit.StandardErrors[i];
            Assert.InRange(fit.Process!.Parameters[i], expected[i] - allowed, expected[i] + allowed);
        }

        // As a Poisson process the same arrivals are rejected, as the fitted one they are not.
        double[][] residuals = HawkesResiduals.Compute(fit.Process!, arrivals);
        Assert.All(residuals, kind => Assert.True(KolmogorovSmirnov.AgainstExponential(kind).Probability > 0.001));
        var poisson = new HawkesProcess([Rate, Rate], [0, 0, 0, 0], [1]);
        Assert.True(KolmogorovSmirnov.AgainstExponential(HawkesResiduals.Compute(poisson, arrivals)[0]).Probability < 1e-6);
    }

    [Theory]
    [InlineData(0, 0.3, 60)]
    [InlineData(100, 1.0, 60)]
    [InlineData(100, 0.3, 0)]
    [InlineData(double.NaN, 0.3, 60)]
    public void A_number_outside_its_range_is_an_error(double price, double branching, double decay)
    {
        var flow = new OrderFlowSettings { StartPriceDollars = price, ClusteringBranchingRatio = branching, DecayPerDollar = decay };
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderFlowGenerator(flow, 1, 100, 1, Open));
    }

    /// <summary>The moves of one instrument's fair price, in ticks.</summary>
    private static double[] MovesOf(OrderFlowSettings flow, int instruments, int instrument, int count)
    {
        var settings = new SimulatedVenueSettings { Instruments = instruments, Seed = 17, Open = Open, Close = Open + Nanoseconds.FromSeconds(10_000) };
        var venue = new SimulatedVenue(settings, flow);
        var driver = new VenueDriver(venue);
        double[] moves = new double[count];
        double last = venue.Flow.FairTicks(instrument);
        for (int move = 0; move < count;)
        {
            driver.Step();
            double fair = venue.Flow.FairTicks(instrument);
            if (fair != last)
            {
                moves[move++] = fair - last;
                last = fair;
            }
        }

        return moves;
    }

    private static OrderFlowSettings Nobody() => new()
    {
        AggressiveOrdersPerSecond = 0,
        LimitOrdersPerSecond = 0,
        OtherMarketMakers = 0,
        VolatilityDollarsPerSqrtSecond = 0,
        PriceStepMilliseconds = 1_000,
    };

    private static (SimulatedVenue Venue, VenueDriver Driver) Start(OrderFlowSettings flow, double seconds)
    {
        var settings = new SimulatedVenueSettings { Seed = 17, Open = Open, Close = Open + Nanoseconds.FromSeconds(seconds) };
        var venue = new SimulatedVenue(settings, flow);
        var driver = new VenueDriver(venue);
        driver.Step();
        driver.Step();
        return (venue, driver);
    }

    /// <summary>Keeps one lot on each side, a tick from the fair price, which every aggressive order reaches: its fills are
    /// the arrivals, buyers as kind 0.</summary>
    private static HawkesSample RecordArrivals(OrderFlowSettings flow, double seconds)
    {
        (SimulatedVenue venue, VenueDriver driver) = Start(flow, seconds);
        var times = new List<double>();
        var kinds = new List<int>();
        var buyers = new HashSet<uint>();
        uint id = 0;
        buyers.Add(++id);
        driver.Enter(id, Side.Sell, FairTicks + 100, 1);
        driver.Enter(++id, Side.Buy, FairTicks - 100, 1);
        VenueDriver.Drain(driver.Responses);
        while (venue.NextEventTime < Open + Nanoseconds.FromSeconds(seconds))
        {
            driver.Step();
            VenueDriver.Drain(driver.Feed);
            VenueDriver.Drain(driver.Responses, message =>
            {
                if (message[0] == Executed.Type)
                {
                    times.Add((driver.Now - Open).ToSeconds());
                    kinds.Add(buyers.Contains(new Executed(message).UserRefNum) ? 0 : 1);
                }
            });
            if (venue.LiveOrders < 2)
            {
                bool isBuyer = kinds[^1] == 0;
                driver.Enter(++id, isBuyer ? Side.Sell : Side.Buy, isBuyer ? FairTicks + 100 : FairTicks - 100, 1);
                VenueDriver.Drain(driver.Responses);
                if (isBuyer)
                {
                    buyers.Add(id);
                }
            }
        }

        return new HawkesSample(times.ToArray(), kinds.ToArray(), 2, seconds);
    }

    /// <summary>Keeps one lot at a depth, and counts its fills: the variance over the windows, and the sum.</summary>
    private static (double Variance, int Fills) CountFills(OrderFlowSettings flow, Side side, int depthTicks, double seconds, int windows)
    {
        (SimulatedVenue venue, VenueDriver driver) = Start(flow, seconds);
        int price = side == Side.Sell ? FairTicks + depthTicks : FairTicks - depthTicks;
        int[] counts = new int[windows];
        uint id = 1;
        driver.Enter(id, side, price, 1);
        while (venue.NextEventTime < Open + Nanoseconds.FromSeconds(seconds))
        {
            driver.Step();
            VenueDriver.Drain(driver.Feed);
            VenueDriver.Drain(driver.Responses);
            if (venue.LiveOrders == 0)
            {
                counts[(int)((driver.Now - Open).ToSeconds() / seconds * windows)]++;
                driver.Enter(++id, side, price, 1);
            }
        }

        double squares = 0;
        int sum = 0;
        foreach (int count in counts)
        {
            sum += count;
        }

        foreach (int count in counts)
        {
            squares += (count - (sum / (double)windows)) * (count - (sum / (double)windows));
        }

        return (squares / Math.Max(1, windows - 1), sum);
    }

    /// <summary>Leaves an order where it is until the fair price has run through it.</summary>
    private static long RunStale(OrderFlowSettings flow, Side side, bool cancels)
    {
        (SimulatedVenue venue, VenueDriver driver) = Start(flow, 10_000);
        int price = side == Side.Sell ? FairTicks + 200 : FairTicks - 200;
        driver.Enter(1, side, price, 100);
        while (side == Side.Sell ? venue.Flow.FairTicks(0) <= price : venue.Flow.FairTicks(0) >= price)
        {
            Assert.Equal(0, venue.Executions);
            driver.Step();
        }

        Assert.Equal(driver.Now + new Nanoseconds(80_000), venue.NextEventTime);
        if (cancels)
        {
            driver.Cancel(1);
        }

        driver.Step();
        return venue.Executions;
    }
}
