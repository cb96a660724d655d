using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>What a recorded day says about one instrument, counted in three ways. Cold.</summary>
internal sealed class InstrumentTape
{
    private readonly InstrumentCalibration[] _all;
    private TopOfBook _top = TopOfBook.Empty;

    public InstrumentTape(string symbol, int incrementTicks, CountingRules rules, bool hasDepth)
    {
        Symbol = symbol;
        IncrementTicks = incrementTicks;
        Detail = new IntensityDetail((double)incrementTicks / Price.TicksPerUnit);
        SecondLevelDetail = new IntensityDetail((double)incrementTicks / Price.TicksPerUnit);
        HasDepth = hasDepth;
        CountingRules touch = rules with { From = CountedFrom.Touch, Inside = InsideTouch.Extrapolated };
        Calibration = new InstrumentCalibration(incrementTicks, double.PositiveInfinity, touch) { Detail = Detail };
        NoneHidden = new InstrumentCalibration(incrementTicks, double.PositiveInfinity, touch with { Inside = InsideTouch.None });
        SecondLevel = new InstrumentCalibration(
            incrementTicks, double.PositiveInfinity, touch with { From = CountedFrom.SecondLevel })
        {
            Detail = SecondLevelDetail,
        };
        _all = [Calibration, NoneHidden, SecondLevel];
    }

    public static InstrumentTape Of(string symbol, HarrierConfiguration settings, bool isBuiltIn, bool hasDepth) =>
        new(symbol, settings.Quoting.PriceIncrementTicks, settings.Model.CountingOn(isBuiltIn), hasDepth);

    public string Symbol { get; }

    public int IncrementTicks { get; }

    /// <summary>Gets the orders counted from the touch, and the volatility.</summary>
    public InstrumentCalibration Calibration { get; }

    /// <summary>Gets the same as if the touch hid no orders.</summary>
    public InstrumentCalibration NoneHidden { get; }

    /// <summary>Gets the orders counted from the second level.</summary>
    public InstrumentCalibration SecondLevel { get; }

    public IntensityDetail Detail { get; }

    public IntensityDetail SecondLevelDetail { get; }

    /// <summary>Gets a value indicating whether the feed has more than the best prices.</summary>
    public bool HasDepth { get; }

    public MidPath Mids { get; } = new();

    public long HiddenTrades { get; set; }

    public void OnExecution(Side restingSide, long priceTicks, long time)
    {
        foreach (InstrumentCalibration one in _all)
        {
            one.OnExecution(restingSide, priceTicks, time);
        }
    }

    public void OnTop(long time, in TopOfBook top)
    {
        _top = top;
        foreach (InstrumentCalibration one in _all)
        {
            one.OnTop(time, in top);
        }

        if (top.IsTwoSided)
        {
            Mids.OnMid(MidOf(in top));
        }
    }

    public void OnSecondLevels(long time, Price bid, Price ask) => SecondLevel.OnSecondLevels(time, bid, ask);

    public void OnSecond(long time)
    {
        foreach (InstrumentCalibration one in _all)
        {
            one.OnSecond(time, in _top);
        }

        Mids.OnSecond(_top.IsTwoSided ? MidOf(in _top) : double.NaN);
    }

    private static double MidOf(in TopOfBook top) => 0.5 * top.MidTicksTwice / Price.TicksPerUnit;
}
