using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Metrics;
using Harrier.Simulation;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Sessions;

/// <summary>Gathers the report of a session that is over. Cold.</summary>
internal sealed class SessionReportBuilder
{
    private const int ClockMilliseconds = 20;

    private static readonly (CheckResult Reason, string Name)[] StopNames =
    [
        (CheckResult.Halted, "halted"),
        (CheckResult.InvalidRequest, "invalidRequest"),
        (CheckResult.InvalidSide, "invalidSide"),
        (CheckResult.InvalidPrice, "invalidPrice"),
        (CheckResult.InvalidQuantity, "invalidQuantity"),
        (CheckResult.UnknownOrder, "unknownOrder"),
        (CheckResult.OrderSize, "orderSize"),
        (CheckResult.StaleMarketData, "staleMarketData"),
        (CheckResult.PriceCollar, "priceCollar"),
        (CheckResult.OrderNotional, "orderNotional"),
        (CheckResult.Reducing, "reducing"),
        (CheckResult.PositionLimit, "positionLimit"),
        (CheckResult.GrossNotional, "grossNotional"),
        (CheckResult.SelfCross, "selfCross"),
        (CheckResult.OrderRate, "orderRate"),
        (CheckResult.ValueAtRisk, "valueAtRisk"),
        (CheckResult.ExpectedShortfall, "expectedShortfall"),
        (CheckResult.RiskUnknown, "riskUnknown"),
    ];

    private readonly ConfigurationReading _reading;
    private readonly TradingPlan _plan;
    private readonly Session _session;
    private readonly MarketMaker _maker;
    private readonly IVenue _venue;
    private readonly double _nanosecondsPerTick = CycleClock.Calibrate(ClockMilliseconds).NanosecondsPerTick;

    /// <summary>Takes what is over.</summary>
    public SessionReportBuilder(ConfigurationReading reading, TradingPlan plan, Session session, IVenue venue)
    {
        _reading = reading;
        _plan = plan;
        _session = session;
        _maker = session.Maker;
        _venue = venue;
    }

    /// <summary>Builds the report.</summary>
    /// <param name="venueName">The venue in words.</param>
    /// <param name="dataFiles">The recorded files.</param>
    /// <param name="startedAt">When the session was started.</param>
    /// <param name="wallSeconds">How long it took.</param>
    /// <returns>The report.</returns>
    public SessionReport Build(string venueName, string[] dataFiles, DateTimeOffset startedAt, double wallSeconds) => new()
    {
        Run = BuildRun(venueName, dataFiles, startedAt),
        Counts = BuildCounts(wallSeconds),
        Profit = ToProfit(_maker.Ledger.Positions.Total().Result),
        Execution = BuildExecution(),
        Instruments = BuildInstruments(),
        Markouts = BuildMarkouts(),
        FillRates = BuildFillRates(),
        Stops = BuildStops(),
        StateChanges = _maker.Guard.Changes(),
        Latencies = new SessionLatencies(
            Stage(_maker.Times.Decode),
            Stage(_maker.Times.Book),
            Stage(_maker.Times.Quote),
            Stage(_maker.Times.Check),
            Stage(_maker.Times.Encode),
            Stage(_maker.Times.MessageToOrder),
            Stage(_maker.Times.PacketToOrder)),
        ProfitSeries = _maker.Series.Profit(),
        InstrumentSeries = BuildSeries(),
        Risk = RiskSummaryBuilder.Build(_maker.Risk, SymbolOf),
    };

    private static Profit ToProfit(in ProfitAndLoss result) =>
        new(result.Cash, result.InventoryAtMid, result.Spread, result.Inventory, result.Fees);

