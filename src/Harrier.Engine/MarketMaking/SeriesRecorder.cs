using System;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Keeps what the report draws: samples at even times, and fills. Of a few instruments: all of them where there
/// are few, else the first ones that trade. One thread; nothing is allocated after construction.</summary>
internal sealed class SeriesRecorder
{
    private const int NoSlot = -1;

    private readonly int[] _slotOf;
    private readonly Slot[] _slots;
    private readonly Nanoseconds[] _times;
    private readonly Money[] _spread;
    private readonly Money[] _inventory;
    private readonly Money[] _fees;
    private int _samples;
    private int _used;

    /// <summary>Takes the memory.</summary>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="drawnInstruments">The instruments that are drawn.</param>
    /// <param name="samples">The samples of each.</param>
    /// <param name="fills">The fills of each.</param>
    public SeriesRecorder(int instrumentLimit, int drawnInstruments, int samples, int fills)
    {
        _slotOf = new int[instrumentLimit];
        Array.Fill(_slotOf, NoSlot);
        _times = new Nanoseconds[samples];
        _spread = new Money[samples];
        _inventory = new Money[samples];
        _fees = new Money[samples];
        _slots = new Slot[drawnInstruments];
        for (int i = 0; i < drawnInstruments; i++)
        {
            _slots[i] = new Slot(samples, fills);
        }
    }

    /// <summary>Gets how many instruments are drawn.</summary>
    public int Count => _used;

    /// <summary>Draws an instrument from now on, when there is room for it.</summary>
    public void Draw(int instrument)
    {
        if (_used < _slots.Length && _slotOf[instrument] == NoSlot)
        {
            _slots[_used].Instrument = instrument;
            _slotOf[instrument] = _used++;
        }
    }

    /// <summary>Takes a fill.</summary>
    public void OnFill(int instrument, in FillPoint fill)
    {
        Draw(instrument);
        int index = _slotOf[instrument];
        if (index == NoSlot)
        {
            return;
        }

        Slot slot = _slots[index];
        if (slot.FillCount < slot.Fills.Length)
        {
            slot.Fills[slot.FillCount++] = fill;
        }
    }

    /// <summary>Takes a sample of everything that is drawn.</summary>
    public void Sample(Nanoseconds now, PositionBook positions, QuoteEngine quotes, ModelDesk models)
    {
        if (_samples == _times.Length)
        {
            return;
        }

        ProfitAndLoss result = positions.Total().Result;
        _times[_samples] = now;
        _spread[_samples] = result.Spread;
        _inventory[_samples] = result.Inventory;
        _fees[_samples] = result.Fees;
        for (int i = 0; i < _used; i++)
        {
            Slot slot = _slots[i];
            var instrument = new InstrumentId(slot.Instrument);
            if (slot.FirstSample < 0)
            {
                slot.FirstSample = _samples;
            }

            ref readonly WorkingQuote bid = ref quotes.Bid(instrument);
            ref readonly WorkingQuote ask = ref quotes.Ask(instrument);
            slot.Mids[_samples] = positions.MidTicksTwice(instrument);
            slot.Bids[_samples] = bid.IsStanding ? bid.Price : Price.None;
            slot.Asks[_samples] = ask.IsStanding ? ask.Price : Price.None;
            slot.Inventories[_samples] = positions.InventoryLots(instrument);
            slot.Parameters[_samples] = models.ParametersOf(slot.Instrument);
        }

        _samples++;
    }

    /// <summary>The result over time. Cold.</summary>
    public ProfitSeries Profit() => new(
        _times[.._samples], _spread[.._samples], _inventory[.._samples], _fees[.._samples]);

    /// <summary>One drawn instrument. Cold.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public int InstrumentAt(int index) => _slots[index].Instrument;

    /// <summary>One drawn instrument over time. Cold.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="isCalibrated">Whether its model's parameters were estimated.</param>
    public InstrumentSeries Series(int index, string symbol, bool isCalibrated)
    {
        Slot slot = _slots[index];
        var drawn = new Range(Math.Max(0, slot.FirstSample), _samples);
        return new InstrumentSeries
        {
            Symbol = symbol,
            Times = _times[drawn],
            MidTicksTwice = slot.Mids[drawn],
            Bids = slot.Bids[drawn],
            Asks = slot.Asks[drawn],
            InventoryLots = slot.Inventories[drawn],
            Fills = slot.Fills[..slot.FillCount],
            Parameters = isCalibrated ? ParametersOf(slot.Parameters[drawn]) : null,
        };
    }

    private static ParameterSeries ParametersOf(MarketParameters[] samples) => new()
    {
        RiskAversionPerDollar = Array.ConvertAll(samples, one => one.RiskAversionPerDollar),
        VolatilityDollarsPerSqrtSecond = Array.ConvertAll(samples, one => one.VolatilityDollarsPerSqrtSecond),
        ArrivalsPerSecond = Array.ConvertAll(samples, one => one.ArrivalsPerSecond),
        DecayPerDollar = Array.ConvertAll(samples, one => one.DecayPerDollar),
    };

    private sealed class Slot(int samples, int fills)
    {
        public readonly long[] Mids = new long[samples];
        public readonly Price[] Bids = new Price[samples];
        public readonly Price[] Asks = new Price[samples];
        public readonly long[] Inventories = new long[samples];
        public readonly MarketParameters[] Parameters = new MarketParameters[samples];
        public readonly FillPoint[] Fills = new FillPoint[fills];
        public int Instrument;
        public int FirstSample = -1;
        public int FillCount;
    }
}
