using System.Diagnostics;
using System.Runtime;
using System.Threading;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Simulation.Venue;

namespace Harrier.Engine.Sessions;

/// <summary>Runs the engine's path on a short made market before a session, so that the first real message meets loaded
/// types and optimized code: otherwise it would allocate, and the first tenth of a second run several times slower.</summary>
/// <remarks>The runtime compiles a method quickly at first, and again, optimized, when it has been called often and
/// nothing new was compiled for a tenth of a second. So the rehearsal goes on until the compiler has been quiet for
/// longer than that. Compiled ahead of time, once is enough.</remarks>
internal static class Rehearsal
{
    private const int QuietMilliseconds = 400;
    private const int MillisecondsMax = 5_000;
    private const double Seconds = 60;
    private const int BookOrders = 1 << 14;

    /// <summary>Before the covariance is known, no order would leave.</summary>
    private const int CovarianceSeconds = 2;

    private static readonly Lock Gate = new();
    private static bool _isOver;

    /// <summary>Runs it, once in a process: what it warms is the process's. Nothing else of it stays.</summary>
    /// <param name="settings">The settings of the session.</param>
    public static void Run(HarrierConfiguration settings)
    {
        lock (Gate)
        {
            if (!_isOver)
            {
                RunUntilQuiet(settings);
                _isOver = true;
            }
        }
    }

    private static void RunUntilQuiet(HarrierConfiguration settings)
    {
        long start = Stopwatch.GetTimestamp();
        long quietSince = start;
        long compiled = 0;
        do
        {
            RunOnce(settings);
            long count = JitInfo.GetCompiledMethodCount();
            if (count != compiled)
            {
                compiled = count;
                quietSince = Stopwatch.GetTimestamp();
            }
        }
        while (compiled > 0
            && Stopwatch.GetElapsedTime(quietSince).TotalMilliseconds < QuietMilliseconds
            && Stopwatch.GetElapsedTime(start).TotalMilliseconds < MillisecondsMax);
    }

    private static void RunOnce(HarrierConfiguration settings)
    {
        HarrierConfiguration small = settings with
        {
            Session = settings.Session with { Symbols = 1, TradeOnly = [], DurationSeconds = Seconds, ReduceSeconds = 2 },
            Model = settings.Model with { Calibration = CalibrationChoice.Rolling, OpeningSeconds = Seconds / 3 },
            Risk = settings.Risk with { Portfolio = settings.Risk.Portfolio with { CovarianceSecondsMin = CovarianceSeconds } },
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
