using System;
using System.Collections.Generic;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;

namespace Harrier.Tests.Monitoring.Reports;

/// <summary>A made session that has something of everything: a random walk, quotes around it skewed by inventory, fills,
/// absent quotes, an empty book, a stage without samples. The money adds up as a real session's does.</summary>
internal static class SampleReport
{
    private const int Samples = 2000;
    private static readonly Nanoseconds Begin = Nanoseconds.FromSeconds(34_200);

    public static SessionReport Make(params string[] symbols)
    {
        var series = new List<InstrumentSeries>();
        var rows = new List<InstrumentRow>();
        ProfitSeries profitSeries = Empty();
        var total = new Profit(Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero);
        for (int index = 0; index < symbols.Length; index++)
        {
            var walk = new Walk(symbols[index], index + 1);
            series.Add(walk.Series);
            rows.Add(walk.Row);
            profitSeries = Sum(profitSeries, walk.ProfitSeries);
            total = new Profit(
                total.Cash + walk.Row.Profit.Cash,
                total.InventoryAtMid + walk.Row.Profit.InventoryAtMid,
                total.Spread + walk.Row.Profit.Spread,
                total.Inventory + walk.Row.Profit.Inventory,
                total.Fees + walk.Row.Profit.Fees);
        }

        return new SessionReport
        {
            Run = Run(),
            Counts = Counts(),
            Profit = total,
            Instruments = [.. rows],
            Markouts =
            [
                new MarkoutRow(Nanoseconds.FromSeconds(1), 400, 40_000, Money.FromDecimal(312.5m)),
                new MarkoutRow(Nanoseconds.FromSeconds(10), 399, 39_900, Money.FromDecimal(101.25m)),
                new MarkoutRow(Nanoseconds.FromSeconds(60), 395, 39_500, Money.FromDecimal(-48m)),
            ],
            FillRates =
            [
                new FillRateRow(0, 100, 1_200.5, 310, 0.37),
                new FillRateRow(100, 200, 9_000, 900, 0.2),
                new FillRateRow(200, 300, 20_000, 900, 0.11),
                new FillRateRow(300, 400, 4_000, 120, 0.06),
                new FillRateRow(400, 500, 0, 0, double.NaN),
            ],
            Stops = [new NamedCount("positionLimit", 12), new NamedCount("orderRate", 3)],
            StateChanges = [new StateChange(Begin, "active", "Start of the session."), new StateChange(Nanoseconds.FromSeconds(57_600), "halted", "End of the session: everything was cancelled & confirmed <all>.")],
            Latencies = new SessionLatencies(Stage(18), Stage(31), Stage(9), Stage(12), Stage(15), Stage(190), Stage(230)),
            ProfitSeries = profitSeries,
            InstrumentSeries = [.. series],
        };
    }

    private static SessionRun Run() => new()
    {
        HarrierVersion = "0.1.0",
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Host = new HostFacts("A processor", 2, "Linux 6.1", ".NET 10.0.1", "TSC at 2.596 GHz, 10 ns a reading, subtracted"),
        Venue = "built-in",
        Model = "glft",
        Seed = ulong.MaxValue,
        Begin = Begin,
        End = Nanoseconds.FromSeconds(57_600),
        Outcome = SessionOutcome.Completed,
        OutcomeReason = string.Empty,
        DataFiles = [],
        Assumptions = ["Our orders stand in the queue as any other.", "Nobody reacts to our quotes."],
        Settings = [new ReportedSetting("Session:Seed", "1", "default"), new ReportedSetting("Latency:FeedMicroseconds", "7.5", "command line")],
    };

    private static SessionCounts Counts() => new()
    {
        Messages = 1_234_567,
        MessagesByType = [new NamedCount("A", 600_000), new NamedCount("D", 634_567)],
        Orders = 20_123,
        Entered = 8_000,
        Replaced = 12_000,
        Canceled = 123,
        Rejected = 1,
        RejectedByReason = [new NamedCount("replaceNotAllowed", 1)],
        Fills = 400,
        LotsTraded = 40_000,
        OrdersSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        AllocatedBytes = 0,
        Collections = 0,
        WallSeconds = 3.21,
        Anomalies = [new NamedCount("unknownReferences", 2)],
    };

    private static LatencyStage Stage(double median)
    {
        var buckets = new List<LatencyBucket>();
        long samples = 0;
        for (double from = median / 4; from < median * 60; from *= 1.1)
        {
            double distance = Math.Log(from / median) / (from < median ? 0.25 : 0.6);
            long count = (long)(100_000 * Math.Exp(-distance * distance / 2));
            samples += count;
            buckets.Add(new LatencyBucket(from, from * 1.1, count));
        }

        return new LatencyStage(samples, median, median * 2.4, median * 6, median * 60, [.. buckets]);
    }

