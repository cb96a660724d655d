using System;
using System.Buffers.Binary;
using System.Text;
using Harrier.Engine.Configuration;
using Harrier.Market.Books;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Which instruments are traded, and by which model: one configured model for all, or one for each whose
/// parameters are estimated over the opening, and anew over every further window of that length where it is rolling.
/// One thread.</summary>
internal sealed class ModelDesk
{
    private readonly HarrierConfiguration _configuration;
    private readonly SessionModel _model;
    private readonly QuoteEngine _quotes;
    private readonly OrderGateway _gateway;
    private readonly SeriesRecorder _series;
    private readonly ulong[] _tradeOnly;
    private readonly bool[] _isTraded;
    private readonly bool[] _hasModel;
    private readonly QuoteTable[] _tables;
    private readonly MarketParameters[] _parameters;
    private readonly MarketCalibration? _calibration;
    private readonly Nanoseconds _opening;
    private readonly bool _isRolling;
    private Nanoseconds _windowEnd;

    /// <summary>Takes the memory of all tables.</summary>
    /// <param name="plan">What is traded.</param>
    /// <param name="quotes">Who reads the tables.</param>
    /// <param name="gateway">Who needs the symbols.</param>
    /// <param name="series">What is drawn.</param>
    /// <exception cref="ArgumentException">No market can use the configured model's quotes.</exception>
    public ModelDesk(TradingPlan plan, QuoteEngine quotes, OrderGateway gateway, SeriesRecorder series)
    {
        _configuration = plan.Configuration;
        _model = new SessionModel(plan.Configuration);
        _quotes = quotes;
        _gateway = gateway;
        _series = series;
        _tradeOnly = Array.ConvertAll(plan.Configuration.Session.TradeOnly, ToSymbol);
        _isTraded = new bool[plan.InstrumentLimit];
        _hasModel = new bool[plan.InstrumentLimit];
        _parameters = new MarketParameters[plan.InstrumentLimit];
        _tables = new QuoteTable[plan.InstrumentLimit];
        _opening = plan.Hours.Start;
        NextTime = Nanoseconds.Never;
        if (plan.Calibration == CalibrationChoice.Fixed)
        {
            ShareConfigured();
            return;
        }

        for (int i = 0; i < _tables.Length; i++)
        {
            _tables[i] = NewTable();
        }

        double seconds = _configuration.Model.OpeningSeconds;
        _windowEnd = _opening + Nanoseconds.FromSeconds(seconds);
        _isRolling = plan.Calibration == CalibrationChoice.Rolling;
        _calibration = new MarketCalibration(plan.InstrumentLimit, seconds);
        NextTime = _opening;
    }

    /// <summary>Gets when <see cref="OnTime"/> is due.</summary>
    public Nanoseconds NextTime { get; private set; }

    /// <summary>Gets the estimates that no model could use.</summary>
    public long Unusable { get; private set; }

    /// <summary>Whether the instrument is traded and its model ready.</summary>
    public bool Has(int instrument) => (uint)instrument < (uint)_hasModel.Length && _hasModel[instrument];

    /// <summary>Whether the instrument is one of those to be traded.</summary>
    public bool IsTraded(int instrument) => (uint)instrument < (uint)_isTraded.Length && _isTraded[instrument];

    /// <summary>What the model of an instrument was told.</summary>
    public ref readonly MarketParameters ParametersOf(int instrument) => ref _parameters[instrument];

    /// <summary>Learns from a message of the window, before the books take it.</summary>
    /// <param name="update">The message.</param>
    /// <param name="market">The books.</param>
    /// <param name="tops">The best prices before it.</param>
    public void Observe(in MarketUpdate update, MarketView market, TopOfBook[] tops)
    {
        if (NextTime == Nanoseconds.Never || update.Time < _opening.Value || (uint)update.Instrument >= (uint)tops.Length)
        {
            return;
        }

        ref readonly TopOfBook top = ref tops[update.Instrument];
        if (!top.IsTwoSided)
        {
            return;
        }

        if (update.Kind == MarketUpdateKind.Execute && market.Books.TryGetOrder(update.Reference, out BookOrder order))
        {
            _calibration!.OnExecution(update.Instrument, order.Side, order.PriceTicks, top.MidTicksTwice, update.Time);
        }
        else if (update.Kind == MarketUpdateKind.HiddenTrade)
        {
            // The wire has said "buy" for every hidden trade since 2014: the price tells the side.
            Side side = 2L * update.PriceTicks <= top.MidTicksTwice ? Side.Buy : Side.Sell;
            _calibration!.OnExecution(update.Instrument, side, update.PriceTicks, top.MidTicksTwice, update.Time);
        }
    }

