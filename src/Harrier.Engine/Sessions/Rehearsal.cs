using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Simulation.Venue;

namespace Harrier.Engine.Sessions;

/// <summary>Runs the engine's path once on a short made market before a session, so that the first real message meets
/// compiled code and types that are loaded: both would otherwise cost it milliseconds and allocations.</summary>
internal static class Rehearsal
{
    private const double Seconds = 60;
    private const int BookOrders = 1 << 14;

    /// <summary>Runs it. Nothing of it stays.</summary>
    /// <param name="settings">The settings of the session.</param>
    public static void Run(HarrierConfiguration settings)
    {
        HarrierConfiguration small = settings with
        {
            Session = settings.Session with { Symbols = 1, TradeOnly = [], DurationSeconds = Seconds, ReduceSeconds = 2 },
            Model = settings.Model with { Calibration = CalibrationChoice.Rolling, OpeningSeconds = Seconds / 3 },
            Faults = new FaultsSection { KillAtSeconds = Seconds - 1, FeedSilenceAtSeconds = Seconds - 15, FeedSilenceSeconds = 5 },
            Limits = settings.Limits with { BookOrders = BookOrders, SeriesSamples = 10, DrawnInstruments = 1, DrawnFills = 10 },
        };
        TradingHours hours = SessionRuns.HoursOf(small.Session);
        var venue = new SimulatedVenue(
            new SimulatedVenueSettings { Open = hours.Start, Close = hours.Close, LiveOwnOrders = 4 }, small.OrderFlow);
        var plan = new TradingPlan
        {
            Configuration = small,
            Hours = hours,
            InstrumentLimit = 2,
            OwnOrdersInFeed = true,
            BookLimits = new OrderBookLimits { Instruments = 2, Orders = BookOrders },
            Calibration = CalibrationChoice.Rolling,
        };
        using var session = new Session(plan, venue, hours.Close, new SessionProgress());
        session.Run();
    }
}
