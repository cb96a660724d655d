using System;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>Tells a LOBSTER day as ITCH 5.0 messages of one instrument, so that whatever reads a recorded ITCH day reads
/// this one. One thread; nothing is allocated after construction.</summary>
/// <remarks>
/// The file has no start: the first book row is told as one made-up order a level, whose references are
/// <see cref="MadeUpReferences"/> and up. Each message then becomes an add, a cancel, a delete, an execution, a trade
/// (hidden execution) or a trading action (halt). A message about an order that the file never added is about the
/// made-up order at its price, which stands in front. Where the levels so rebuilt still differ from the row (deep levels
/// change out of the file's sight and come back without a message), made-up adds at the end of the queue, or cancels
/// from its end, follow at once: after the last message of a row the ITCH book shows the row, all levels of it.
/// </remarks>
public sealed class LobsterToItch : IItchSource
{
    /// <summary>The stock locate of the instrument.</summary>
    public const ushort StockLocate = 1;

    /// <summary>The first reference of a made-up order; above any of a real day.</summary>
    public const ulong MadeUpReferences = 1UL << 40;

    private readonly LobsterMessageReader _messages;
    private readonly LobsterBookReader _books;
    private readonly byte[] _symbol;
    private readonly ItchOutbox _outbox = new();
    private readonly LobsterRebuild _rebuild;
    private ulong _madeUpReference = MadeUpReferences;
    private bool _isOver;

