using System;
using System.Collections.Generic;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation.Replay;

/// <summary>A recorded day to trade against: it publishes the recorded bytes unchanged, and our orders stand in the
/// recorded queues at the place that they would have had. One thread; nothing is allocated after construction.</summary>
/// <remarks>What it assumes is in <see cref="Assumptions"/>. At the limit of our own orders a new one is rejected; at the
/// limit of remembered taken orders a marketable order takes no more and the rest of it is cancelled.</remarks>
public sealed class RecordedVenue : IVenue, IDisposable
{
    private const long DayNanoseconds = 86_400 * Nanoseconds.PerSecond;

    private static readonly string[] AssumedHere =
    [
        "The recorded market does not react to our orders: its orders and trades stay as they were.",
        "An order of ours stands behind the orders recorded at its price when it arrives, and moves up as they leave.",
        "It fills when the recorded flow would have reached it: an execution of an order behind it or at a worse price, "
            + "a hidden trade through its price (or at it when nothing recorded stands ahead), or a new order that would "
            + "have traded with it; each for no more than the recorded size, always at our price.",
        "A marketable order of ours takes the displayed lots, best price and oldest order first, each lot once; hidden "
            + "lots are not taken.",
        "A post-only order that would trade at once is accepted and cancelled.",
        "A replacement at the same price that only lowers the size keeps its place; any other goes to the end of the queue.",
        "An order of ours never trades with another of ours: the newer one is cancelled.",
        "Our orders take no part in the crosses, do not fill while trading is halted, and end with the regular session.",
    ];

    private readonly IItchSource _source;
    private readonly RecordedBook _book;
    private readonly OwnOrders _own;
    private readonly TakenLiquidity _taken;
    private readonly AnswerWriter _answers = new();
    private readonly RecordedFlow _flow;
    private readonly RecordedOrderEntry _entry;
    private readonly bool[] _isHalted;
    private readonly byte[] _next = new byte[ushort.MaxValue];
    private int _nextLength;

    /// <summary>Takes the memory and reads the first message.</summary>
    /// <param name="source">The recorded messages; disposed with the venue.</param>
    /// <param name="limits">The limits.</param>
    public RecordedVenue(IItchSource source, RecordedVenueLimits limits)
    {
        _source = source;
        _book = new RecordedBook(limits);
        _own = new OwnOrders(limits.OwnOrders, limits.Instruments);
        _taken = new TakenLiquidity(limits.TakenOrders);
        _isHalted = new bool[limits.Instruments];
        _flow = new RecordedFlow(_book, _own, _taken, _answers, _isHalted);
        var displayed = new DisplayedLiquidity(_book, _own, _taken, _answers);
        _entry = new RecordedOrderEntry(_book, _own, displayed, _answers, _isHalted);
        ReadNext();
    }

    /// <inheritdoc/>
    public Nanoseconds NextEventTime { get; private set; }

    /// <inheritdoc/>
    public bool OwnOrdersInFeed => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions => AssumedHere;

    /// <inheritdoc/>
    public FeedFault? Fault => _source.Fault;

    /// <summary>Gets the recorded messages published.</summary>
    public long Messages { get; private set; }

    /// <summary>Gets our live orders.</summary>
    public int LiveOrders => _own.Count;

    /// <summary>Gets the executions of our orders.</summary>
    public long Executions => _answers.Executions;

    /// <summary>Gets the lots executed of our orders.</summary>
    public long ExecutedLots => _answers.ExecutedLots;

    /// <summary>Gets the recorded orders that the venue's book left out: beyond the limit, of a reference that was live
    /// already, or of no size.</summary>
    public long RecordedOrdersLeftOut => _book.LeftOut;

    /// <summary>Gets our orders and replacements that were rejected.</summary>
    public long Rejections => _answers.Rejections;

    /// <summary>Gets our messages that were malformed or of a type that this venue does not take; they have no
    /// answer.</summary>
    public long RefusedMessages => _entry.Refused;

    /// <summary>Gets our messages that were ignored as the specification says: numbers used before, cancels of dead
    /// orders.</summary>
    public long IgnoredMessages => _entry.Ignored;

    /// <summary>Names an instrument, where the recording has no directory message for it.</summary>
    /// <param name="instrument">The stock locate.</param>
    /// <param name="symbol">The stock symbol: 8 characters, padded with spaces.</param>
    public void NameInstrument(InstrumentId instrument, ReadOnlySpan<byte> symbol) => _entry.Name(instrument.Index, symbol);

    /// <inheritdoc/>
    public void Step(Link feed, Link responses)
    {
        Nanoseconds now = NextEventTime;
        ReadOnlySpan<byte> message = _next.AsSpan(0, _nextLength);
        if (ItchMessageLengths.Of(message[0]) == message.Length)
        {
            Meet(message, now, responses);
        }

        feed.Send(now, message);
        Messages++;
        ReadNext();
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> ouchMessage, Nanoseconds now, Link feed, Link responses) =>
        _entry.Receive(ouchMessage, now, responses);

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private void Meet(ReadOnlySpan<byte> message, Nanoseconds now, Link responses)
    {
        int instrument = new ItchHeader(message).StockLocate;
        if (instrument >= _isHalted.Length)
        {
            return;
        }

        switch (message[0])
        {
            case ItchMessageType.SystemEvent:
                MeetEvent(new SystemEvent(message).EventCode, now, responses);
                break;
            case ItchMessageType.StockDirectory:
                _entry.Name(instrument, new StockDirectory(message).Stock);
                break;
            case ItchMessageType.StockTradingAction:
                _isHalted[instrument] = new StockTradingAction(message).TradingState != TradingStateCode.Trading;
                break;
            default:
                if (!_taken.IsEmpty || (_own.Count > 0 && _own.Has(instrument)))
                {
                    _flow.Meet(message, instrument, now, responses);
                }

                break;
        }

        _book.Apply(message);
    }

    private void MeetEvent(byte code, Nanoseconds now, Link responses)
    {
        if (code == SystemEventCode.StartOfMessages)
        {
            // The books start anew, and with them every place in a queue.
            _entry.CancelAll(CancelReason.SystemCancel, now, responses);
            _entry.IsClosed = false;
            _taken.Clear();
            _book.Clear();
        }
        else if (code == SystemEventCode.EndOfMarketHours)
        {
            _entry.CancelAll(CancelReason.Timeout, now, responses);
            _entry.IsClosed = true;
        }
    }

    // One message ahead, so that the session knows when the next event is.
    private void ReadNext()
    {
        while (_source.TryRead(out ReadOnlySpan<byte> message))
        {
            if (message.IsEmpty)
            {
                continue;
            }

            message.CopyTo(_next);
            _nextLength = message.Length;
            if (message.Length >= ItchHeader.Length)
            {
                // A time that goes back would let an order arrive before an event that it must not have seen. One beyond
                // the day is damage: taken as it is, the session would end there, and the rest be read by nobody.
                long time = new ItchHeader(message).TimestampNanoseconds;
                NextEventTime = new Nanoseconds(Math.Max(NextEventTime.Value, time < DayNanoseconds ? time : 0));
            }

            return;
        }

        NextEventTime = Nanoseconds.Never;
    }
}
