using System;
using System.IO;
using System.IO.Compression;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lean;

/// <summary>Reads one file of Lean ticks: a zip with one comma-separated file in it, or that file. One thread; nothing is
/// allocated per row.</summary>
/// <remarks>
/// Quote row: milliseconds, bid price, bid size, ask price, ask size, exchange, conditions, suspicious; a row has one side and zeros for
/// the other. The latest bid row and the latest ask row make the best bid and offer, whatever exchange they name: taken
/// exchange by exchange the book is crossed most of the time.
/// Trade row: milliseconds, price, size, exchange, conditions (hexadecimal), suspicious. Prices are in 1/10,000.
/// </remarks>
public sealed class LeanTickReader : IDisposable
{
    private const int NanosecondsPerMillisecond = 1_000_000;
    private const long MillisecondsMax = 86_400_000;

    private readonly TextRows _rows;
    private readonly ZipArchive? _archive;
    private readonly bool _areTrades;
    private long _lastTime;

    /// <summary>Starts at the first row of a stream.</summary>
    /// <param name="stream">The plain text; disposed with the reader.</param>
    /// <param name="file">The name that a fault is reported with.</param>
    /// <param name="areTrades">Whether it holds trades; else quotes.</param>
    public LeanTickReader(Stream stream, string file, bool areTrades)
        : this(stream, file, areTrades, archive: null, failure: null)
    {
    }

    private LeanTickReader(Stream stream, string file, bool areTrades, ZipArchive? archive, string? failure)
    {
        _rows = new TextRows(stream, file, failure);
        _archive = archive;
        _areTrades = areTrades;
    }

    /// <summary>The row that stopped the reading; null while all is well.</summary>
    public FeedFault? Fault => _rows.Fault;

    /// <summary>The symbol that the file in the zip is named by, in capital letters; empty where it is not there.</summary>
    public string Symbol { get; private init; } = string.Empty;

    /// <summary>Opens a file. One that is damaged or cut within the zip is read as far as it goes and then has a fault.</summary>
    /// <param name="path">The zip.</param>
    /// <param name="areTrades">Whether it holds trades; else quotes.</param>
    /// <returns>The reader; one that cannot be opened has a fault and no row.</returns>
    public static LeanTickReader Open(string path, bool areTrades)
    {
        ZipArchive? archive = null;
        try
        {
            archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count == 1)
            {
                ZipArchiveEntry entry = archive.Entries[0];
                return new LeanTickReader(new VerifiedEntry(entry), path, areTrades, archive, failure: null) { Symbol = SymbolOf(entry.Name) };
            }

            string failure = $"a zip of Lean ticks holds one file, this one {archive.Entries.Count}";
            return new LeanTickReader(Stream.Null, path, areTrades, archive, failure);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            return new LeanTickReader(Stream.Null, path, areTrades, archive, fault.Message);
        }
    }

    /// <summary>Reads the next row.</summary>
    /// <param name="tick">The row.</param>
    /// <returns>False at the end and at a fault.</returns>
    public bool TryRead(out LeanTick tick)
    {
        tick = default;
        if (!_rows.TryRead(out ReadOnlySpan<byte> row))
        {
            return false;
        }

        string? reason = _areTrades ? ParseTrade(row, out tick) : ParseQuote(row, out tick);
        reason ??= tick.TimeNanoseconds < _lastTime ? "the time is before that of the row above" : null;
        _lastTime = tick.TimeNanoseconds;
        if (reason is not null)
        {
            _rows.Fail(reason);
        }

        return reason is null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _archive?.Dispose();
    }

    private static string? ParseQuote(ReadOnlySpan<byte> row, out LeanTick tick)
    {
        tick = default;
        string? reason = ParseTime(ref row, out long time);
        bool areNumbers = TryTakePrice(ref row, out long bid)
            & TryTakeWhole(ref row, out long bidLots)
            & TryTakePrice(ref row, out long ask)
            & TryTakeWhole(ref row, out long askLots);
        if (reason is not null || !areNumbers)
        {
            return reason ?? "not four columns of whole numbers after the time: bid price, bid size, ask price, ask size";
        }

        if (bid != 0 && ask != 0)
        {
            return "a quote row has a price for both sides; one is expected, and zeros for the other";
        }

        reason = ParseEnd(row, out byte exchange, out bool isSuspicious);

        // A row without any price names the side by its size; without one of either, it is a bid.
        bool isAsk = ask != 0 || (bid == 0 && askLots != 0);
        tick = new LeanTick(
            time, false, isAsk ? Side.Sell : Side.Buy, isAsk ? ask : bid, isAsk ? askLots : bidLots, exchange, isSuspicious);
        return reason;
    }

    private static string? ParseTrade(ReadOnlySpan<byte> row, out LeanTick tick)
    {
        tick = default;
        string? reason = ParseTime(ref row, out long time);
        if (reason is not null || !(TryTakePrice(ref row, out long price) & TryTakeWhole(ref row, out long lots)))
        {
            return reason ?? "not two columns of whole numbers after the time: price, size";
        }

        reason = ParseEnd(row, out byte exchange, out bool isSuspicious);
        tick = new LeanTick(time, true, Side.Buy, price, lots, exchange, isSuspicious);
        return reason ?? (price > 0 ? null : "the price of a trade is not above 0");
    }

    private static string? ParseTime(ref ReadOnlySpan<byte> row, out long nanoseconds)
    {
        bool isTime = TextNumbers.TryParseWhole(TextRows.NextField(ref row), out long milliseconds)
            && milliseconds is >= 0 and < MillisecondsMax;
        nanoseconds = isTime ? milliseconds * NanosecondsPerMillisecond : 0;
        return isTime ? null : "the time is not a number of milliseconds of the day";
    }

    private static string? ParseEnd(ReadOnlySpan<byte> row, out byte exchange, out bool isSuspicious)
    {
        ReadOnlySpan<byte> code = TextRows.NextField(ref row);
        exchange = code.IsEmpty ? (byte)0 : code[0];
        ReadOnlySpan<byte> condition = TextRows.NextField(ref row);
        isSuspicious = row is [(byte)'1'];
        return code.Length > 1 ? "the exchange is not one letter"
            : !IsHexadecimal(condition) ? "the conditions are not a hexadecimal number"
            : isSuspicious || row is [(byte)'0'] ? null
            : "the last column, suspicious, is not 0 or 1";
    }

    private static bool TryTakePrice(ref ReadOnlySpan<byte> row, out long ticks) =>
        TryTakeWhole(ref row, out ticks) && ticks <= int.MaxValue;

    private static bool TryTakeWhole(ref ReadOnlySpan<byte> row, out long value) =>
        TextNumbers.TryParseWhole(TextRows.NextField(ref row), out value) && value >= 0;

    private static bool IsHexadecimal(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
        {
            if (!char.IsAsciiHexDigit((char)character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The second part of 20131007_bac_Quote_Tick.csv.</summary>
    private static string SymbolOf(string name)
    {
        string[] parts = name.Split('_');
        return parts.Length > 2 ? parts[1].ToUpperInvariant() : string.Empty;
    }
}
