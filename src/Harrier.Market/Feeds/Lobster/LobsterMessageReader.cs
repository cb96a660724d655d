using System;
using System.IO;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>Reads a LOBSTER message file: time, type, order, size, price, direction. One thread; nothing is allocated
/// per row.</summary>
public sealed class LobsterMessageReader : IDisposable
{
    private readonly TextRows _rows;

    /// <summary>Starts at the first row of a stream.</summary>
    /// <param name="stream">The plain text; disposed with the reader.</param>
    /// <param name="file">The name that a fault is reported with.</param>
    public LobsterMessageReader(Stream stream, string file)
        : this(stream, file, failure: null)
    {
    }

    private LobsterMessageReader(Stream stream, string file, string? failure) =>
        _rows = new TextRows(stream, file, failure);

    /// <summary>The row that stopped the reading; null while all is well.</summary>
    public FeedFault? Fault => _rows.Fault;

    /// <summary>The number of the row that was read last, from 1.</summary>
    public long RowNumber => _rows.RowNumber;

    /// <summary>Opens a file: plain, .gz or .zst.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The reader; one that cannot be opened has a fault and no row.</returns>
    public static LobsterMessageReader Open(string path)
    {
        Stream stream = FeedFile.OpenStream(path, out string? failure);
        return new LobsterMessageReader(stream, path, failure);
    }

    /// <summary>Reads the next row.</summary>
    /// <param name="message">The row.</param>
    /// <returns>False at the end and at a fault.</returns>
    public bool TryRead(out LobsterMessage message)
    {
        message = default;
        if (!_rows.TryRead(out ReadOnlySpan<byte> row))
        {
            return false;
        }

        string? reason = Parse(row, out message);
        if (reason is not null)
        {
            _rows.Fail(reason);
        }

        return reason is null;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    /// <summary>A fault of the row that was read last.</summary>
    internal FeedFault FaultHere(string reason) => _rows.FaultHere(reason);

    /// <summary>What is wrong when either file has no more rows: a fault of one of them, or rows that the other lacks.
    /// Null when both ended together.</summary>
    internal FeedFault? EndFault(LobsterBookReader books)
    {
        FeedFault? fault = Fault ?? books.Fault;
        if (fault is null && RowNumber > books.RowNumber)
        {
            fault = FaultHere("the book file ends before this row");
        }

        bool hasMoreBooks = fault is null && books.TryRead();
        return hasMoreBooks ? FaultHere("the message file ends after this row, the book file goes on") : fault;
    }

    private static string? Parse(ReadOnlySpan<byte> row, out LobsterMessage message)
    {
        message = default;
        if (!TextNumbers.TryParseSeconds(TextRows.NextField(ref row), out long time))
        {
            return "the time is not a number of seconds of the day";
        }

        bool areNumbers = TextNumbers.TryParseWhole(TextRows.NextField(ref row), out long type)
            & TextNumbers.TryParseWhole(TextRows.NextField(ref row), out long order)
            & TextNumbers.TryParseWhole(TextRows.NextField(ref row), out long lots)
            & TextNumbers.TryParseWhole(TextRows.NextField(ref row), out long price)
            & TextNumbers.TryParseWhole(row, out long direction);
        if (!areNumbers)
        {
            return "not six columns of whole numbers after the time: type, order, size, price, direction";
        }

        if (type is not ((>= 1 and <= 5) or 7))
        {
            return "the type is not 1, 2, 3, 4, 5 or 7";
        }

        string? reason = type == 7 ? CheckHalt(price) : CheckOrder(order, lots, price, direction);
        Side side = direction == 1 ? Side.Buy : Side.Sell;
        message = new LobsterMessage(time, (LobsterEventType)type, (ulong)Math.Max(0, order), lots, price, side);
        return reason;
    }

    private static string? CheckHalt(long price) =>
        price is >= -1 and <= 1 ? null : "the price of a halt is not -1, 0 or 1";

    private static string? CheckOrder(long order, long lots, long price, long direction)
    {
        // The limits are those of the ITCH fields that the file was made from.
        bool isInRange = order >= 0 && lots is > 0 and <= int.MaxValue && price is > 0 and <= int.MaxValue;
        return !isInRange ? "the order, size or price is out of range"
            : direction is not (1 or -1) ? "the direction is not 1 or -1"
            : null;
    }
}
