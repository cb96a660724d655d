using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>What a recorded day says about one instrument. Cold.</summary>
internal sealed class InstrumentTape
{
    private TopOfBook _top = TopOfBook.Empty;

    public InstrumentTape(string symbol, int incrementTicks, long reactionNanoseconds)
    {
        Symbol = symbol;
        IncrementTicks = incrementTicks;
        Detail = new IntensityDetail((double)incrementTicks / Price.TicksPerUnit);
        Calibration = new InstrumentCalibration(incrementTicks, double.PositiveInfinity, reactionNanoseconds) { Detail = Detail };
    }

    public static InstrumentTape Of(string symbol, HarrierConfiguration settings) =>
        new(symbol, settings.Quoting.PriceIncrementTicks, settings.Model.ReactionNanoseconds);

    public string Symbol { get; }

    public int IncrementTicks { get; }

    public InstrumentCalibration Calibration { get; }

    public IntensityDetail Detail { get; }

    public MidPath Mids { get; } = new();

    public long HiddenTrades { get; set; }

    public void OnExecution(Side restingSide, long priceTicks, long time) =>
        Calibration.OnExecution(restingSide, priceTicks, time, in _top);

    public void OnTop(long time, in TopOfBook top)
    {
        _top = top;
        Calibration.OnTop(time, in top);
        if (top.IsTwoSided)
        {
            Mids.OnMid(MidOf(in top));
        }
    }

    public void OnSecond(long time)
    {
        Calibration.OnSecond(time, in _top);
        Mids.OnSecond(_top.IsTwoSided ? MidOf(in _top) : double.NaN);
    }

    private static double MidOf(in TopOfBook top) => 0.5 * top.MidTicksTwice / Price.TicksPerUnit;
}
