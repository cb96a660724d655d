using System.Diagnostics;
using System.Runtime;
using System.Threading;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Models.Execution;
using Harrier.Models.Quoting.Portfolio;
using Harrier.Primitives;
using Harrier.Simulation.OrderFlow;
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
    private const long RehearsedLots = 2_000;

    // Three hundred half-lives: more than the weights take before they are scaled back.
    private const int CalibrationSeconds = 300;

    // Enough aggressive orders for an estimate within the opening, so that there are quotes whatever the session's flow is.
    private static readonly OrderFlowSettings Flow = new() { AggressiveOrdersPerSecond = 5 };

    /// <summary>Before the covariance is known, no order would leave.</summary>
    private const int CovarianceSeconds = 2;

    private static readonly Lock Gate = new();
    private static bool _hasQuoted;
    private static bool _hasExecuted;

    /// <summary>Runs it, once in a process for each of what a session may do: what it warms is the process's. Nothing else of
    /// it stays.</summary>
    /// <param name="settings">The settings of the session.</param>
    public static void Run(HarrierConfiguration settings)
    {
        lock (Gate)
        {
            ref bool isOver = ref settings.Execution.Parent is null ? ref _hasQuoted : ref _hasExecuted;
            if (!isOver)
            {
                RunUntilQuiet(settings);
                isOver = true;
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
            Calibrate();
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

    /// <summary>What an estimate does after minutes and hours only: errors from many blocks, weights that are scaled
    /// back.</summary>
    private static void Calibrate()
    {
        Calibrate(CountedFrom.Touch);
        Calibrate(CountedFrom.SecondLevel);
    }

    private static void Calibrate(CountedFrom from)
    {
        var calibration = new InstrumentCalibration(100, halfLifeSeconds: 1, new CountingRules { From = from });
        for (int second = 0; second < CalibrationSeconds; second++)
        {
            long time = second * Nanoseconds.PerSecond;
            var top = new TopOfBook(new Price(99_900 - (second % 3 * 100)), new Quantity(1), new Price(100_100), new Quantity(1));
            calibration.OnTop(time, in top);
            calibration.OnSecondLevels(time, top.BidPrice - 100, top.AskPrice + 100);
            calibration.OnExecution(Side.Buy, top.BidPrice.Ticks - (second % 3 * 100), time + 1);
            calibration.OnSecond(time + 1, in top);
        }

        calibration.Intensity.EstimatePooled();
        calibration.Volatility.Estimate();
    }

    /// <summary>Runs everything that a session with these settings may do, once.</summary>
    internal static void RunOnce(HarrierConfiguration settings)
    {
        HarrierConfiguration small = settings with
        {
            Session = settings.Session with { Symbols = 1, TradeOnly = [], DurationSeconds = Seconds, ReduceSeconds = 2 },
            Model = settings.Model with { Calibration = CalibrationChoice.Rolling, OpeningSeconds = Seconds / 3, CalibrationIntervalSeconds = Seconds / 10, Correlations = null },
            OrderFlow = Flow with
            {
                ClusteringOtherSidePart = settings.OrderFlow.ClusteringOtherSidePart,
                CommonFactorCorrelation = settings.OrderFlow.CommonFactorCorrelation,
            },
            Risk = settings.Risk with { Portfolio = settings.Risk.Portfolio with { CovarianceSecondsMin = CovarianceSeconds } },
            Faults = new FaultsSection { KillAtSeconds = Seconds - 1, FeedSilenceAtSeconds = Seconds - 15, FeedSilenceSeconds = 5 },
            Execution = Shorten(settings.Execution, Nanoseconds.FromSeconds(settings.Session.StartSeconds)),
            Limits = settings.Limits with { BookOrders = BookOrders, SeriesSamples = 10, DrawnInstruments = 1, DrawnFills = 10 },
        };
        if (small.Execution.Parent is not null)
        {
            RunOnce(small, 1, CalibrationChoice.Fixed);
            return;
        }

        RunOnce(small, 1, CalibrationChoice.Rolling);
        RunOnce(Pair(small), 2, CalibrationChoice.Fixed);
    }

    /// <summary>Two that are quoted together, with parameters that any size and limit can be quoted by: those of the session
    /// need not be such that instruments could be quoted together.</summary>
    private static HarrierConfiguration Pair(HarrierConfiguration small) => small with
    {
        Session = small.Session with { Model = QuoteModelChoice.Glft },
        Model = small.Model with
        {
            Correlations = CorrelationMatrix.Uniform(2, 0.5),
            RiskAversionPerDollar = 0,
            SkewAtLimitTicks = 0,
            VolatilityDollarsPerSqrtSecond = 0.01,
            ArrivalsPerSecond = 0.5,
            DecayPerDollar = 50,
            DriftDollarsPerSecond = 0,
            AdverseSelectionDollarsPerTrade = 0,
        },
    };

    private static void RunOnce(HarrierConfiguration settings, int instruments, CalibrationChoice calibration)
    {
        TradingHours hours = SessionRuns.HoursOf(settings);
        var venue = new SimulatedVenue(
            new SimulatedVenueSettings { Instruments = instruments, Open = hours.Start, Close = hours.Close, LiveOwnOrders = 4 * instruments },
            settings.OrderFlow);
        var plan = new TradingPlan
        {
            Configuration = settings,
            Hours = hours,
            InstrumentLimit = instruments + 1,
            OwnOrdersInFeed = true,
            BookLimits = new OrderBookLimits { Instruments = instruments + 1, Orders = BookOrders },
            Calibration = calibration,
        };
        using var session = new Session(plan, venue, hours.Close, new SessionProgress());
        session.Run();
    }

    /// <summary>A parent order that waits, crosses and is not complete when the made market ends.</summary>
    private static ExecutionSection Shorten(ExecutionSection execution, Nanoseconds start)
    {
        if (execution.Parent is null)
        {
            return execution;
        }

        Nanoseconds end = start + Nanoseconds.FromSeconds(Seconds);
        return execution with
        {
            Parent = execution.Parent with { Lots = RehearsedLots, Limit = Price.None, DecidedAt = start, Start = start, End = end },
            Schedule = ExecutionSchedule.TimeWeighted(RehearsedLots, start, end, slices: 12),
            Rules = execution.Rules with { PassiveShare = 0.5 },
        };
    }
}
