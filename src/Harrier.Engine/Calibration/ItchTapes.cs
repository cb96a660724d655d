using System;
using System.Collections.Generic;
using Harrier.Engine.Books;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>Reads ITCH 5.0 messages, recorded or of the built-in venue, onto tapes. Messages of one time are one instant:
/// books are looked at after the last. Cold.</summary>
internal sealed class ItchTapes : IDisposable
{
    private readonly CalibrationClock _clock;
    private readonly Func<string, bool> _isWanted;
    private readonly HarrierConfiguration _settings;
    private readonly OrderBooks _books;
    private readonly ItchBookBuilder _builder;
    private readonly FeedContents _contents = new();
    private readonly int[] _tapeOf;
    private readonly bool[] _isHalted;
    private readonly bool _isBuiltIn;
    private readonly List<int> _touched = [];
    private readonly bool[] _isTouched;
    private readonly bool[] _isTopTouched;
    private long _time = -1;

    public ItchTapes(
        CalibrationClock clock, Func<string, bool> isWanted, HarrierConfiguration settings, bool isBuiltIn, int instruments, int liveOrdersMax)
    {
        _isBuiltIn = isBuiltIn;
        _clock = clock;
        _isWanted = isWanted;
        _settings = settings;
        _books = new OrderBooks(new OrderBookLimits { Instruments = instruments, Orders = liveOrdersMax });
        _builder = new ItchBookBuilder(_books);
        _tapeOf = new int[instruments];
        Array.Fill(_tapeOf, -1);
        _isHalted = new bool[instruments];
        _isTouched = new bool[instruments];
        _isTopTouched = new bool[instruments];
    }

    /// <summary>Gets the messages read.</summary>
    public long Messages => _contents.Counts.Total;

    /// <summary>Gets the orders that found no room in the books.</summary>
    public long AtLimit => _books.Statistics.AtLimit;

    /// <summary>Reads on.</summary>
    /// <param name="source">The messages.</param>
    /// <param name="messagesMax">After so many it returns.</param>
    /// <returns>False when there is no more to read.</returns>
    public bool Read(IItchSource source, int messagesMax)
    {
        for (int message = 0; message < messagesMax; message++)
        {
            if (_clock.IsOver || !source.TryRead(out ReadOnlySpan<byte> bytes))
            {
                EndInstant();
                return false;
            }

            Take(bytes);
        }

        return true;
    }

    public void Dispose() => _books.Dispose();

    private void Take(ReadOnlySpan<byte> message)
    {
        MarketUpdate.Decode(message, out MarketUpdate update);
        if (update.Kind == MarketUpdateKind.Malformed)
        {
            return;
        }

        if (update.Time != _time)
        {
            EndInstant();
            _time = Math.Max(_time, update.Time);
            _clock.GoTo(_time);
        }

        _contents.NoteMessage(message);
        int tape = TapeOf(update.Instrument);
        if (tape >= 0)
        {
            Learn(in update, tape);
        }

        BookChange change = _builder.Apply(message);
        if (change.Result == BookResult.Applied)
        {
            Touch(change.Instrument, change.IsTopChanged);
        }
    }

    private void Learn(in MarketUpdate update, int tape)
    {
        switch (update.Kind)
        {
            case MarketUpdateKind.Execute when _clock.IsOpen && _books.TryGetOrder(update.Reference, out BookOrder order):
                _clock.Tapes[tape].Tape.OnExecution(order.Side, order.PriceTicks, _time);
                break;
            case MarketUpdateKind.HiddenTrade when _clock.IsOpen:
                _clock.Tapes[tape].Tape.HiddenTrades++;
                break;
            case MarketUpdateKind.TradingAction:
                _isHalted[update.Instrument] = !update.IsTrading;
                Touch(update.Instrument, isTop: true);
                break;
        }
    }

    private int TapeOf(int instrument)
    {
        if ((uint)instrument >= (uint)_tapeOf.Length)
        {
            return -1;
        }

        ref int tape = ref _tapeOf[instrument];
        if (tape == -1 && _contents.Symbol(instrument) is string symbol)
        {
            tape = _isWanted(symbol) ? _clock.Add(InstrumentTape.Of(symbol, _settings, _isBuiltIn, hasDepth: true)) : -2;
        }

        return tape;
    }

    private void Touch(int instrument, bool isTop)
    {
        if (TapeOf(instrument) < 0)
        {
            return;
        }

        _isTopTouched[instrument] |= isTop;
        if (!_isTouched[instrument])
        {
            _isTouched[instrument] = true;
            _touched.Add(instrument);
        }
    }

    private void EndInstant()
    {
        foreach (int instrument in _touched)
        {
            TopOfBook top = _isHalted[instrument] ? TopOfBook.Empty : _books.Top(instrument);
            if (_isTopTouched[instrument])
            {
                _clock.OnTop(_tapeOf[instrument], _time, top);
            }

            _clock.OnSecondLevels(
                _tapeOf[instrument], _time, Behind(instrument, Side.Buy, top.BidPrice), Behind(instrument, Side.Sell, top.AskPrice));
            _isTouched[instrument] = false;
            _isTopTouched[instrument] = false;
        }

        _touched.Clear();
    }

    private Price Behind(int instrument, Side side, Price best) =>
        best.IsPresent && _books.TryGetNextPrice(instrument, side, (int)best.Ticks, out int ticks) ? new Price(ticks) : Price.None;
}