    private static string Version() =>
        typeof(SessionReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    private SessionRun BuildRun(string venueName, string[] dataFiles, DateTimeOffset startedAt)
    {
        (SessionOutcome outcome, string reason) = Outcome();
        return new SessionRun
        {
            HarrierVersion = Version(),
            StartedAt = startedAt,
            Host = HostProbe.Describe(_nanosecondsPerTick),
            Venue = venueName,
            Model = _maker.Execution is null ? ModelName(_plan.Configuration.Session.Model) : _plan.Configuration.Execution.AlgorithmName,
            Seed = _plan.Configuration.Session.Seed,
            Begin = _plan.Hours.Start,
            End = _session.Now > _plan.Hours.Start ? _session.Now : _plan.Hours.Start,
            Outcome = outcome,
            OutcomeReason = reason,
            DataFiles = dataFiles,
            Assumptions = [.. _venue.Assumptions],
            Settings = _reading.Settings,
        };
    }

    internal static string ModelName(QuoteModelChoice model) => model switch
    {
        QuoteModelChoice.GlftClosedForm => "glft-closed",
        QuoteModelChoice.AvellanedaStoikov => "avellaneda-stoikov",
        QuoteModelChoice.CarteaJaimungal => "cartea-jaimungal",
        _ => "glft",
    };

    private (SessionOutcome Outcome, string Reason) Outcome()
    {
        if (_session.Fault is not null)
        {
            return (SessionOutcome.InternalFault, _session.Fault);
        }

        return _maker.StopReason switch
        {
            KillReason.None => AtEnd(),
            KillReason.FeedFault => (SessionOutcome.FeedFault, _venue.Fault!.ToString()),
            KillReason.Requested or KillReason.LossLimit or KillReason.PortfolioLimit => (SessionOutcome.TradingStopped, TradingGuard.Reason(_maker.StopReason)),
            _ => (SessionOutcome.InternalFault, TradingGuard.Reason(_maker.StopReason)),
        };
    }

    /// <summary>A session that makes markets and never sent an order is no success, whatever it read.</summary>
    private (SessionOutcome Outcome, string Reason) AtEnd()
    {
        if (_maker.Execution is ExecutionDesk desk)
        {
            return (SessionOutcome.Completed, NothingQuoted.IsAnyWorked(_maker, _plan) ? WhyNotExecuted(desk) : NothingQuoted.WhyNoInstrument(_plan));
        }

        return _maker.Gateway.Entered > 0
            ? (SessionOutcome.Completed, string.Empty)
            : (SessionOutcome.NothingQuoted, NothingQuoted.Why(_maker, _plan, BuildStops(), _maker.Market.Counts.Total));
    }

    private static string WhyNotExecuted(ExecutionDesk desk)
    {
        long left = desk.Parent.Lots - desk.Executor.DoneLots;
        return left == 0 ? string.Empty : string.Create(
            CultureInfo.InvariantCulture, $"The parent order is not complete: {left} of {desk.Parent.Lots} lots were not executed.");
    }

    private ExecutionReport? BuildExecution() => _maker.Execution is ExecutionDesk desk
        ? ParentOrderReport.Of(desk, _plan.Configuration.Execution.AlgorithmName, desk.Instrument < 0 ? string.Empty : SymbolOf(desk.Instrument))
        : null;

    private SessionCounts BuildCounts(double wallSeconds)
    {
        OrderGateway gateway = _maker.Gateway;
        Position total = _maker.Ledger.Positions.Total();
        return new SessionCounts
        {
            Messages = _maker.Market.Counts.Total,
            MessagesByType = MessagesByType(),
            Orders = gateway.Entered + gateway.Replaced + gateway.Canceled,
            Entered = gateway.Entered,
            Replaced = gateway.Replaced,
            Canceled = gateway.Canceled,
            Rejected = _maker.Rejected,
            RejectedByReason = RejectedByReason(),
            Fills = total.Fills,
            LotsTraded = total.BoughtLots + total.SoldLots,
            OrdersSha256 = gateway.Sha256(),
            AllocatedBytes = _session.AllocatedBytes,
            Collections = _session.Collections,
            WallSeconds = wallSeconds,
            Anomalies = BuildAnomalies(),
        };
    }

    private NamedCount[] RejectedByReason()
    {
        var counts = new List<NamedCount>();
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            Add(counts, JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()), _maker.RejectedFor(reason));
        }

