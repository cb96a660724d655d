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

    private readonly InstrumentCalibration _calibration = new(100, double.PositiveInfinity, reactionNanoseconds: 0);

    [Fact]
    public void Executions_of_one_instant_and_side_are_one_order_as_deep_as_the_deepest()
    {
        // 3 cents beyond the touch, and the next bid another 4 below: k solves the score of one order with that gap; two alike.
        _calibration.OnTop(0, in Top);
        for (int order = 1; order <= 2; order++)
        {
            long time = order * Second;
            _calibration.OnExecution(Side.Buy, 99_900, time, in Top);
            _calibration.OnExecution(Side.Buy, 99_600, time, in Top);
            _calibration.OnExecution(Side.Buy, 99_700, time, in Top);
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
        _calibration.OnExecution(Side.Buy, 99_900, Second, in Top);
        _calibration.OnExecution(Side.Sell, 100_100, Second, in Top);
        _calibration.OnExecution(Side.Sell, 100_100, 2 * Second, in Top);
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
            _calibration.OnExecution(Side.Sell, 100_100, order * Second, in Top);
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
            _calibration.OnExecution(Side.Sell, 100_100, 2 * Second, in bad);
        }

        _calibration.OnTop(3 * Second, in Top);
        Assert.Equal(0, _calibration.Intensity.Orders);
        Assert.Equal(IntensityQuality.TooFewOrders, _calibration.Intensity.EstimatePooled().Quality);
    }

    [Fact]
    public void Orders_sooner_than_the_reaction_do_not_count_and_neither_does_that_time()
    {
        // Reaction of half a second; the book changes each second, orders come after 0.2 and 0.7 s in turn.
        var calibration = new InstrumentCalibration(100, double.PositiveInfinity, reactionNanoseconds: Second / 2);
        for (int second = 0; second < 100; second++)
        {
            long time = second * Second;
            calibration.OnTop(time, in Top);
            long order = time + (second % 2 == 0 ? Second / 5 : 7 * Second / 10);
            calibration.OnExecution(Side.Buy, 99_900 - (second / 2 % 2 * 100), order, in Top);
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
            _calibration.OnExecution(Side.Buy, 99_800, order * Second, in Top);
            _calibration.OnTop(order * Second, isLast ? new TopOfBook(Price.None, Quantity.Zero, Top.AskPrice, Top.AskSize) : Book(99_700, 100_100));
            _calibration.OnTop(order * Second, in Top);
            twin.Add(Side.Buy, 0.01, 0.01, isLast ? double.PositiveInfinity : 0.01);
        }

        Assert.Equal(twin.Estimate(Side.Buy).DecayPerDollar, _calibration.Intensity.Estimate(Side.Buy).DecayPerDollar, 1e-6);
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
            _calibration.OnExecution(Side.Buy, 99_900, i, in Top);
            _calibration.OnSecond(i, in Top);
        }
    }));

    internal static TopOfBook Book(long bid, long ask) => new(new Price(bid), new Quantity(100), new Price(ask), new Quantity(100));
}