    /// <summary>Takes note of an instrument that the venue has announced.</summary>
    /// <param name="update">The directory message.</param>
    public void Announce(in MarketUpdate update)
    {
        int instrument = update.Instrument;
        if ((uint)instrument >= (uint)_isTraded.Length || !IsWanted(update.Symbol))
        {
            return;
        }

        Span<byte> symbol = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(symbol, update.Symbol);
        _gateway.SetSymbol(new InstrumentId(instrument), symbol);
        _isTraded[instrument] = true;
        if (_calibration is null)
        {
            Start(instrument);
        }
    }

    /// <summary>Looks at the mids once a second over the window, and makes the models at its end.</summary>
    /// <param name="now">The time.</param>
    /// <param name="tops">The best prices.</param>
    /// <returns>True when the models were made.</returns>
    public bool OnTime(Nanoseconds now, TopOfBook[] tops)
    {
        if (now < NextTime)
        {
            return false;
        }

        for (int instrument = 0; instrument < tops.Length; instrument++)
        {
            if (tops[instrument].IsTwoSided)
            {
                _calibration!.OnSecond(instrument, tops[instrument].MidTicksTwice);
            }
        }

        NextTime = new Nanoseconds(NextTime.Value + Nanoseconds.PerSecond);
        if (NextTime <= _windowEnd)
        {
            return false;
        }

        MakeAll();
        if (_isRolling)
        {
            _windowEnd += Nanoseconds.FromSeconds(_configuration.Model.OpeningSeconds);
            _calibration!.Clear();
        }
        else
        {
            NextTime = Nanoseconds.Never;
        }

        return true;
    }

    private static ulong ToSymbol(string symbol)
    {
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Fill((byte)' ');
        Encoding.ASCII.TryGetBytes(symbol, padded, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private bool IsWanted(ulong symbol) => _tradeOnly.Length == 0 || Array.IndexOf(_tradeOnly, symbol) >= 0;

    private QuoteTable NewTable() =>
        new(_configuration.Model.MaximumInventoryOrders, _configuration.Quoting.PriceIncrementTicks);

    /// <summary>One table that all instruments read.</summary>
    private void ShareConfigured()
    {
        MarketParameters parameters = _model.Complete(_model.Configured);
        QuoteTable table = NewTable();
        _model.Fill(in parameters, table);
        Array.Fill(_tables, table);
        Array.Fill(_parameters, parameters);
    }

    private void MakeAll()
    {
        for (int instrument = 0; instrument < _isTraded.Length; instrument++)
        {
            if (_isTraded[instrument] && _calibration!.TryEstimate(instrument, out MarketParameters parameters))
            {
                parameters = parameters with { RiskAversionPerDollar = _configuration.Model.RiskAversionPerDollar };
                _parameters[instrument] = _model.Complete(in parameters);
                Refill(instrument);
            }
        }
    }

    /// <summary>An estimate that no model can use, from a wild window, leaves the table empty: the instrument is not
    /// quoted until the next one.</summary>
    private void Refill(int instrument)
    {
        try
        {
            _model.Fill(in _parameters[instrument], _tables[instrument]);
        }
        catch (ArgumentException)
        {
            Unusable++;
        }

        Start(instrument);
    }

    private void Start(int instrument)
    {
        _hasModel[instrument] = true;
        _quotes.Use(new InstrumentId(instrument), _tables[instrument]);
        _series.Draw(instrument);
    }
}