        Add(counts, "unknown", _maker.RejectedFor((RejectReason)ushort.MaxValue));
        return [.. counts];
    }

    private NamedCount[] MessagesByType()
    {
        var counts = new List<NamedCount>();
        for (int type = 0; type <= byte.MaxValue; type++)
        {
            long count = _maker.Market.Counts.Of((byte)type);
            if (count > 0)
            {
                counts.Add(new NamedCount(((char)type).ToString(), count));
            }
        }

        return [.. counts];
    }

    private NamedCount[] BuildAnomalies()
    {
        var all = new List<NamedCount>();
        BookStatistics books = _maker.Market.Books.Statistics;
        Add(all, "unknownReferences", books.UnknownReferences);
        Add(all, "duplicateReferences", books.DuplicateReferences);
        Add(all, "bookOrdersAtLimit", books.AtLimit);
        Add(all, "malformedMessages", books.Malformed + _maker.Market.Malformed);
        Add(all, "messagesBeyondInstruments", _maker.Market.BeyondInstruments);
        Add(all, "messagesDropped", _session.Dropped);
        Add(all, "estimatesUnusable", _maker.Models.Unusable);
        Add(all, "markoutsLeftOut", _maker.Ledger.Markouts.Dropped);
        Add(all, "stateChangesLeftOut", _maker.Guard.ChangesBeyond);
        return [.. all];
    }

    private static void Add(List<NamedCount> all, string name, long count)
    {
        if (count > 0)
        {
            all.Add(new NamedCount(name, count));
        }
    }

    private InstrumentRow[] BuildInstruments()
    {
        var rows = new List<InstrumentRow>();
        for (int instrument = 0; instrument < _plan.InstrumentLimit; instrument++)
        {
            if (_maker.IsWorked(instrument))
            {
                rows.Add(BuildInstrument(instrument));
            }
        }

        rows.Sort((left, right) => right.Fills != left.Fills
            ? right.Fills.CompareTo(left.Fills)
            : left.Instrument.Index.CompareTo(right.Instrument.Index));
        return [.. rows];
    }

    private InstrumentRow BuildInstrument(int instrument)
    {
        Position position = _maker.Ledger.Positions.Of(new InstrumentId(instrument));
        double length = (_plan.Hours.Close - _plan.Hours.Start).Value;
        return new InstrumentRow
        {
            Instrument = new InstrumentId(instrument),
            Symbol = SymbolOf(instrument),
            Profit = ToProfit(position.Result),
            Orders = _maker.Gateway.OrdersOf(instrument),
            Fills = position.Fills,
            LotsBought = position.BoughtLots,
            LotsSold = position.SoldLots,
            InventoryLots = position.InventoryLots,
            InventoryLotsMax = position.InventoryLotsMax,
            Stopped = _maker.Gateway.StoppedOf(instrument),
            TwoSidedShare = _maker.Ledger.TwoSided(instrument).Value / length,
            Model = ModelOf(instrument),
        };
    }

    private string ModelOf(int instrument)
    {
        if (_maker.Execution is not null)
        {
            return _plan.Configuration.Execution.AlgorithmName;
        }

        return ModelWords.Of(_maker.Models.ParametersOf(instrument), _plan.Configuration);
    }

    private string SymbolOf(int instrument)
    {
        Span<byte> symbol = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(symbol, _maker.Market.SymbolOf(instrument));
        return Encoding.ASCII.GetString(symbol).TrimEnd(' ', '\0');
    }

    private MarkoutRow[] BuildMarkouts()
    {
        Markouts markouts = _maker.Ledger.Markouts;
        var rows = new MarkoutRow[markouts.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            MarkoutHorizon horizon = markouts[i];
            rows[i] = new MarkoutRow(horizon.After, horizon.Fills, horizon.Lots, horizon.Sum);
        }

        return rows;
    }

    private FillRateRow[] BuildFillRates()
    {
        FillRates rates = _maker.Ledger.FillRates;
        var rows = new List<FillRateRow>();
        for (int i = 0; i < rates.Count; i++)
        {
            FillRateBand band = rates[i];
            if (band.Standing.Value > 0)
            {
                rows.Add(new FillRateRow(
                    band.FromTicks, band.ToTicks, band.Standing.ToSeconds(), band.Fills, ModelRate(band)));
            }
        }

        return [.. rows];
    }

    /// <summary>A exp(-k depth) in the middle of a band; only where all instruments have one model.</summary>
    private double ModelRate(in FillRateBand band)
    {
        if (_maker.Execution is not null || (_plan.Calibration != CalibrationChoice.Fixed && !_plan.IsSingleInstrument))
        {
            return double.NaN;
        }

        if (band.ToTicks == long.MaxValue)
        {
            return double.NaN;
        }

        ref readonly MarketParameters model = ref _maker.Models.ParametersOf(1);
        double depth = (band.FromTicks + band.ToTicks) / 2.0 / Price.TicksPerUnit;
        return model.ArrivalsPerSecond * Math.Exp(-model.DecayPerDollar * depth);
    }

    private NamedCount[] BuildStops()
    {
        var stops = new List<NamedCount>();
        foreach ((CheckResult reason, string name) in StopNames)
        {
            Add(stops, name, _maker.StoppedBy(reason));
        }

        return [.. stops];
    }

    private LatencyStage Stage(LatencyHistogram times)
    {
        var buckets = new List<LatencyBucket>();
        for (int index = times.NextBucket(0, out ulong lower, out ulong upper, out long count);
             index >= 0;
             index = times.NextBucket(index + 1, out lower, out upper, out count))
        {
            buckets.Add(new LatencyBucket(lower * _nanosecondsPerTick, (upper + 1) * _nanosecondsPerTick, count));
        }

        return new LatencyStage(
            times.Count,
            times.ValueAt(0.5) * _nanosecondsPerTick,
            times.ValueAt(0.99) * _nanosecondsPerTick,
            times.ValueAt(0.999) * _nanosecondsPerTick,
            times.Max * _nanosecondsPerTick,
            [.. buckets]);
    }

    private InstrumentSeries[] BuildSeries()
    {
        var series = new InstrumentSeries[_maker.Series.Count];
        for (int i = 0; i < series.Length; i++)
        {
            series[i] = _maker.Series.Series(i, SymbolOf(_maker.Series.InstrumentAt(i)), _maker.Models.IsCalibrated);
        }

        return series;
    }
}