    private static ProfitSeries Empty() =>
        new(new Nanoseconds[Samples], new Money[Samples], new Money[Samples], new Money[Samples]);

    private static ProfitSeries Sum(ProfitSeries left, ProfitSeries right)
    {
        ProfitSeries sum = Empty();
        for (int index = 0; index < Samples; index++)
        {
            sum.Times[index] = right.Times[index];
            sum.Spread[index] = left.Spread[index] + right.Spread[index];
            sum.Inventory[index] = left.Inventory[index] + right.Inventory[index];
            sum.Fees[index] = left.Fees[index] + right.Fees[index];
        }

        return sum;
    }

    /// <summary>One instrument: at each sample the mid moves, and a quote is filled now and then.</summary>
    private sealed class Walk
    {
        private readonly Random _random;
        private readonly List<FillPoint> _fills = [];
        private long _lots;
        private Money _cash;
        private Money _spread;
        private Money _inventory;
        private Money _fees;

        public Walk(string symbol, int seed)
        {
            _random = new Random(seed);
            ProfitSeries = Empty();
            Series = new InstrumentSeries
            {
                Symbol = symbol,
                Times = new Nanoseconds[Samples],
                MidTicksTwice = new long[Samples],
                Bids = new Price[Samples],
                Asks = new Price[Samples],
                InventoryLots = new long[Samples],
                Fills = [],
            };
            long mid = 2_000_000;
            for (int sample = 0; sample < Samples; sample++)
            {
                mid = Step(sample, mid);
            }

            Series = Series with { Fills = [.. _fills] };
            var inventoryAtMid = Money.OfHalf(mid, new Quantity(_lots));
            Row = new InstrumentRow
            {
                Instrument = new InstrumentId(seed),
                Symbol = symbol,
                Profit = new Profit(_cash, inventoryAtMid, _spread, _inventory, _fees),
                Orders = 20_123,
                Fills = _fills.Count,
                LotsBought = 20_000,
                LotsSold = 20_000,
                InventoryLots = _lots,
                InventoryLotsMax = 1_000,
                Stopped = 15,
                TwoSidedShare = 0.973,
                Model = "glft: gamma 0.01 per dollar, sigma 0.012 dollars per square root of a second",
            };
        }

        public InstrumentSeries Series { get; }

        public InstrumentRow Row { get; }

        public ProfitSeries ProfitSeries { get; }

        private long Step(int sample, long mid)
        {
            long moved = mid + (_random.Next(-8, 9) * 100);
            _inventory += Money.OfHalf(moved, new Quantity(_lots)) - Money.OfHalf(mid, new Quantity(_lots));
            var time = new Nanoseconds(Begin.Value + (sample * 11_700_000_000L));
            Price bid = _lots >= 1_000 ? Price.None : new Price((moved / 2) - 180 - (_lots * 27 / 100));
            Price ask = _lots <= -1_000 ? Price.None : new Price((moved / 2) + 180 - (_lots * 27 / 100));
            if (_random.Next(5) == 0)
            {
                Fill(time, moved, _random.Next(2) == 0 ? Side.Buy : Side.Sell, bid, ask);
            }

            bool isEmpty = sample is >= 700 and < 720;
            Series.Times[sample] = time;
            Series.MidTicksTwice[sample] = isEmpty ? long.MinValue : moved;
            Series.Bids[sample] = isEmpty ? Price.None : bid;
            Series.Asks[sample] = isEmpty ? Price.None : ask;
            Series.InventoryLots[sample] = _lots;
            ProfitSeries.Times[sample] = time;
            ProfitSeries.Spread[sample] = _spread;
            ProfitSeries.Inventory[sample] = _inventory;
            ProfitSeries.Fees[sample] = _fees;
            return moved;
        }

        private void Fill(Nanoseconds time, long mid, Side side, Price bid, Price ask)
        {
            Price price = side == Side.Buy ? bid : ask;
            if (!price.IsPresent)
            {
                return;
            }

            long signed = side == Side.Buy ? 100 : -100;
            _fills.Add(new FillPoint(time, side, price, 100, mid));
            _lots += signed;
            _cash -= Money.Of(price, new Quantity(signed));
            _spread += Money.OfHalf(mid, new Quantity(signed)) - Money.Of(price, new Quantity(signed));
            _fees += Money.FromDecimal(0.2m);
            _cash += Money.FromDecimal(0.2m);
        }
    }
}
