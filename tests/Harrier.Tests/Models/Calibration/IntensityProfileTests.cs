using System;
using System.Collections.Generic;
using CsCheck;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class IntensityProfileTests
{
    private const double Cent = 0.01;

    [Fact]
    public void A_band_counts_the_orders_that_reached_it_while_it_could_be_seen()
    {
        // Touch at 1 cent for 60 s, at 2 cents for 40 s. An order from 1 to 3 cents, one that stops at 2 cents.
        var profile = new IntensityProfile(Cent);
        profile.Pass(60, 0.01);
        profile.Pass(40, 0.02);
        profile.Add(0.01, 0.02);
        profile.Add(0.02, 0);
        IReadOnlyList<IntensityBand> bands = profile.Bands();
        Assert.Equal(7, bands.Count);
        Assert.Equal((0.0, 0L, 100.0, 2L), (bands[1].Seconds, bands[1].Orders, bands[1].AllSeconds, bands[1].AllOrders));
        Assert.Equal((60.0, 1L), (bands[2].Seconds, bands[2].Orders));
        Assert.Equal((100.0, 2L), (bands[4].Seconds, bands[4].Orders));
        Assert.Equal((100.0, 1L, 0.03), (bands[6].Seconds, bands[6].Orders, bands[6].DepthDollars));
        Assert.Equal(0.02, bands[4].PerSecond, 1e-15);
        Assert.Equal(Math.Sqrt(2) / 100, bands[4].Error, 1e-15);
        Assert.Equal(double.NaN, bands[0].PerSecond);
    }

    [Fact]
    public void A_line_through_exact_logarithms_gives_them_back()
    {
        // Rates of 0.5·e^(-20·depth) as 10^9 times as many whole orders in 10^9 times the time.
        var bands = new List<IntensityBand>();
        for (int i = 0; i < 10; i++)
        {
            double depth = 0.01 * i;
            bands.Add(new IntensityBand(depth, 1e9, 0, 1e9, (long)(0.5e9 * Math.Exp(-20 * depth))));
        }

        var fit = LogFit.Of(bands);
        Assert.Equal(0.5, fit.ArrivalsPerSecond, 1e-7);
        Assert.Equal(20, fit.DecayPerDollar, 1e-6);
        Assert.Equal(1, fit.RSquare, 1e-12);
        Assert.Equal(10, fit.Bands);
    }

    [Fact]
    public void Fewer_than_three_bands_have_no_line()
    {
        IntensityBand band = new(0, 100, 50, 100, 50);
        Assert.Equal(double.NaN, LogFit.Of([]).DecayPerDollar);
        Assert.Equal(double.NaN, LogFit.Of([band, band with { DepthDollars = 0.01 }]).DecayPerDollar);
        Assert.Equal(double.NaN, LogFit.Of([band, band, band]).DecayPerDollar);
    }

    [Fact]
    public void The_independent_programs_line_comes_out_of_the_same_experiment()
    {
        // From an independent program, 400 repeats: a line over whole ticks to 35 gives A 3.0039 (deviation 0.1052) and k
        // 0.08479 (0.00271). Three errors of the difference of two means of 400.
        double arrivals = 0;
        double decay = 0;
        for (int repeat = 0; repeat < 400; repeat++)
        {
            var random = new Pcg64(11, (ulong)repeat);
            long[] orders = new long[36];
            for (double time = random.NextExponential() / 3; time < 600; time += random.NextExponential() / 3)
            {
                for (int tick = (int)Math.Min(35, random.NextExponential() / 0.0847); tick >= 0; tick--)
                {
                    orders[tick]++;
                }
            }

            var bands = new List<IntensityBand>();
            for (int tick = 0; tick < orders.Length; tick++)
            {
                bands.Add(new IntensityBand(tick, 600, orders[tick], 600, orders[tick]));
            }

            var fit = LogFit.Of(bands);
            arrivals += fit.ArrivalsPerSecond / 400;
            decay += fit.DecayPerDollar / 400;
        }

        Assert.Equal(3.0039, arrivals, 3 * 0.1052 * Math.Sqrt(2.0 / 400));
        Assert.Equal(0.08479, decay, 3 * 0.00271 * Math.Sqrt(2.0 / 400));
    }

    [Fact]
    public void Exponential_depths_pass_the_test_and_uniform_ones_do_not()
    {
        var random = new Pcg64(6);
        var orders = new DepthInterval[5_000];
        var uniform = new DepthInterval[5_000];
        for (int i = 0; i < orders.Length; i++)
        {
            orders[i] = new DepthInterval(Math.Floor(random.NextExponential() / 60 / Cent) * Cent, Cent);
            uniform[i] = new DepthInterval(random.NextBelow(6) * Cent, Cent);
        }

        var good = DepthTest.Of(orders, Cent, 60);
        Assert.InRange(good.PValue, 0.001, 1);
        Assert.InRange(DepthTest.Of(uniform, Cent, 30).PValue, 0, 1e-9);
        Assert.Equal(good.Observed.Count - 2, good.DegreesOfFreedom);
    }

    [Fact]
    public void The_statistic_and_its_probability_are_those_of_the_definition()
    {
        // e^(-k·0.01) = 1/2: classes 1/2, 1/4, 1/8, ... of 40 orders: 20, 10, 5 and the rest 5. Observed 16, 14, 5, 5:
        // (16 + 0)/20 + 16/10 = 0.8 + 1.6 = 2.4 with 2 degrees of freedom, p = e^(-1.2).
        var orders = new List<DepthInterval>();
        foreach ((int steps, int count) in ((int, int)[])[(0, 16), (1, 14), (2, 5), (7, 5)])
        {
            for (int i = 0; i < count; i++)
            {
                orders.Add(new DepthInterval(steps * Cent, Cent));
            }
        }

        var test = DepthTest.Of(orders.ToArray(), Cent, Math.Log(2) / Cent);
        Assert.Equal([20, 10, 5, 5], Array.ConvertAll([.. test.Expected], one => Math.Round(one, 9)));
        Assert.Equal([16, 14, 5, 5], test.Observed);
        Assert.Equal(2.4, test.ChiSquare, 1e-9);
        Assert.Equal(Math.Exp(-1.2), test.PValue, 1e-9);
    }

    [Fact]
    public void An_order_that_stopped_in_a_gap_is_spread_over_it_as_the_fit_has_it()
    {
        // Over two increments with e^(-kw) = 1/2: two thirds and one third. The other 39 stop at once.
        var orders = new DepthInterval[40];
        Array.Fill(orders, new DepthInterval(0, Cent));
        orders[0] = new DepthInterval(0, 2 * Cent);
        var test = DepthTest.Of(orders, Cent, Math.Log(2) / Cent);
        Assert.Equal(39 + (2.0 / 3), test.Observed[0], 1e-9);
        Assert.Equal(1.0 / 3, test.Observed[1], 1e-9);
    }

    [Fact]
    public void Hostile_orders_give_a_test_or_none() =>
        Gen.Select(Gen.Select(Gen.OneOf(Gen.Double[0, 1], Gen.OneOf<double>([double.NaN, double.MaxValue, -1])), Gen.OneOf(Gen.Double[0, 1], Gen.OneOf<double>([double.NaN, double.PositiveInfinity, 0, -1]))).Array[0, 60], Gen.OneOf<double>([1e-9, 1, 60, 1e9])).Sample((orders, decay) =>
        {
            var test = DepthTest.Of(Array.ConvertAll(orders, order => new DepthInterval(order.Item1, order.Item2)), Cent, decay);
            Assert.True(double.IsNaN(test.PValue) || test.PValue is >= 0 and <= 1);
        });
}
