using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Engine.Books;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lean;
using Harrier.Market.Feeds.Lobster;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Simulation.Venue;

namespace Harrier.Engine.Calibration;

/// <summary>Estimates the models' parameters from recorded files, or from the built-in venue where there is none.
/// Cold.</summary>
public static class CalibrationRun
{
    private const int StepsBetweenReports = 1 << 16;
    private const int VenueOrders = 1 << 16;

    /// <summary>Reads all of it. A file that cannot be read to its end is no exception: what was read counts, and the report
    /// says so.</summary>
    /// <param name="reading">The settings, which have no faults: hours, price increment, order size, inventory limit,
    /// model, and the order flow of the built-in venue.</param>
    /// <param name="files">ITCH 5.0 files and LOBSTER pairs, or Lean tick pairs; none for the built-in venue.</param>
    /// <param name="symbols">The symbols; empty for all.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <returns>What there is to tell.</returns>
    public static CalibrationReport Run(
        ConfigurationReading reading, IReadOnlyList<string> files, IReadOnlyList<string> symbols, SessionProgress progress)
    {
        HarrierConfiguration settings = reading.Configuration;
        var tapes = new List<(InstrumentTape Tape, Nanoseconds End)>();
        string? fault = null;
        long falseTimes = 0;
        if (files.Count == 0)
        {
            var source = new VenueFeed(VenueOf(settings));
            ReadItch(source, settings, symbols, isBuiltIn: true, settings.Session.Symbols + 1, VenueOrders, tapes, progress, 0);
        }
        else
        {
            foreach (string file in WithoutTwins(files))
            {
                fault ??= ReadFile(file, settings, symbols, tapes, progress, ref falseTimes);
            }
        }

        return new CalibrationReportBuilder(settings, isBuiltIn: files.Count == 0).Build([.. files], tapes, falseTimes, fault);
    }

    /// <summary>Of a pair both files may be named; it is one feed.</summary>
    private static List<string> WithoutTwins(IReadOnlyList<string> files)
    {
        var kept = new List<string>();
        foreach (string file in FeedChunks.WithoutTwins(files))
        {
            string name = LeanFilePair.TryFind(file, out LeanFilePair? pair) ? pair.QuotePath : file;
            if (!kept.Contains(name))
            {
                kept.Add(name);
            }
        }

        return kept;
    }

    private static string? ReadFile(
        string file,
        HarrierConfiguration settings,
        IReadOnlyList<string> symbols,
        List<(InstrumentTape Tape, Nanoseconds End)> tapes,
        SessionProgress progress,
        ref long falseTimes)
    {
        if (LeanFilePair.TryFind(file, out LeanFilePair? pair))
        {
            return ReadLean(pair, settings, symbols, tapes, progress);
        }

        bool isSingle = LobsterFilePair.TryFind(file, out _);
        int instruments = isSingle ? 2 : OrderBookLimits.InstrumentsMax;
        using var source = new OrderedItchSource(FeedFile.Open(file));
        long bytes = File.Exists(file) ? new FileInfo(file).Length : 0;
        long atLimit = ReadItch(
            source, settings, symbols, isBuiltIn: false, instruments, BookRebuildOptions.LiveOrdersDefault, tapes, progress, bytes);
        falseTimes += source.FalseTimes;
        return source.Fault?.ToString() ?? (atLimit == 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"{file}: {atLimit} orders found no room in the books"));
    }

    private static long ReadItch(
        IItchSource source,
        HarrierConfiguration settings,
        IReadOnlyList<string> symbols,
        bool isBuiltIn,
        int instruments,
        int orders,
        List<(InstrumentTape Tape, Nanoseconds End)> tapes,
        SessionProgress progress,
        long bytes)
    {
        CalibrationClock clock = ClockOf(settings);
        using var reader = new ItchTapes(
            clock, symbol => IsWanted(symbols, symbol), settings, isBuiltIn, instruments, orders);
        while (reader.Read(source, StepsBetweenReports))
        {
            // About how far: an unpacked message with its length has 32 bytes.
            progress.Report((int)Math.Min(999, reader.Messages * 32 * 1000 / Math.Max(bytes, 1 << 24)), reader.Messages);
        }

        Keep(clock, tapes);
        return reader.AtLimit;
    }

    private static string? ReadLean(
        LeanFilePair pair,
        HarrierConfiguration settings,
        IReadOnlyList<string> symbols,
        List<(InstrumentTape Tape, Nanoseconds End)> tapes,
        SessionProgress progress)
    {
        using var ticks = LeanTicks.Open(pair);
        if (!IsWanted(symbols, ticks.Symbol))
        {
            return ticks.Fault?.ToString();
        }

        CalibrationClock clock = ClockOf(settings);
        var tape = new LeanTape(clock, InstrumentTape.Of(ticks.Symbol, settings, isBuiltIn: false, hasDepth: false));
        while (tape.Read(ticks, StepsBetweenReports))
        {
            progress.Report(500, tape.Rows);
        }

        Keep(clock, tapes);
        return ticks.Fault?.ToString();
    }

    private static void Keep(CalibrationClock clock, List<(InstrumentTape Tape, Nanoseconds End)> tapes)
    {
        foreach ((InstrumentTape tape, TopOfBook _) in clock.Tapes)
        {
            tapes.Add((tape, clock.End));
        }
    }

    private static CalibrationClock ClockOf(HarrierConfiguration settings)
    {
        Harrier.Engine.MarketMaking.TradingHours hours = SessionRuns.HoursOf(settings);
        return new CalibrationClock(hours.Start, hours.Close);
    }

    private static SimulatedVenue VenueOf(HarrierConfiguration settings)
    {
        Harrier.Engine.MarketMaking.TradingHours hours = SessionRuns.HoursOf(settings);
        return new SimulatedVenue(
            new SimulatedVenueSettings
            {
                Instruments = settings.Session.Symbols,
                Seed = settings.Session.Seed,
                Open = hours.Start,
                Close = hours.Close,
                PriceIncrementTicks = settings.Quoting.PriceIncrementTicks,
                LiveOwnOrders = 1,
            },
            settings.OrderFlow);
    }

    private static bool IsWanted(IReadOnlyList<string> symbols, string symbol)
    {
        bool isWanted = symbols.Count == 0;
        foreach (string one in symbols)
        {
            isWanted |= one.Equals(symbol, StringComparison.OrdinalIgnoreCase);
        }

        return isWanted;
    }
}
