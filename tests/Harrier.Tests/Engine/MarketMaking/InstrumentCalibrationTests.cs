using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class InstrumentCalibrationTests
{
    private const long Second = Nanoseconds.PerSecond;

    /// <summary>9.99 to 10.01: a touch of one cent.</summary>
    private static readonly TopOfBook Top = Book(99_900, 100_100);

    private readonly InstrumentCalibration _calibration = new(100, double.PositiveInfinity, new CountingRules());

    [Fact]
    public void Executions_of_one_instant_and_side_are_one_order_as_deep_as_the_deepest()
    {
        // 3 cents beyond the touch, and the next bid another 4 below: k solves the score of one order with that gap; two alike.
        _calibration.OnTop(0, in Top);
        for (int order = 1; order <= 2; order++)
        {
            long time = order * Second;
            _calibration.OnExecution(Side.Buy, 99_900, time);
            _calibration.OnExecution(Side.Buy, 99_600, time);
            _calibration.OnExecution(Side.Buy, 99_700, time);
            _calibration.OnTop(time, Book(99_200, 100_100));
            _calibration.OnTop(time, in Top);
        }

        Assert.Equal(2, _calibration.Intensity.Orders);
        var twin = new IntensityEstimator(0.01);
        twin.Pass(2, 0.01);
        twin.Add(Side.Buy, 0.01, 0.03, 0.04);
        twin.Add(Side.Buy, 0.01, 0.03, 0.04);
        Assert.Equal(twin.Estimate(Side.Buy).DecayPerDollar, _calibration.Intensity.Estimate(Side.Buy).DecayPerDollar, 1e-6);
        Assert.Equal(twin.Estimate(Side.Buy).ArrivalsPerSecond, _calibration.Intensity.Estimate(Side.Buy).ArrivalsPerSecond, 1e-6);
    }

    [Fact]
    public void Bids_and_asks_are_apart_and_instants_too()
    {
        _calibration.OnTop(0, in Top);
        _calibration.OnExecution(Side.Buy, 99_900, Second);
        _calibration.OnExecution(Side.Sell, 100_100, Second);
        _calibration.OnExecution(Side.Sell, 100_100, 2 * Second);
        _calibration.OnTop(2 * Second, in Top);
        Assert.Equal(3, _calibration.Intensity.Orders);
        Assert.Equal(1, _calibration.Intensity.Estimate(Side.Buy).Orders, 1e-12);
        Assert.Equal(2, _calibration.Intensity.Estimate(Side.Sell).Orders, 1e-12);
    }

    [Fact]
    public void An_empty_side_after_an_order_leaves_it_open_how_far_it_would_have_gone()
    {
        _calibration.OnTop(0, in Top);
        for (int order = 1; order <= 2; order++)
        {
            _calibration.OnExecution(Side.Sell, 100_100, order * Second);
            _calibration.OnTop(order * Second, Top with { AskPrice = Price.None });
            _calibration.OnTop(order * Second, in Top);
        }

        Assert.Equal(IntensityQuality.NoDepth, _calibration.Intensity.Estimate(Side.Sell).Quality);
    }

    [Fact]
    public void Nothing_counts_while_a_side_is_empty_or_the_book_is_crossed()
    {
        foreach (TopOfBook bad in (TopOfBook[])[TopOfBook.Empty, Top with { BidPrice = Price.None }, Book(100_100, 100_000)])
        {
            _calibration.OnTop(Second, in bad);
            _calibration.OnExecution(Side.Sell, 100_100, 2 * Second);
        }

        _calibration.OnTop(3 * Second, in Top);
        Assert.Equal(0, _calibration.Intensity.Orders);
        Assert.Equal(IntensityQuality.TooFewOrders, _calibration.Intensity.EstimatePooled().Quality);
    }

    [Fact]
    public void Orders_sooner_than_the_reaction_do_not_count_and_neither_does_that_time()
    {
        // Reaction of half a second; the book changes each second, orders come after 0.2 and 0.7 s in turn.
        var calibration = new InstrumentCalibration(100, double.PositiveInfinity, new CountingRules { ReactionNanoseconds = Second / 2 });
        for (int second = 0; second < 100; second++)
        {
            long time = second * Second;
            calibration.OnTop(time, in Top);
            long order = time + (second % 2 == 0 ? Second / 5 : 7 * Second / 10);
            calibration.OnExecution(Side.Buy, 99_900 - (second / 2 % 2 * 100), order);
            if (second % 2 == 0)
            {
                continue;
            }

            calibration.OnTop(order, in Top);
        }

        // 50 orders. Seconds without one count half of it; seconds with one count 0.2 s, to the order, whose change then ends
        // them, but for the last: 50·0.5 + 50·0.2 = 35 s.
        Assert.Equal(50, calibration.Intensity.Orders);
        Assert.Equal(50.0 / 35, calibration.Intensity.Estimate(Side.Buy).OrdersPerSecond, 1e-9);
    }

    [Fact]
    public void How_far_an_order_that_emptied_its_side_would_have_gone_is_unknown()
    {
        // Two orders that took all bids, and two that stopped before a gap of a cent.
        var twin = new IntensityEstimator(0.01);
        _calibration.OnTop(0, in Top);
        twin.Pass(4, 0.01);
        for (int order = 1; order <= 4; order++)
        {
            bool isLast = order > 2;
            _calibration.OnExecution(Side.Buy, 99_800, order * Second);
            _calibration.OnTop(order * Second, isLast ? new TopOfBook(Price.None, Quantity.Zero, Top.AskPrice, Top.AskSize) : Book(99_700, 100_100));
            _calibration.OnTop(order * Second, in Top);
            twin.Add(Side.Buy, 0.01, 0.01, isLast ? double.PositiveInfinity : 0.01);
        }

        Assert.Equal(twin.Estimate(Side.Buy).DecayPerDollar, _calibration.Intensity.Estimate(Side.Buy).DecayPerDollar, 1e-6);
    }

    [Fact]
    public void Counted_from_the_second_level_orders_that_stop_before_it_do_not_count()
    {
        // Bids at 9.99 and 9.97, asks at 10.01 and 10.02, the mid 10.00: 3 and 2 cents. The first sale stops at the touch, two go
        // to the second bid and beyond by 0 and 2 cents; a purchase takes both asks.
        InstrumentCalibration calibration = FromSecondLevel();
        var twin = new IntensityEstimator(0.01);
        calibration.OnTop(0, in Top);
        calibration.OnSecondLevels(0, new Price(99_700), new Price(100_200));
        calibration.OnExecution(Side.Buy, 99_900, Second);
        Restore(calibration, Second, Book(99_700, 100_100));
        calibration.OnExecution(Side.Buy, 99_900, 2 * Second);
        calibration.OnExecution(Side.Buy, 99_700, 2 * Second);
        Restore(calibration, 2 * Second, Book(99_600, 100_100));
        calibration.OnExecution(Side.Buy, 99_500, 3 * Second);
        Restore(calibration, 3 * Second, Book(99_500, 100_100));
        calibration.OnExecution(Side.Sell, 100_200, 4 * Second);
        Restore(calibration, 4 * Second, Book(99_900, 100_300));
        twin.Pass(4, 0.03, 0.02);
        twin.Add(Side.Buy, 0.03, 0, 0.01);
        twin.Add(Side.Buy, 0.03, 0.02, 0.01);
        twin.Add(Side.Sell, 0.02, 0, 0.01);
        Assert.Equal(3, calibration.Intensity.Orders);
        Assert.Equal(twin.Estimate(Side.Buy).DecayPerDollar, calibration.Intensity.Estimate(Side.Buy).DecayPerDollar, 1e-6);
        Assert.Equal(twin.Estimate(Side.Buy).ArrivalsPerSecond, calibration.Intensity.Estimate(Side.Buy).ArrivalsPerSecond, 1e-6);
        Assert.Equal(twin.EstimatePooled().ArrivalsPerSecond, calibration.Intensity.EstimatePooled().ArrivalsPerSecond, 1e-6);
    }

    [Fact]
    public void Time_and_orders_of_a_side_without_a_second_level_do_not_count()
    {
        // No second bid for the first two of six seconds, then one at 3 cents; a sale in each third.
        InstrumentCalibration calibration = FromSecondLevel();
        calibration.OnTop(0, in Top);
        calibration.OnSecondLevels(0, Price.None, new Price(100_200));
        calibration.OnExecution(Side.Buy, 99_900, Second);
        calibration.OnTop(Second, in Top);
        calibration.OnSecondLevels(Second, Price.None, new Price(100_200));
        calibration.OnSecondLevels(2 * Second, new Price(99_700), new Price(100_200));
        for (int second = 3; second <= 6; second++)
        {
            calibration.OnExecution(Side.Buy, second % 2 == 0 ? 99_700 : 99_600, second * Second);
            Restore(calibration, second * Second, Book(99_500, 100_100));
        }

        Assert.Equal(4, calibration.Intensity.Orders);
        Assert.Equal(1, calibration.Intensity.Estimate(Side.Buy).OrdersPerSecond, 1e-9);
    }

    [Fact]
    public void Orders_that_stop_at_the_best_price_for_another_reason_spoil_the_estimate_from_the_touch_alone()
    {
        // 20,000 s of a Poisson market: A = 1, k = 60 from a mid that stands still at 10.00, against books that are drawn anew each
        // second: a touch at 1 or 2 cents, and gaps of 1 to 3 cents behind. And 0.1 orders a second and side that take the touch and
        // no more.
        const double arrivals = 1.0;
        const double decay = 60.0;
        const double others = 0.1;
        var random = new Pcg64(23, 1);
        var touch = new InstrumentCalibration(100, double.PositiveInfinity, new CountingRules());
        InstrumentCalibration second = FromSecondLevel();
        for (int start = 0; start < 20_000; start++)
        {
            var market = new PoissonBook(random, start * Second, [touch, second]);
            double rate = 2 * (arrivals + others);
            for (double at = random.NextExponential() / rate; at < 1; at += random.NextExponential() / rate)
            {
                Side resting = random.NextBool() ? Side.Buy : Side.Sell;
                bool isOther = random.NextDouble() < others / (arrivals + others);
                market.Take(resting, isOther ? market.TouchDollars : random.NextExponential() / decay, (start * Second) + (long)(at * Second));
            }
        }

        IntensityEstimate spoilt = touch.Intensity.EstimatePooled();
        IntensityEstimate sound = second.Intensity.EstimatePooled();
        Assert.True(spoilt.ArrivalsPerSecond > arrivals + (10 * spoilt.ArrivalsError), $"{spoilt}");
        Assert.True(spoilt.DecayPerDollar > decay + (10 * spoilt.DecayError), $"{spoilt}");
        Assert.InRange(sound.ArrivalsPerSecond, arrivals - (3 * sound.ArrivalsError), arrivals + (3 * sound.ArrivalsError));
        Assert.InRange(sound.DecayPerDollar, decay - (3 * sound.DecayError), decay + (3 * sound.DecayError));
    }

    [Fact]
    public void An_execution_that_is_farther_from_the_mid_than_can_be_is_left_out_and_counted()
    {
        // 10 % of 10.00: 9.00 counts and 8.99 does not, nor does 214,748.36.
        _calibration.OnTop(0, in Top);
        _calibration.OnExecution(Side.Buy, 89_900, Second);
        _calibration.OnExecution(Side.Sell, 2_147_483_600, Second);
        _calibration.OnTop(Second, in Top);
        Assert.Equal((0, 2), (_calibration.Intensity.Orders, _calibration.Mistaken));
        _calibration.OnExecution(Side.Buy, 90_000, 2 * Second);
        _calibration.OnTop(2 * Second, in Top);
        Assert.Equal((1, 2), (_calibration.Intensity.Orders, _calibration.Mistaken));
    }

    [Fact]
    public void Seconds_of_a_halt_and_the_move_over_it_say_nothing_about_volatility()
    {
        var twin = new VolatilityEstimator();
        for (int second = 0; second < 60; second++)
        {
            bool isHalted = second is >= 20 and < 40;
            TopOfBook top = second < 40 ? Book(99_900 - (second % 3 * 100), 100_100) : Book(109_900 - (second % 3 * 100), 110_100);
            _calibration.OnTop(second * Second, isHalted ? TopOfBook.Empty : top);

            // The book stands through the halt.
            _calibration.OnSecond((second * Second) + 1, in top);
            twin.Add(isHalted ? double.NaN : 0.5e-4 * top.MidTicksTwice);
        }

        Assert.Equal(twin.Estimate(), _calibration.Volatility.Estimate());
    }

    [Fact]
    public void Learning_allocates_nothing() => Assert.Equal(0, Allocation.OfSecondRun(() =>
    {
        for (int i = 0; i < 1_000; i++)
        {
            _calibration.OnTop(i, in Top);
            _calibration.OnExecution(Side.Buy, 99_900, i);
            _calibration.OnSecond(i, in Top);
        }
    }));

    [Fact]
    public void Learning_from_the_second_level_allocates_nothing()
    {
        InstrumentCalibration calibration = FromSecondLevel();
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                Restore(calibration, i, in Top);
                calibration.OnExecution(Side.Buy, 99_700, i);
                calibration.OnSecond(i, in Top);
            }
        }));
    }

    private static InstrumentCalibration FromSecondLevel() =>
        new(100, double.PositiveInfinity, new CountingRules { From = CountedFrom.SecondLevel });

    /// <summary>The book after an order, and at once the one before it again.</summary>
    private static void Restore(InstrumentCalibration calibration, long time, in TopOfBook after)
    {
        calibration.OnTop(time, in after);
        calibration.OnTop(time, in Top);
        calibration.OnSecondLevels(time, new Price(99_700), new Price(100_200));
    }

    /// <summary>A book around 10.00 whose levels are known, slow and obvious: an order takes what it reaches, and all is there
    /// again at once.</summary>
    private sealed class PoissonBook
    {
        private const long Mid = 100_000;

        private readonly InstrumentCalibration[] _calibrations;
        private readonly long[][] _depths = [new long[60], new long[60]];

        public PoissonBook(Pcg64 random, long time, InstrumentCalibration[] calibrations)
        {
            _calibrations = calibrations;
            long touch = 100 * (1 + random.NextBelow(2));
            foreach (long[] side in _depths)
            {
                long depth = touch;
                for (int level = 0; level < side.Length; level++)
                {
                    side[level] = depth;
                    depth += 100 * (1 + random.NextBelow(3));
                }
            }

            Show(time, 0, 0);
        }

        public double TouchDollars => _depths[0][0] / 1e4;

        public void Take(Side resting, double reachDollars, long time)
        {
            long[] side = _depths[resting == Side.Buy ? 0 : 1];
            int taken = 0;
            while (side[taken] <= reachDollars * 1e4)
            {
                foreach (InstrumentCalibration one in _calibrations)
                {
                    one.OnExecution(resting, resting == Side.Buy ? Mid - side[taken] : Mid + side[taken], time);
                }

                taken++;
            }

            if (taken > 0)
            {
                Show(time, resting == Side.Buy ? taken : 0, resting == Side.Buy ? 0 : taken);
                Show(time, 0, 0);
            }
        }

        private void Show(long time, int bidsTaken, int asksTaken)
        {
            foreach (InstrumentCalibration one in _calibrations)
            {
                one.OnTop(time, Book(Mid - _depths[0][bidsTaken], Mid + _depths[1][asksTaken]));
                one.OnSecondLevels(time, new Price(Mid - _depths[0][bidsTaken + 1]), new Price(Mid + _depths[1][asksTaken + 1]));
            }
        }
    }

    internal static TopOfBook Book(long bid, long ask) => new(new Price(bid), new Quantity(100), new Price(ask), new Quantity(100));
}
