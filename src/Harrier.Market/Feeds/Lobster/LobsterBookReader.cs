using System;
using System.IO;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>Reads a LOBSTER book file: per row the levels from the best outward, each with ask price, ask size, bid
/// price and bid size. One thread; nothing is allocated after the first row.</summary>
public sealed class LobsterBookReader : IDisposable
{
    private const int ColumnsPerLevel = 4;
    private const int LevelsMax = 1_000;

    private readonly TextRows _rows;
    private LobsterLevel[] _levels = [];

    /// <summary>Starts at the first row of a stream.</summary>
    /// <param name="stream">The plain text; disposed with the reader.</param>
    /// <param name="file">The name that a fault is reported with.</param>
    public LobsterBookReader(Stream stream, string file)
        : this(stream, file, failure: null)
    {
    }

    private LobsterBookReader(Stream stream, string file, string? failure) =>
        _rows = new TextRows(stream, file, failure);

    /// <summary>The row that stopped the reading; null while all is well.</summary>
    public FeedFault? Fault => _rows.Fault;

    /// <summary>The number of the row that was read last, from 1.</summary>
    public long RowNumber => _rows.RowNumber;

    /// <summary>The row that was read last, from the best level outward; always as many levels as the first row
    /// has.</summary>
    public ReadOnlySpan<LobsterLevel> Levels => _levels;

    /// <summary>Opens a file: plain, .gz or .zst.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The reader; one that cannot be opened has a fault and no row.</returns>
    public static LobsterBookReader Open(string path)
    {
        Stream stream = FeedFile.OpenStream(path, out string? failure);
        return new LobsterBookReader(stream, path, failure);
    }

    /// <summary>Reads the next row into <see cref="Levels"/>.</summary>
    /// <returns>False at the end and at a fault.</returns>
    public bool TryRead()
    {
        if (!_rows.TryRead(out ReadOnlySpan<byte> row))
        {
            return false;
        }

        string? reason = _levels.Length == 0 ? TakeLevels(row) : null;
        reason ??= Parse(row);
        if (reason is not null)
        {
            _rows.Fail(reason);
        }

        return reason is null;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private string? TakeLevels(ReadOnlySpan<byte> row)
    {
        int columns = row.Count((byte)',') + 1;
        if (columns % ColumnsPerLevel != 0 || columns > LevelsMax * ColumnsPerLevel)
        {
            return "the columns are not four for each level, of at most 1,000 levels";
        }

        _levels = new LobsterLevel[columns / ColumnsPerLevel];
        return null;
    }

    private string? Parse(ReadOnlySpan<byte> row)
    {
        for (int index = 0; index < _levels.Length; index++)
        {
            bool isLevel = TryParseNext(ref row, out long askTicks)
                & TryParseNext(ref row, out long askLots)
                & TryParseNext(ref row, out long bidTicks)
                & TryParseNext(ref row, out long bidLots);
            if (!isLevel)
            {
                return "a column is missing or not a whole number";
            }

            var level = new LobsterLevel(askTicks, askLots, bidTicks, bidLots);
            if (!IsInOrder(index, level))
            {
                return "the levels are not in the order of their prices, or a price or size is out of range";
            }

            _levels[index] = level;
        }

        return row.IsEmpty ? null : "more columns than the first row has";
    }

    private bool IsInOrder(int index, in LobsterLevel level)
    {
        bool isAsk = level.AskTicks == LobsterLevel.NoAskTicks
            ? level.AskLots == 0
            : level.AskTicks is > 0 and <= int.MaxValue && level.AskLots is > 0 and <= int.MaxValue
                && (index == 0 || level.AskTicks > _levels[index - 1].AskTicks);
        bool isBid = level.BidTicks == LobsterLevel.NoBidTicks
            ? level.BidLots == 0
            : level.BidTicks is > 0 and <= int.MaxValue && level.BidLots is > 0 and <= int.MaxValue
                && (index == 0 || level.BidTicks < _levels[index - 1].BidTicks);
        return isAsk && isBid;
    }

    private static bool TryParseNext(ref ReadOnlySpan<byte> row, out long value)
    {
        int comma = row.IndexOf((byte)',');
        bool isWhole = TextNumbers.TryParseWhole(comma < 0 ? row : row[..comma], out value);
        row = comma < 0 ? default : row[(comma + 1)..];
        return isWhole;
    }
}
