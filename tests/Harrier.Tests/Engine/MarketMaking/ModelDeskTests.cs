using System;
using System.Buffers.Binary;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class ModelDeskTests : IDisposable
{
    private const int Instrument = 1;
    private const int Seconds = 300;
    private const ulong OwnReference = 900;

    private static readonly HarrierConfiguration Settings = ConfigurationReading.Defaults().Configuration;
    private static readonly Nanoseconds Start = Nanoseconds.FromSeconds(34_200);

    private readonly OrderBooks _books = new(new OrderBookLimits { Instruments = 2, Orders = 1_024 });

    public void Dispose() => _books.Dispose();

    [Theory]
    [InlineData(CountedFrom.Touch)]
    [InlineData(CountedFrom.SecondLevel)]
    public void Executions_of_our_own_orders_say_nothing_about_arrivals(CountedFrom from)
    {
        MarketParameters without = Learn(from, isOwnTaken: false, isOurs: true);
        Assert.True(without.ArrivalsPerSecond > 0);
        MarketParameters with = Learn(from, isOwnTaken: true, isOurs: true);
        Assert.Equal(without.ArrivalsPerSecond, with.ArrivalsPerSecond, 1e-9);
        Assert.Equal(without.DecayPerDollar, with.DecayPerDollar, 1e-9);

        // The same executions of somebody else's order are aggressive orders: as many again.
        Assert.True(Learn(from, isOwnTaken: true, isOurs: false).ArrivalsPerSecond > 1.2 * without.ArrivalsPerSecond);
    }

    /// <summary>An opening of 300 s at a spread of 2 cents, with bids at 9.99, 9.98 and 9.97 and one that may be ours at 9.97 too.
    /// Each second a sale goes to one of the three in turn; where asked another one, before it, takes a lot of the one that may be
    /// ours.</summary>
    private MarketParameters Learn(CountedFrom from, bool isOwnTaken, bool isOurs)
    {
        _books.ClearAll();
        var plan = new TradingPlan
        {
            Configuration = Settings,
            Hours = new TradingHours(Start, Start + Nanoseconds.FromSeconds(1_000), Start + Nanoseconds.FromSeconds(1_000)),
            InstrumentLimit = 2,
            BookLimits = new OrderBookLimits { Instruments = 2, Orders = 1_024 },
            OwnOrdersInFeed = true,
            Calibration = CalibrationChoice.Rolling,
            Counting = new CountingRules { From = from },
        };
        var quotes = new QuoteEngine(Settings.Quoting.Rules, 2);
        var orders = new OrderTable(16, 2);
        using var ledger = new Ledger(quotes, default, new SeriesRecorder(2, 1, 16, 16), 2, 100, null);
        var checks = new PreTradeChecks(Settings.Risk, orders, ledger.Positions, 100, null);
        using var gateway = new OrderGateway(checks, orders, quotes, new StageTimes(), new Link(0, 0, 1, 4_096), 0);
        var desk = new ModelDesk(plan, quotes, gateway, new SeriesRecorder(2, 1, 16, 16));
        var market = new MarketView(_books, quotes, 2, ownOrdersInFeed: true);
        TopOfBook[] tops = [TopOfBook.Empty, TopOfBook.Empty];
        desk.Announce(new MarketUpdate { Kind = MarketUpdateKind.Directory, Instrument = Instrument, Symbol = BinaryPrimitives.ReadUInt64BigEndian("HARA    "u8) });
        Apply(market, Added(OwnReference, Side.Buy, 99_700, 100_000));
        if (isOurs)
        {
            market.SetOwnReference(Instrument, Side.Buy, OwnReference, Start);
        }

        Apply(market, Added(1, Side.Sell, 100_100, 500));
        Apply(market, Added(2, Side.Sell, 100_200, 500));
        ulong reference = 1_000;
        for (int second = 0; second <= Seconds; second++)
        {
            long time = Start.Value + (second * Nanoseconds.PerSecond);
            ulong first = ++reference;
            for (int level = 0; level < 3; level++)
            {
                Apply(market, Added(level == 0 ? first : ++reference, Side.Buy, 99_900 - (100 * level), 10));
            }

            // On whole seconds the mid is seen to go up and down, or there is no volatility.
            Apply(market, Added(50_000 + (ulong)second, Side.Sell, 100_000 + Math.Abs((second % 120) - 60), 1));
            Show(desk, market, tops, time);
            desk.OnTime(new Nanoseconds(time), tops);
            Apply(market, new MarketUpdate { Kind = MarketUpdateKind.Delete, Instrument = Instrument, Reference = 50_000 + (ulong)second });
            Show(desk, market, tops, time + 1);
            if (isOwnTaken)
            {
                Take(desk, market, OwnReference, time + 400_000_000);
                Show(desk, market, tops, time + 400_000_000);
            }

            for (ulong level = 0; level <= (ulong)(second % 3); level++)
            {
                Take(desk, market, first + level, time + 500_000_000, 10);
            }

            Show(desk, market, tops, time + 500_000_000);
            for (ulong level = (ulong)(second % 3) + 1; level < 3; level++)
            {
                Apply(market, new MarketUpdate { Kind = MarketUpdateKind.Delete, Instrument = Instrument, Reference = first + level });
            }
        }

        return desk.ParametersOf(Instrument);
    }

    private static void Show(ModelDesk desk, MarketView market, TopOfBook[] tops, long time)
    {
        TopOfBook top = market.OthersTop(Instrument);
        if (top != tops[Instrument])
        {
            tops[Instrument] = top;
            desk.ObserveTop(Instrument, in top, new Nanoseconds(time));
        }

        if (desk.Watched is TouchedInstruments watched)
        {
            watched.Add(Instrument, isDue: false);
            desk.ObserveSecondLevels(market, tops, new Nanoseconds(time));
        }
    }

    private static void Take(ModelDesk desk, MarketView market, ulong reference, long time, int lots = 1)
    {
        var update = new MarketUpdate { Kind = MarketUpdateKind.Execute, Instrument = Instrument, Reference = reference, Lots = lots, Time = time };
        desk.Observe(in update, market);
        Apply(market, update);
    }

    private static void Apply(MarketView market, in MarketUpdate update) => Assert.True(market.Apply(in update));

    private static MarketUpdate Added(ulong reference, Side side, int priceTicks, int lots) => new()
    {
        Kind = MarketUpdateKind.Add,
        Instrument = Instrument,
        Reference = reference,
        Side = side,
        PriceTicks = priceTicks,
        Lots = lots,
    };
}
