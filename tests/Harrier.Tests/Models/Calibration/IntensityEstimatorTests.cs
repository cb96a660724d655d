using System;
using CsCheck;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class IntensityEstimatorTests
{
    private const double Cent = 0.01;

    [Fact]
    public void Exact_depths_from_the_mid_give_one_over_their_mean_and_orders_over_time()
    {
        // Sum of the depths 0.01 + 0.03 + 0.02 = 0.06, three orders in 30 s: k = 3/0.06, A = 3/30.
        var estimator = new IntensityEstimator(Cent);
        estimator.Pass(30, 0);
        foreach (double depth in (double[])[0.01, 0.03, 0.02])
        {
            estimator.Add(Side.Buy, 0, depth, 0);
        }

        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.Equal(IntensityQuality.WithoutClusters, estimate.Quality);
        Assert.Equal(50, estimate.DecayPerDollar, 1e-9);
        Assert.Equal(0.1, estimate.ArrivalsPerSecond, 1e-12);

        // k/√n and A/√n.
        Assert.Equal(50 / Math.Sqrt(3), estimate.DecayError, 1e-9);
        Assert.Equal(0.1 / Math.Sqrt(3), estimate.ArrivalsError, 1e-12);
        Assert.Equal(IntensityQuality.TooFewOrders, estimator.Estimate(Side.Sell).Quality);
        Assert.Equal(0.05, estimator.EstimatePooled().ArrivalsPerSecond, 1e-12);
    }

    [Fact]
    public void Depths_on_whole_increments_give_the_decay_of_the_geometric_distribution()
    {
        // ln(1 + 1/mean of the whole ticks)/tick: mean (0 + 1 + 5)/3 = 2.
        IntensityEstimate estimate = Estimate(0, (0, Cent), (0.01, Cent), (0.05, Cent));
        Assert.Equal(Math.Log(1.5) / Cent, estimate.DecayPerDollar, 1e-9);
    }

    [Fact]
    public void Depths_that_were_seen_to_a_limit_count_as_censored_there()
    {
        // (number below the limit)/(sum of those + others times the limit): 2/(0.01 + 0.03 + 2·0.10).
        IntensityEstimate estimate = Estimate(
            0, (0.01, 0), (0.03, 0), (0.10, double.PositiveInfinity), (0.10, double.PositiveInfinity));
        Assert.Equal(2 / 0.24, estimate.DecayPerDollar, 1e-9);
    }

    [Fact]
    public void Orders_that_the_touch_hides_are_extrapolated_to_the_mid()
    {
        // One touch all the time, 2 cents: k is that of the depths beyond it, 2/(0.01 + 0.03), and A = orders/(T e^(-kh)).
        IntensityEstimate estimate = Estimate(0.02, (0.01, 0), (0.03, 0));
        Assert.Equal(50, estimate.DecayPerDollar, 1e-7);
        Assert.Equal(2 / (100 * Math.Exp(-50 * 0.02)), estimate.ArrivalsPerSecond, 1e-7);

        // The error of A has that of k in it, times the touch.
        double log = Math.Sqrt(0.5 + Math.Pow(0.02 * 50 / Math.Sqrt(2), 2));
        Assert.Equal(estimate.ArrivalsPerSecond * log, estimate.ArrivalsError, 1e-7);
    }

    [Fact]
    public void Sides_are_counted_from_prices_of_their_own_and_pooled_over_the_time_of_each()
    {
        // Bids from 2 cents for 100 s, then from nowhere for 50 s; asks from 5 cents, then from 3. Exact depths: k is orders over
        // how far beyond they went, A orders over the integral of e^(-kh).
        var estimator = new IntensityEstimator(Cent);
        estimator.Pass(100, 0.02, 0.05);
        estimator.Pass(50, double.NaN, 0.03);
        estimator.Add(Side.Buy, 0.02, 0.01, 0);
        estimator.Add(Side.Buy, 0.02, 0.03, 0);
        estimator.Add(Side.Sell, 0.05, 0.02, 0);
        estimator.Add(Side.Sell, 0.03, 0.03, 0);
        IntensityEstimate bid = estimator.Estimate(Side.Buy);
        IntensityEstimate ask = estimator.Estimate(Side.Sell);
        IntensityEstimate both = estimator.EstimatePooled();
        Assert.Equal(2 / 0.04, bid.DecayPerDollar, 1e-9);
        Assert.Equal(2 / (100 * Math.Exp(-50 * 0.02)), bid.ArrivalsPerSecond, 1e-9);
        Assert.Equal(2 / 0.05, ask.DecayPerDollar, 1e-9);
        double thinned = (100 * Math.Exp(-40 * 0.05)) + (50 * Math.Exp(-40 * 0.03));
        Assert.Equal(2 / thinned, ask.ArrivalsPerSecond, 1e-9);

        // A is carried on over the mean of h where orders met it: 3.8 cents and not 4.33.
        Assert.Equal(((100 * 0.05 * Math.Exp(-2)) + (50 * 0.03 * Math.Exp(-1.2))) / thinned, ask.FromDollars, 1e-12);
        double k = 4 / 0.09;
        Assert.Equal(k, both.DecayPerDollar, 1e-9);
        Assert.Equal(4 / ((100 * Math.Exp(-k * 0.02)) + (100 * Math.Exp(-k * 0.05)) + (50 * Math.Exp(-k * 0.03))), both.ArrivalsPerSecond, 1e-9);
        Assert.Equal(4 / 250.0, both.OrdersPerSecond, 1e-12);
    }

    [Fact]
    public void A_side_that_has_been_quiet_since_its_blocks_began_anew_keeps_its_estimate()
    {
        // Blocks of 10 s. After the eighth there is a first k, and they begin anew; in the twenty behind it nobody comes. Exact
        // depths: k = 4/(0.01 + 0.03 + 0.01 + 0.03), A = 4/(280 e^(-50·0.02)).
        var estimator = new IntensityEstimator(Cent);
        for (int block = 0; block < 28; block++)
        {
            if (block == 7)
            {
                foreach (double beyond in (double[])[0.01, 0.03, 0.01, 0.03])
                {
                    estimator.Add(Side.Buy, 0.02, beyond, 0);
                }
            }

            estimator.Pass(IntensityEstimator.BlockSeconds, 0.02);
        }

        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.Equal(IntensityQuality.WithoutClusters, estimate.Quality);
        Assert.Equal(50, estimate.DecayPerDollar, 1e-7);
        Assert.Equal(4 / (280 * Math.Exp(-1)), estimate.ArrivalsPerSecond, 1e-9);
        Assert.Equal(50 / Math.Sqrt(4), estimate.DecayError, 1e-7);
    }

    [Fact]
    public void How_many_orders_come_while_the_touch_is_near_or_far_leaves_the_decay_as_it_is()
    {
        // As many orders while the touch stands at 3 cents as while it stands at 1, as in clusters after the book was emptied.
        // Each goes a cent beyond: k = 1/0.01 whatever their number.
        var estimator = new IntensityEstimator(Cent);
        foreach (double touch in (double[])[0.01, 0.03])
        {
            estimator.Pass(100, touch);
            for (int order = 0; order < 50; order++)
            {
                estimator.Add(Side.Buy, touch, 0.01, 0);
            }
        }

        Assert.Equal(100, estimator.Estimate(Side.Buy).DecayPerDollar, 1e-7);
    }

    [Fact]
    public void The_independent_programs_means_and_deviations_come_out_of_the_same_experiment()
    {
        // From an independent program, 400 repeats of 600 s with A = 3 /s and k = 0.0847 a tick: greatest likelihood A 2.9982
        // (deviation 0.0705), k 0.08470 (0.00198); the same for whole ticks; censored at 35 ticks k 0.08466 (0.00199). Both are
        // sampled: means agree within three errors of the difference, deviations within 12 % (three times 1/√(2·400)·√2).
        double[][] decays = [new double[400], new double[400], new double[400]];
        double[] arrivals = new double[400];
        for (int repeat = 0; repeat < 400; repeat++)
        {
            var random = new Pcg64(11, (ulong)repeat);
            IntensityEstimator[] estimators = [new(1), new(1), new(1)];
            for (double time = random.NextExponential() / 3; time < 600; time += random.NextExponential() / 3)
            {
                double depth = random.NextExponential() / 0.0847;
                estimators[0].Add(Side.Buy, 0, depth, 0);
                estimators[1].Add(Side.Buy, 0, Math.Floor(depth), 1);
                estimators[2].Add(Side.Buy, 0, Math.Min(depth, 35), depth >= 35 ? double.PositiveInfinity : 0);
            }

            for (int kind = 0; kind < 3; kind++)
            {
                estimators[kind].Pass(600, 0);
                decays[kind][repeat] = estimators[kind].Estimate(Side.Buy).DecayPerDollar;
            }

            arrivals[repeat] = estimators[0].Estimate(Side.Buy).ArrivalsPerSecond;
        }

        AssertAlike(arrivals, 2.9982, 0.0705);
        AssertAlike(decays[0], 0.08470, 0.00198);
        AssertAlike(decays[1], 0.08470, 0.00198);
        AssertAlike(decays[2], 0.08466, 0.00199);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Errors_cover_the_truth_as_often_as_they_say(bool inClusters)
    {
        // 300 markets of an hour, A = 0.5, k = 60, a touch of 1, 1.5 or 2 cents. Two errors cover 95.4 % of a normal one; of
        // 300, three deviations are 3.6 %. In clusters, errors that take orders as independent cover too few.
        int arrivals = 0;
        int decays = 0;
        int poisson = 0;
        const int Markets = 300;
        for (int market = 0; market < Markets; market++)
        {
            IntensityEstimate estimate = Simulate(new Pcg64(5, (ulong)market), 3_600, inClusters).Estimate(Side.Buy);
            Assert.Equal(IntensityQuality.Good, estimate.Quality);
            arrivals += Math.Abs(estimate.ArrivalsPerSecond - 0.5) < 2 * estimate.ArrivalsError ? 1 : 0;
            decays += Math.Abs(estimate.DecayPerDollar - 60) < 2 * estimate.DecayError ? 1 : 0;
            poisson += Math.Abs(estimate.ArrivalsPerSecond - 0.5) < 2 * estimate.ArrivalsPoissonError ? 1 : 0;
        }

        Assert.InRange(arrivals / (double)Markets, 0.918, 1);
        Assert.InRange(decays / (double)Markets, 0.918, 1);
        if (inClusters)
        {
            Assert.True(poisson < 0.9 * Markets, $"{poisson} of {Markets}");
        }
    }

    [Fact]
    public void The_truth_lies_within_three_errors()
    {
        IntensityEstimator estimator = Simulate(new Pcg64(3), 23_400, inClusters: true);
        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.InRange(estimate.ArrivalsPerSecond, 0.5 - (3 * estimate.ArrivalsError), 0.5 + (3 * estimate.ArrivalsError));
        Assert.InRange(estimate.DecayPerDollar, 60 - (3 * estimate.DecayError), 60 + (3 * estimate.DecayError));
    }

    [Fact]
    public void Where_none_is_taken_as_hidden_the_whole_depth_counts_and_all_of_the_time()
    {
        // Depths 0.02 + 0.01 and 0.02 + 0.03 from the mid: k = 2/0.08, A = 2/100.
        var estimator = new IntensityEstimator(Cent, inside: InsideTouch.None);
        estimator.Pass(100, 0.02);
        estimator.Add(Side.Buy, 0.02, 0.01, 0);
        estimator.Add(Side.Buy, 0.02, 0.03, 0);
        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.Equal(25, estimate.DecayPerDollar, 1e-9);
        Assert.Equal(0.02, estimate.ArrivalsPerSecond, 1e-12);
    }

    [Fact]
    public void With_forgetting_weights_halve_with_each_half_life()
    {
        // Half-life 10 s. Ten orders 20 s ago weigh 2.5, five now 5; the depths 0.01 and 0.03 give a mean of
        // (2.5·0.01 + 5·0.03)/7.5. As many orders as (Σw)²/Σw² = 7.5²/(10/16 + 5).
        var estimator = new IntensityEstimator(Cent, halfLifeSeconds: 10);
        Add(estimator, 10, 0.01);
        estimator.Pass(20, 0);
        Add(estimator, 5, 0.03);
        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.Equal(7.5 / 0.175, estimate.DecayPerDollar, 1e-9);
        Assert.Equal(7.5 * 7.5 / 5.625, estimate.Orders, 1e-9);

        // The time weighs ∫2^(-t/10) over 20 s = 10/ln 2·(1 - 1/4).
        Assert.Equal(7.5 / (10 / Math.Log(2) * 0.75), estimate.ArrivalsPerSecond, 1e-9);
    }

    [Theory]
    [InlineData(10_000, 1_000)]
    [InlineData(8_300, 400)]
    public void A_long_session_is_forgotten_without_losing_digits(int oldSeconds, int seconds)
    {
        // A thousand half-lives, in which the weights are scaled back every 200/ln 2 = 288.5 of them; then the same market as a
        // fresh estimator. The second one is scaled back after 8,656 s, in the middle of that.
        var old = new IntensityEstimator(Cent, halfLifeSeconds: 10);
        var fresh = new IntensityEstimator(Cent, halfLifeSeconds: 10);
        for (int second = 0; second < oldSeconds; second++)
        {
            old.Pass(1, 0.03);
            old.Add(Side.Buy, 0.03, 0.05, 0);
        }

        foreach (IntensityEstimator estimator in (IntensityEstimator[])[old, fresh])
        {
            for (int second = 0; second < seconds; second++)
            {
                estimator.Pass(1, 0.01);
                estimator.Add(Side.Buy, 0.01, second % 2 * 0.02, 0);
            }
        }

        Assert.Equal(fresh.Estimate(Side.Buy).DecayPerDollar, old.Estimate(Side.Buy).DecayPerDollar, 1e-9);
        Assert.Equal(fresh.Estimate(Side.Buy).ArrivalsPerSecond, old.Estimate(Side.Buy).ArrivalsPerSecond, 1e-9);
    }

    [Fact]
    public void After_a_pause_of_a_thousand_half_lives_only_what_is_new_counts()
    {
        var estimator = new IntensityEstimator(Cent, halfLifeSeconds: 1);
        Add(estimator, 100, 0.05);
        estimator.Pass(1_000, 0);
        Add(estimator, 4, 0.02);
        IntensityEstimate estimate = estimator.Estimate(Side.Buy);
        Assert.Equal(50, estimate.DecayPerDollar, 1e-9);

        // The time of an infinite past weighs 1/ln 2 seconds.
        Assert.Equal(4 * Math.Log(2), estimate.ArrivalsPerSecond, 1e-9);
    }

    [Fact]
    public void Orders_that_all_stop_at_the_touch_have_no_decay()
    {
        IntensityEstimate estimate = Estimate(0.01, (0, 0), (0, 0), (0, 0));
        Assert.Equal(IntensityQuality.NoDepth, estimate.Quality);
        Assert.Equal(double.NaN, estimate.DecayPerDollar);
        Assert.Equal(IntensityQuality.NoDepth, Estimate(0.01, (0.02, double.PositiveInfinity), (0.01, double.PositiveInfinity)).Quality);
    }

    [Fact]
    public void Hostile_numbers_give_an_estimate_or_say_that_there_is_none()
    {
        var any = Gen.OneOf(
            Gen.Double, Gen.OneOf<double>([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.Epsilon, double.MaxValue, -1]), Gen.Double[0, 1]);
        Gen.Select(Gen.Select(any, any, any, any, Gen.Bool).Array[0, 40], Gen.OneOf<double>([double.PositiveInfinity, 1e-3, 10.0])).Sample((steps, halfLife) =>
        {
            var estimator = new IntensityEstimator(Cent, halfLife);
            foreach ((double seconds, double touch, double beyond, double gap, bool isBuy) in steps)
            {
                estimator.Pass(seconds, touch);
                estimator.Add(isBuy ? Side.Buy : Side.Sell, touch, beyond, gap);
            }

            foreach (IntensityEstimate estimate in (IntensityEstimate[])[estimator.Estimate(Side.Buy), estimator.Estimate(Side.Sell), estimator.EstimatePooled()])
            {
                Assert.True(estimate.IsUsable
                    ? estimate.DecayPerDollar > 0 && estimate.ArrivalsPerSecond > 0 && double.IsFinite(estimate.DecayPerDollar) && double.IsFinite(estimate.ArrivalsPerSecond) && double.IsFinite(estimate.DecayError) && double.IsFinite(estimate.ArrivalsError)
                    : double.IsNaN(estimate.DecayPerDollar) && double.IsNaN(estimate.ArrivalsPerSecond));
            }
        });
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.01, 0)]
    [InlineData(0.01, double.NaN)]
    public void Increments_and_half_lives_out_of_range_are_refused(double increment, double halfLife) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntensityEstimator(increment, halfLife));

    [Fact]
    public void Learning_and_estimating_allocate_nothing()
    {
        var estimator = new IntensityEstimator(Cent, 600);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                estimator.Pass(0.3, 0.01 * (i % 7));
                estimator.Add(Side.Sell, 0.01, 0.01 * (i % 3), 0.01);
            }

            _ = estimator.EstimatePooled();
        }));
    }

    private static IntensityEstimate Estimate(double touch, params (double Beyond, double Gap)[] orders)
    {
        var estimator = new IntensityEstimator(Cent);
        estimator.Pass(100, touch);
        foreach ((double beyond, double gap) in orders)
        {
            estimator.Add(Side.Buy, touch, beyond, gap);
        }

        return estimator.Estimate(Side.Buy);
    }

    private static void Add(IntensityEstimator estimator, int count, double depth)
    {
        for (int i = 0; i < count; i++)
        {
            estimator.Add(Side.Buy, 0, depth, 0);
        }
    }

    /// <summary>Orders whose reach beyond the mid is exponential, on a grid of cents, behind a touch that changes every ten
    /// seconds; in clusters, each brings on average one more within a second, and half as many come by themselves.</summary>
    private static IntensityEstimator Simulate(Pcg64 random, double seconds, bool inClusters)
    {
        var estimator = new IntensityEstimator(Cent);
        double touch = 0.01;
        double ownRate = inClusters ? 0.25 : 0.5;
        double next = random.NextExponential() / ownRate;
        for (double time = 0; time < seconds; time += 1)
        {
            if ((int)time % 10 == 0)
            {
                touch = 0.01 + (0.005 * random.NextBelow(3));
            }

            estimator.Pass(1, touch);
            for (; next < time + 1; next += random.NextExponential() / ownRate)
            {
                do
                {
                    double reach = random.NextExponential() / 60;
                    if (reach >= touch)
                    {
                        double beyond = Math.Floor((reach - touch) / Cent) * Cent;
                        estimator.Add(Side.Buy, touch, beyond, Cent);
                    }
                }
                while (inClusters && random.NextBool());
            }
        }

        return estimator;
    }

    private static void AssertAlike(double[] sample, double mean, double deviation)
    {
        double ours = 0;
        foreach (double value in sample)
        {
            ours += value / sample.Length;
        }

        double square = 0;
        foreach (double value in sample)
        {
            square += (value - ours) * (value - ours) / (sample.Length - 1);
        }

        double error = deviation * Math.Sqrt(2.0 / sample.Length);
        Assert.InRange(ours, mean - (3 * error), mean + (3 * error));
        Assert.InRange(Math.Sqrt(square), 0.88 * deviation, 1.12 * deviation);
    }
}
