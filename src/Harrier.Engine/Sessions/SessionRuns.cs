using System;
using System.Collections.Generic;
using System.Diagnostics;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Models.Quoting;
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

    /// <summary>Says why the configured model cannot quote, where each setting is in its range and together they are not.</summary>
    /// <param name="configuration">The settings, which have no faults.</param>
    /// <returns>The sentence; null where the model can.</returns>
    public static string? ModelFault(ConfigurationReading configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        HarrierConfiguration settings = configuration.Configuration;
        try
        {
            var model = new SessionModel(settings);
            MarketParameters parameters = model.Complete(model.Configured);
            model.Fill(in parameters, new QuoteTable(settings.Model.MaximumInventoryOrders, settings.Quoting.PriceIncrementTicks));
            if (settings.Model.Correlations is { } correlations)
            {
                _ = new PortfolioDesk(settings, instrumentLimit: 1, correlations, model, in parameters);
            }

            return null;
        }
        catch (ArgumentException exception)
        {
            return $"The settings under Model do not go together: {exception.Message}";
        }
    }

    private static SessionReport RunBuiltIn(ConfigurationReading reading, SessionProgress progress)
    {
        HarrierConfiguration settings = reading.Configuration;
        TradingHours hours = HoursOf(settings);
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
        TradingPlan plan = PlanOf(settings, HoursOf(settings), instruments, venue, CalibrationChoice.Rolling);
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

    /// <summary>The hours of a session. One that executes a parent order is not flat at its end, and has no time before it in
    /// which it may only reduce its position.</summary>
    internal static TradingHours HoursOf(HarrierConfiguration settings)
    {
        SessionSection session = settings.Session;
        var start = Nanoseconds.FromSeconds(session.StartSeconds);
        Nanoseconds close = start + Nanoseconds.FromSeconds(session.DurationSeconds);
        double reduceSeconds = settings.Execution.Parent is null ? Math.Min(session.ReduceSeconds, session.DurationSeconds) : 0;
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
            Calibration = settings.Execution.Parent is not null ? CalibrationChoice.Fixed
                : asked == CalibrationChoice.Auto ? byDefault
                : asked,
            Counting = settings.Model.CountingOn(isBuiltIn: venue is SimulatedVenue),
        };
    }
}
