using System;
using System.Collections.Generic;
using System.Diagnostics;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Simulation;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Replay;
using Harrier.Simulation.Venue;

namespace Harrier.Engine.Sessions;

/// <summary>Runs sessions as they are configured, on the built-in venue or against recorded files.</summary>
public static class SessionRuns
{
    private const int RecordedInstruments = 16_384;

    // A quote on each side, and its replacement.
    private const int OwnOrdersPerInstrument = 4;

    /// <summary>Runs one session, in the calling thread. See <see cref="SessionRunner"/>.</summary>
    /// <param name="configuration">The settings, which have no faults.</param>
    /// <param name="dataFiles">The recorded files, which exist; none for the built-in venue.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <returns>What there is to tell about it.</returns>
    public static SessionReport Run(
        ConfigurationReading configuration, IReadOnlyList<string> dataFiles, SessionProgress progress) =>
        dataFiles.Count == 0 ? RunBuiltIn(configuration, progress) : RunRecorded(configuration, dataFiles, progress);

    private static SessionReport RunBuiltIn(ConfigurationReading reading, SessionProgress progress)
    {
        HarrierConfiguration settings = reading.Configuration;
        TradingHours hours = HoursOf(settings.Session);
        var venue = new SimulatedVenue(
            new SimulatedVenueSettings
            {
                Instruments = settings.Session.Symbols,
                Seed = settings.Session.Seed,
                Open = hours.Start,
                Close = hours.Close,
                PriceIncrementTicks = settings.Quoting.PriceIncrementTicks,
                LiveOwnOrders = OwnOrdersPerInstrument * settings.Session.Symbols,
            },
            settings.OrderFlow);
        TradingPlan plan = PlanOf(settings, hours, settings.Session.Symbols + 1, venue, CalibrationChoice.Fixed);
        return Run(reading, plan, venue, "built-in", [], progress);
    }

    private static SessionReport RunRecorded(
        ConfigurationReading reading, IReadOnlyList<string> dataFiles, SessionProgress progress)
    {
        HarrierConfiguration settings = reading.Configuration;
        var day = new RecordedDay(dataFiles);
        int instruments = day.IsSingleInstrument ? 2 : RecordedInstruments;
        using var venue = new RecordedVenue(
            day,
            new RecordedVenueLimits
            {
                Instruments = instruments,
                RecordedOrders = settings.Limits.BookOrders,
                OwnOrders = OwnOrdersPerInstrument * instruments,
            });
        TradingPlan plan = PlanOf(settings, HoursOf(settings.Session), instruments, venue, CalibrationChoice.Rolling);
        return Run(reading, plan, venue, "recorded", [.. dataFiles], progress);
    }

    private static SessionReport Run(
        ConfigurationReading reading,
        TradingPlan plan,
        IVenue venue,
        string venueName,
        string[] dataFiles,
        SessionProgress progress)
    {
        Rehearsal.Run(plan.Configuration);

        // The cancels of the close and their answers are waited for; a recorded day goes on for hours.
        LatencySettings times = plan.Configuration.Latency.Links;
        double roundTripMicroseconds = times.FeedMicroseconds + times.OrderMicroseconds + times.ResponseMicroseconds;
        Nanoseconds end = plan.Hours.Close + Nanoseconds.FromSeconds(1 + (roundTripMicroseconds / 1e6));
        using var session = new Session(plan, venue, end, progress);
        DateTimeOffset startedAt = TimeProvider.System.GetLocalNow();
        long started = Stopwatch.GetTimestamp();
        session.Run();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new SessionReportBuilder(reading, plan, session, venue).Build(venueName, dataFiles, startedAt, seconds);
    }

    internal static TradingHours HoursOf(SessionSection session)
    {
        var start = Nanoseconds.FromSeconds(session.StartSeconds);
        Nanoseconds close = start + Nanoseconds.FromSeconds(session.DurationSeconds);
        double reduceSeconds = Math.Min(session.ReduceSeconds, session.DurationSeconds);
        return new TradingHours(start, close - Nanoseconds.FromSeconds(reduceSeconds), close);
    }

    private static TradingPlan PlanOf(
        HarrierConfiguration settings, TradingHours hours, int instrumentLimit, IVenue venue, CalibrationChoice byDefault)
    {
        CalibrationChoice asked = settings.Model.Calibration;
        return new TradingPlan
        {
            Configuration = settings,
            Hours = hours,
            InstrumentLimit = instrumentLimit,
            OwnOrdersInFeed = venue.OwnOrdersInFeed,
            BookLimits = new OrderBookLimits { Instruments = instrumentLimit, Orders = settings.Limits.BookOrders },
            Calibration = asked == CalibrationChoice.Auto ? byDefault : asked,
            InsideTouch = settings.Model.InsideTouchOn(isBuiltIn: venue is SimulatedVenue),
        };
    }
}
