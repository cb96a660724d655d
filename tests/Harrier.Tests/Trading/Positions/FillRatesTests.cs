using Harrier.Primitives;
using Harrier.Trading.Positions;
using Xunit;

namespace Harrier.Tests.Trading.Positions;

public sealed class FillRatesTests
{
    private static readonly InstrumentId Instrument = new(1);

    private readonly FillRates _rates = new(instrumentLimit: 2, bandTicks: 100, bands: 3);

    [Fact]
    public void Time_and_fills_are_counted_in_the_band_of_the_depth()
    {
        // Mid 10.00: a bid at 9.985 is 150 ticks deep, in the band 100 to 200, for 4 s, with one fill.
        Place(Side.Buy, 99_850, 200_000, at: 0);
        _rates.OnFill(Side.Buy, new Price(99_850), new Quantity(40), 200_000);

        // The mid goes to 9.99, so that the bid is 50 deep for 3 s; then it is taken out.
        Place(Side.Buy, 99_850, 199_800, at: 4);
        Place(Side.Buy, null, 199_800, at: 7);
        Assert.Equal(new FillRateBand(0, 100, new Nanoseconds(3), 0, 0), _rates[0]);
        Assert.Equal(new FillRateBand(100, 200, new Nanoseconds(4), 1, 40), _rates[1]);
    }

    [Fact]
    public void A_depth_on_the_border_is_in_the_deeper_band_and_half_a_tick_less_in_the_nearer()
    {
        Place(Side.Sell, 100_100, 200_000, at: 0);
        Place(Side.Sell, 100_100, 200_001, at: 5);
        Place(Side.Sell, null, 200_001, at: 6);
        Assert.Equal((1L, 5L), (_rates[0].Standing.Value, _rates[1].Standing.Value));
    }

    [Fact]
    public void The_first_band_takes_orders_beyond_the_mid_and_the_last_one_all_that_is_deeper()
    {
        Place(Side.Sell, 99_000, 200_000, at: 0);
        Place(Side.Buy, 50_000, 200_000, at: 0);
        _rates.Finish(new Nanoseconds(9));
        Assert.Equal((9L, 9L), (_rates[0].Standing.Value, _rates[2].Standing.Value));
        Assert.Equal(long.MaxValue, _rates[2].ToTicks);
    }

    [Fact]
    public void Without_an_order_or_a_mid_nothing_is_counted()
    {
        _rates.OnFill(Side.Buy, new Price(99_000), new Quantity(1), PositionBook.NoMid);
        Place(Side.Buy, 99_000, PositionBook.NoMid, at: 0);
        _rates.Finish(new Nanoseconds(9));
        for (int i = 0; i < _rates.Count; i++)
        {
            Assert.Equal((0L, 0L), (_rates[i].Standing.Value, _rates[i].Fills));
        }
    }

    [Fact]
    public void Fill_rates_allocate_nothing() =>
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Place(Side.Buy, 99_000 + i, 200_000, at: 0);
                _rates.OnFill(Side.Buy, new Price(99_000), new Quantity(1), 200_000);
            }
        }));

    private void Place(Side side, long? priceTicks, long midTicksTwice, long at) => _rates.Place(
        Instrument, side, priceTicks is null ? Price.None : new Price(priceTicks.Value), midTicksTwice, new Nanoseconds(at));
}