    /// <summary>Starts at the first row of both files.</summary>
    /// <param name="messages">The message file; disposed with this.</param>
    /// <param name="books">The book file; disposed with this.</param>
    /// <param name="symbol">The symbol, at most eight ASCII characters.</param>
    public LobsterToItch(LobsterMessageReader messages, LobsterBookReader books, ReadOnlySpan<byte> symbol)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbol.Length, 8, nameof(symbol));
        _messages = messages;
        _books = books;
        _symbol = symbol.ToArray();
        _rebuild = new LobsterRebuild(_outbox, _symbol);
    }

    /// <inheritdoc/>
    public FeedFault? Fault { get; private set; }

    /// <summary>The rows that were turned into messages so far.</summary>
    public long RowCount { get; private set; }

    /// <summary>The adds and cancels without a message of their own that the rows after the first one needed.</summary>
    public long CorrectionCount { get; private set; }

    /// <summary>All messages of the last row were handed out: the ITCH book is that row.</summary>
    internal bool IsRowDone => _outbox.IsEmpty;

    /// <summary>The book row that the messages lead to.</summary>
    internal ReadOnlySpan<LobsterLevel> Row => _books.Levels;

    /// <summary>Opens both files of a day.</summary>
    /// <param name="pair">The files.</param>
    /// <returns>The messages; files that cannot be opened give a fault and no message.</returns>
    public static LobsterToItch Open(LobsterFilePair pair) =>
        new(
            LobsterMessageReader.Open(pair.MessagePath),
            LobsterBookReader.Open(pair.BookPath),
            pair.SymbolBytes());

    /// <summary>Reads the next message. Allocates nothing.</summary>
    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        bool hasMessage = _outbox.TryTake(out message);
        while (!hasMessage && TryTurnRow())
        {
            hasMessage = _outbox.TryTake(out message);
        }

        return hasMessage;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _messages.Dispose();
        _books.Dispose();
    }

    private bool TryTurnRow()
    {
        if (_isOver)
        {
            return false;
        }

        if (!_messages.TryRead(out LobsterMessage message) || !_books.TryRead())
        {
            _isOver = true;
            Fault = _messages.EndFault(_books);
            return Fault is null && TryTellEnd();
        }

        string? reason = Check(message);
        if (reason is null)
        {
            TurnRow(message);
            reason = _rebuild.LimitMet;
        }

        _isOver = reason is not null;
        Fault = reason is null ? null : _messages.FaultHere(reason);
        return true;
    }

    private void TurnRow(in LobsterMessage message)
    {
        _rebuild.TimeNanoseconds = message.TimeNanoseconds;
        if (RowCount == 0)
        {
            TellStart();
        }
        else
        {
            Turn(message);
        }

        FollowRow(Side.Buy);
        FollowRow(Side.Sell);
        RowCount++;
    }

    private string? Check(in LobsterMessage message) =>
        message.TimeNanoseconds < _rebuild.TimeNanoseconds ? "its time is before that of the row before it"
        : message.OrderId >= MadeUpReferences ? "its order number is above the largest of a real day, 2^40"
        : null;

    private void TellStart()
    {
        TellSystemEvent(SystemEventCode.StartOfMessages);
        _outbox.Commit(StockDirectory.Write(_outbox.Next, StockLocate, 0, _rebuild.TimeNanoseconds, _symbol));
        TellTradingState(TradingStateCode.Trading);
        TellSystemEvent(SystemEventCode.StartOfMarketHours);
    }

    private bool TryTellEnd()
    {
        if (RowCount > 0)
        {
            TellSystemEvent(SystemEventCode.EndOfMarketHours);
            TellSystemEvent(SystemEventCode.EndOfMessages);
        }

        return RowCount > 0;
    }

    private void Turn(in LobsterMessage message)
    {
        switch (message.Type)
        {
            case LobsterEventType.Submission:
                Submit(message);
                break;
            case LobsterEventType.PartialCancellation or LobsterEventType.Deletion:
                Withdraw(message);
                break;
            case LobsterEventType.Execution:
                Execute(message);
                break;
            case LobsterEventType.HiddenExecution:
                TellTrade(message);
                break;
            default:
                TellTradingState(HaltState(message.PriceTicks));
                break;
        }
    }

    private void Submit(in LobsterMessage message)
    {
        int place = _rebuild.Find(message.OrderId);
        if (place >= 0)
        {
            _rebuild.Cancel(place, _rebuild.Order(place).Lots);
        }

        _rebuild.Add(message.Side, message.OrderId, message.PriceTicks, message.Lots);
    }

    private void Withdraw(in LobsterMessage message)
    {
        int place = FindAt(message);
        if (place >= 0)
        {
            bool isAll = message.Type == LobsterEventType.Deletion;
            _rebuild.Cancel(place, isAll ? _rebuild.Order(place).Lots : message.Lots);
            return;
        }

        // Not the file's own order: a made-up one, oldest first, else whoever came last, as for a deep level.
        long left = message.Lots;
        while (left > 0 && TryFindAnother(message, preferOldest: false, out place))
        {
            long lots = Math.Min(left, _rebuild.Order(place).Lots);
            _rebuild.Cancel(place, lots);
            left = _rebuild.LimitMet is null ? left - lots : 0;
        }
    }

    private void Execute(in LobsterMessage message)
    {
        long left = message.Lots;
        int place = FindAt(message);
        while (left > 0 && (place >= 0 || TryFindAnother(message, preferOldest: true, out place)))
        {
            long lots = Math.Min(left, _rebuild.Order(place).Lots);
            _rebuild.Execute(place, lots);
            left = _rebuild.LimitMet is null ? left - lots : 0;
            place = -1;
        }

        if (left > 0)
        {
            // A trade is never left out, even if the level had fewer lots than the file says.
            ulong reference = MakeUp(message.Side, message.PriceTicks, left);
            place = _rebuild.Find(reference);
            if (place >= 0)
            {
                _rebuild.Execute(place, left);
            }
        }
    }

    /// <summary>The message's own order, if it is live where the message says.</summary>
    private int FindAt(in LobsterMessage message)
    {
        int place = _rebuild.Find(message.OrderId);
        bool isThere = place >= 0
            && _rebuild.Order(place).PriceTicks == message.PriceTicks
            && _rebuild.Order(place).Side == message.Side;
        return isThere ? place : -1;
    }

    /// <summary>The oldest made-up order at the price, else the oldest or newest of all.</summary>
    private bool TryFindAnother(in LobsterMessage message, bool preferOldest, out int place)
    {
        LobsterSideLevels levels = _rebuild.Levels(message.Side);
        int index = levels.Find(levels.RankOf(message.PriceTicks));
        place = index < 0 ? -1 : levels[index].First;
        while (place >= 0 && _rebuild.Order(place).Reference < MadeUpReferences)
        {
            place = _rebuild.Order(place).Next;
        }

        if (place < 0 && index >= 0)
        {
            place = preferOldest ? levels[index].First : levels[index].Last;
        }

        return place >= 0;
    }

    /// <summary>Corrects one side until it shows the row: what is better than a level of the row and not in it goes,
    /// what differs is adjusted, what is missing comes.</summary>
    private void FollowRow(Side side)
    {
        LobsterSideLevels levels = _rebuild.Levels(side);
        int above = levels.Count; // the levels from here up are as the row says
        foreach (LobsterLevel level in _books.Levels)
        {
            long lots = side == Side.Buy ? level.BidLots : level.AskLots;
            long priceTicks = side == Side.Buy ? level.BidTicks : level.AskTicks;
            long rank = lots == 0 ? long.MinValue : levels.RankOf(priceTicks);
            while (above > 0 && levels[above - 1].Rank > rank && _rebuild.LimitMet is null)
            {
                CancelFromEnd(levels, above - 1, levels[above - 1].Lots);
                above--;
            }

            if (lots == 0 || _rebuild.LimitMet is not null)
            {
                return;
            }

            bool isThere = above > 0 && levels[above - 1].Rank == rank;
            long difference = lots - (isThere ? levels[above - 1].Lots : 0);
            if (difference > 0)
            {
                MakeUp(side, priceTicks, difference);
                CorrectionCount += RowCount > 0 ? 1 : 0;
            }
            else if (difference < 0)
            {
                CancelFromEnd(levels, above - 1, -difference);
            }

            above = isThere ? above - 1 : above;
        }
    }

    private void CancelFromEnd(LobsterSideLevels levels, int index, long lots)
    {
        while (lots > 0 && _rebuild.LimitMet is null)
        {
            int place = levels[index].Last;
            long taken = Math.Min(lots, _rebuild.Order(place).Lots);
            _rebuild.Cancel(place, taken);
            CorrectionCount++;
            lots -= taken;
        }
    }

    private ulong MakeUp(Side side, long priceTicks, long lots)
    {
        ulong reference = _madeUpReference++;
        _rebuild.Add(side, reference, priceTicks, lots);
        return reference;
    }

    private void TellTrade(in LobsterMessage message) => _outbox.Commit(Trade.Write(
        _outbox.Next,
        StockLocate,
        trackingNumber: 0,
        message.TimeNanoseconds,
        reference: 0,
        message.Side,
        (uint)message.Lots,
        _symbol,
        (uint)message.PriceTicks,
        _rebuild.NextMatchNumber()));

    private void TellTradingState(byte state) =>
        _outbox.Commit(StockTradingAction.Write(
            _outbox.Next, StockLocate, 0, _rebuild.TimeNanoseconds, _symbol, state));

    private void TellSystemEvent(byte code) =>
        _outbox.Commit(SystemEvent.Write(_outbox.Next, 0, 0, _rebuild.TimeNanoseconds, code));

    private static byte HaltState(long priceTicks) => priceTicks switch
    {
        -1 => TradingStateCode.Halted,
        0 => TradingStateCode.QuotationOnly,
        _ => TradingStateCode.Trading,
    };
}
