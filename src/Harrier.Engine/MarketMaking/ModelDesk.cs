using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Harrier.Engine.Configuration;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Harrier.Trading.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Which instruments are traded, and by which model: one configured model for all, or one for each whose
/// parameters are estimated over the opening, and where it is rolling again and again with what is old forgotten. One
/// thread.</summary>
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
    private readonly PortfolioDesk? _portfolio;
    private readonly Nanoseconds _opening;
    private readonly bool _isRolling;
    private Nanoseconds _nextEstimate;

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
        _tradeOnly = Array.ConvertAll(plan.Configuration.Session.TradeOnly, MarketUpdate.SymbolOf);
        _isTraded = new bool[plan.InstrumentLimit];
        _hasModel = new bool[plan.InstrumentLimit];
        _parameters = new MarketParameters[plan.InstrumentLimit];
        _tables = new QuoteTable[plan.InstrumentLimit];
        _opening = plan.Hours.Start;
        NextTime = Nanoseconds.Never;
        if (plan.Calibration == CalibrationChoice.Fixed)
        {
            MarketParameters configured = _model.Complete(_model.Configured);
            Array.Fill(_parameters, configured);
            if (_configuration.Model.Correlations is { } correlations)
            {
                _portfolio = new PortfolioDesk(_configuration, plan.InstrumentLimit, correlations, _model, in configured);
            }
            else
            {
                ShareTable(in configured);
            }

            return;
        }

        for (int i = 0; i < _tables.Length; i++)
        {
            _tables[i] = NewTable();
        }

        _nextEstimate = _opening + Nanoseconds.FromSeconds(_configuration.Model.OpeningSeconds);
        _isRolling = plan.Calibration == CalibrationChoice.Rolling;
        _calibration = new MarketCalibration(
            plan.InstrumentLimit,
            _tradeOnly.Length == 0 ? plan.InstrumentLimit : _tradeOnly.Length,
            _configuration.Quoting.PriceIncrementTicks,
            _isRolling ? _configuration.Model.CalibrationHalfLifeSeconds : double.PositiveInfinity,
            plan.Counting);
        Watched = plan.Counting.From == CountedFrom.SecondLevel ? new TouchedInstruments() : null;
        NextTime = _opening;
    }

    /// <summary>Gets when <see cref="OnTime"/> is due.</summary>
    public Nanoseconds NextTime { get; private set; }

    /// <summary>Gets the instruments that a packet touched, whose second levels are looked at; null where nobody counts from
    /// there.</summary>
    public TouchedInstruments? Watched { get; }

    /// <summary>Gets the instruments that are quoted together; null where each is quoted by itself.</summary>
    public PortfolioDesk? Portfolio => _portfolio;

    /// <summary>Gets the estimates that no model could use.</summary>
    public long Unusable { get; private set; }

    /// <summary>Whether the instrument is traded and its model ready.</summary>
    public bool Has(int instrument) => (uint)instrument < (uint)_hasModel.Length && _hasModel[instrument];

    /// <summary>Whether the instrument is one of those to be traded.</summary>
    public bool IsTraded(int instrument) => (uint)instrument < (uint)_isTraded.Length && _isTraded[instrument];

    /// <summary>What the model of an instrument was told.</summary>
    public ref readonly MarketParameters ParametersOf(int instrument) => ref _parameters[instrument];

    /// <summary>Gets a value indicating whether parameters are estimated and not configured.</summary>
    public bool IsCalibrated => _calibration is not null;

    /// <summary>Learns from a message, before the books take it.</summary>
    /// <param name="update">The message.</param>
    /// <param name="market">The books.</param>
    public void Observe(in MarketUpdate update, MarketView market)
    {
        if (update.Kind == MarketUpdateKind.Execute
            && IsObserved(update.Time)
            && _calibration!.Of(update.Instrument) is InstrumentCalibration calibration
            && market.Books.TryGetOrder(update.Reference, out BookOrder order)
            && !market.IsOwn(update.Instrument, update.Reference))
        {
            calibration.OnExecution(order.Side, order.PriceTicks, update.Time);
        }
    }

    /// <summary>Learns the best prices after a packet that changed them.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="top">The best prices; empty while it does not trade.</param>
    /// <param name="time">When the venue made the packet.</param>
    public void ObserveTop(int instrument, in TopOfBook top, Nanoseconds time)
    {
        if (IsObserved(time.Value))
        {
            _calibration!.Of(instrument)?.OnTop(time.Value, in top);
        }
    }

    /// <summary>Learns the second levels of the others in <see cref="Watched"/>, which are then forgotten; after
    /// <see cref="ObserveTop"/>.</summary>
    /// <param name="market">The books.</param>
    /// <param name="tops">The best prices of the others.</param>
    /// <param name="time">When the venue made the packet.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void ObserveSecondLevels(MarketView market, TopOfBook[] tops, Nanoseconds time)
    {
        for (int i = 0; i < Watched!.Count; i++)
        {
            int instrument = Watched[i];
            if (IsObserved(time.Value) && _calibration!.Of(instrument) is InstrumentCalibration calibration)
            {
                TopOfBook top = market.IsTrading(instrument) ? tops[instrument] : TopOfBook.Empty;
                calibration.OnSecondLevels(
                    time.Value,
                    market.OthersSecondPrice(instrument, Side.Buy, top.BidPrice),
                    market.OthersSecondPrice(instrument, Side.Sell, top.AskPrice));
            }
        }

        Watched.Clear();
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
        if (_portfolio is not null)
        {
            Join(_portfolio, instrument, update.Symbol);
        }
        else if (_calibration is null)
        {
            Start(instrument);
        }
        else
        {
            _calibration.Follow(instrument);
        }
    }

    /// <summary>Looks at the mids once a second, and makes the models when it is time.</summary>
    /// <param name="now">The time.</param>
    /// <param name="tops">The best prices.</param>
    /// <returns>True when the models were made.</returns>
    public bool OnTime(Nanoseconds now, TopOfBook[] tops)
    {
        if (now < NextTime)
        {
            return false;
        }

        _calibration!.OnSecond(NextTime.Value, tops);
        NextTime = new Nanoseconds(NextTime.Value + Nanoseconds.PerSecond);
        if (NextTime <= _nextEstimate)
        {
            return false;
        }

        MakeAll();
        _nextEstimate += Nanoseconds.FromSeconds(_configuration.Model.CalibrationIntervalSeconds);
        NextTime = _isRolling ? NextTime : Nanoseconds.Never;
        return true;
    }

    private bool IsObserved(long time) => NextTime != Nanoseconds.Never && time >= _opening.Value;

    private bool IsWanted(ulong symbol) => _tradeOnly.Length == 0 || Array.IndexOf(_tradeOnly, symbol) >= 0;

    private QuoteTable NewTable() =>
        new(_configuration.Model.MaximumInventoryOrders, _configuration.Quoting.PriceIncrementTicks);

    /// <summary>One table that all instruments read.</summary>
    private void ShareTable(in MarketParameters parameters)
    {
        QuoteTable table = NewTable();
        _model.Fill(in parameters, table);
        Array.Fill(_tables, table);
    }

    /// <summary>Finds which asset of the correlations an instrument is: those of the venue are numbered from 1.</summary>
    private void Join(PortfolioDesk portfolio, int instrument, ulong symbol)
    {
        int asset = _tradeOnly.Length == 0 ? instrument - 1 : Array.IndexOf(_tradeOnly, symbol);
        if ((uint)asset < (uint)portfolio.Assets)
        {
            _tables[instrument] = portfolio.Join(asset, instrument);
            _quotes.Lean(new InstrumentId(instrument), portfolio.ShiftOf(asset));
            Start(instrument);
        }
    }

    /// <summary>An instrument without an estimate, because its mid stood still for instance, keeps the quotes that it has, or
    /// has none yet.</summary>
    private void MakeAll()
    {
        for (int instrument = 0; instrument < _isTraded.Length; instrument++)
        {
            if (_isTraded[instrument] && _calibration!.TryEstimate(instrument, out MarketParameters parameters))
            {
                Refill(instrument, parameters with { RiskAversionPerDollar = _configuration.Model.RiskAversionPerDollar });
            }
        }
    }

    /// <summary>An estimate that no model can use, from a wild market, leaves the table empty: the instrument is not
    /// quoted until the next one.</summary>
    private void Refill(int instrument, MarketParameters parameters)
    {
        try
        {
            _tables[instrument].Clear();
            _parameters[instrument] = _model.Complete(in parameters);
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
