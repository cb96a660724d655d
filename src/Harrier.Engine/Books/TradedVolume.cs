using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lean;
using Harrier.Primitives;

namespace Harrier.Engine.Books;

/// <summary>What of one symbol was traded in each equal part of the session's hours, over the recorded days of some files: the
/// volume curve that <c>Execution:Algorithm=vwap</c> takes. Cold.</summary>
/// <remarks>It counts what a session counts as the volume of the market: executions that print and trades with hidden orders.
/// Crosses are left out, in which no order of a session takes part, and so are Lean's trades off the exchanges and the rows that
/// the file doubts. Days are added up: a busy one weighs more.</remarks>
public sealed class TradedVolume
{
    /// <summary>About how long a part is: shorter ones are mostly chance, longer ones hide the open and the close.</summary>
    private const double PartSeconds = 900;

    private readonly long _open;
    private readonly long _length;
    private readonly long[] _lots;

    private TradedVolume(SessionSection session)
    {
        _open = Nanoseconds.FromSeconds(session.StartSeconds).Value;
        _length = Nanoseconds.FromSeconds(session.DurationSeconds).Value;
        _lots = new long[Math.Max(1, (int)Math.Round(session.DurationSeconds / PartSeconds))];
    }

    /// <summary>Gets the lots of each part.</summary>
    public ReadOnlySpan<long> Lots => _lots;

    /// <summary>Gets the lots of all parts.</summary>
    public long TotalLots { get; private set; }

    /// <summary>Gets how many parts have no trade.</summary>
    public int EmptyParts => Array.FindAll(_lots, lots => lots == 0).Length;

    /// <summary>Reads files to their ends, or to where they are damaged.</summary>
    /// <param name="files">ITCH 5.0 files, LOBSTER pairs, Lean tick pairs; either file names a pair.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="settings">The hours.</param>
    /// <returns>The volume.</returns>
    public static TradedVolume Read(IReadOnlyList<string> files, string symbol, HarrierConfiguration settings)
    {
        var volume = new TradedVolume(settings.Session);
        var lean = new List<LeanFilePair>();
        foreach (string file in FeedChunks.WithoutTwins(files))
        {
            if (!LeanFilePair.TryFind(file, out LeanFilePair? pair))
            {
                using IItchSource source = FeedFile.Open(file);
                volume.Take(source, symbol);
            }
            else if (!lean.Contains(pair))
            {
                lean.Add(pair);
                volume.Take(pair, symbol);
            }
        }

        return volume;
    }

    /// <summary>Writes the curve, the hours that it belongs to and the algorithm as a harrier.json that a session
    /// takes.</summary>
    /// <param name="output">Where to; stays open.</param>
    public void Write(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("Session");
        json.WriteNumber("StartSeconds", new Nanoseconds(_open).ToSeconds());
        json.WriteNumber("DurationSeconds", new Nanoseconds(_length).ToSeconds());
        json.WriteEndObject();
        json.WriteStartObject("Execution");
        json.WriteString("Algorithm", "vwap");
        json.WriteString("VolumeCurve", string.Join(',', Array.ConvertAll(_lots, lots => lots.ToString(CultureInfo.InvariantCulture))));
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private void Take(IItchSource source, string symbol)
    {
        ulong wanted = MarketUpdate.SymbolOf(symbol);
        int instrument = -1;
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            MarketUpdate.Decode(message, out MarketUpdate update);
            if (update.Kind == MarketUpdateKind.Directory && update.Symbol == wanted)
            {
                instrument = update.Instrument;
            }
            else if (update.Instrument == instrument && IsTrade(in update))
            {
                Add(update.Time, update.Lots);
            }
        }
    }

    private static bool IsTrade(in MarketUpdate update) => update.Lots > 0 && update.Kind switch
    {
        MarketUpdateKind.Execute => !update.IsUnprinted,
        MarketUpdateKind.HiddenTrade => update.PriceTicks > 0,
        _ => false,
    };

    private void Take(LeanFilePair pair, string symbol)
    {
        using var trades = LeanTickReader.Open(pair.TradePath, areTrades: true);
        bool isWanted = trades.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase);
        while (isWanted && trades.TryRead(out LeanTick trade))
        {
            if (trade.Exchange != LeanTick.OffExchange && !trade.IsSuspicious)
            {
                Add(trade.TimeNanoseconds, trade.Lots);
            }
        }
    }

    private void Add(long time, long lots)
    {
        long since = time - _open;
        if (since >= 0 && since < _length)
        {
            _lots[(int)((Int128)since * _lots.Length / _length)] += lots;
            TotalLots += lots;
        }
    }
}
