using System;
using CsCheck;
using Harrier.Engine.MarketMaking;
using Harrier.Market;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Tests.Trading.Orders;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

/// <summary>The order path against a venue that answers late: orders, replacements and cancels cross executions and refusals on
/// the way, while prices stand still.</summary>
public sealed class RiskFeedPropertyTests
{
    private const int Instruments = 3;
    private const double LimitDollars = 350;

    private static readonly Nanoseconds Now = Nanoseconds.FromSeconds(60);

    [Fact]
    public void No_answer_raises_the_bound_and_no_accepted_order_takes_it_beyond_the_limit()
    {
        (int accepted, int refused, int answered, int ways) = (0, 0, 0, 0);
        Gen.Int[0, 1_000_000].Sample(seed =>
        {
            var random = new Random(seed);
            using var path = new Path(random);
            bool isWithin = true;
            for (int step = 0; step < 300; step++)
            {
                switch (random.Next(6))
                {
                    case 0 or 1:
                        double before = path.Worst;
                        CheckResult result = path.Decide(random, out bool lowersInventory);
                        accepted += result == CheckResult.Accepted ? 1 : 0;
                        refused += result == CheckResult.ValueAtRisk ? 1 : 0;
                        bool isOnWayOut = lowersInventory && path.Worst > path.Limit;
                        ways += isOnWayOut ? 1 : 0;
                        isWithin &= !isOnWayOut;
                        Assert.True(path.Worst <= Math.Max(path.Limit, before) * (1 + 1e-9) || isOnWayOut, $"{result}: {before} to {path.Worst}");
                        break;
                    case 2:
                        path.Venue.StepVenue();
                        break;
                    case 3:
                        path.Venue.Trade(random.Next(8), random.Next(1, 60));
                        break;
                    default:
                        double bound = path.Worst;
                        path.Venue.StepUs();
                        answered++;
                        Assert.InRange(path.Worst, 0, bound * (1 + 1e-9));
                        break;
                }

                // What is held never leaves the bound, and the limit is kept while no order was let out beyond it.
                Assert.InRange(path.Held, 0, (path.Worst * (1 + 1e-9)) + 1e-9);
                Assert.True(!isWithin || path.Worst <= path.Limit * (1 + 1e-9), $"{path.Worst} of {path.Limit}");
            }

            Assert.Equal(OrderResult.Applied, path.Venue.WorstResult);
        }, iter: 150, threads: 1);
        Assert.True(accepted > 1_000 && refused > 1_000 && answered > 1_000, $"{accepted} accepted, {refused} refused, {answered} answered, {ways} on the way out");
    }

    /// <summary>Three instruments at $100, two that move together and one against them, and what is between a decision and its
    /// answer.</summary>
    private sealed class Path : IDisposable
    {
        private static readonly TopOfBook Top = new(new Price(999_900), new Quantity(1), new Price(1_000_100), new Quantity(1));

        private readonly QuoteCache _cache = new(Instruments);
        private readonly OrderTable _orders = new(64, Instruments);
        private readonly PositionBook _positions = new(Instruments, default);
        private readonly RiskDesk _desk;
        private readonly RiskFeed _feed;
        private readonly PreTradeChecks _checks;

        public Path(Random random)
        {
            PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = (decimal)LimitDollars, HorizonSeconds = 1, CovarianceSecondsMin = 4 };
            _desk = new RiskDesk(limits, _cache, Instruments, long.MaxValue, Nanoseconds.FromSeconds(10));
            Limit = Math.Pow(LimitDollars / limits.Tail.Quantile, 2);
            _feed = new RiskFeed(_desk, _cache, _orders);
            Venue = new DelayedVenue(_orders) { Listener = Hear };
            _checks = new PreTradeChecks(
                new RiskLimits
                {
                    PriceCollarBasisPoints = 500,
                    MaximumOrderLots = 1_000,
                    MaximumPositionLots = 1_000,
                    MaximumOrderNotionalDollars = 1_000_000,
                    MaximumGrossNotionalDollars = 1_000_000,
                    MaximumOrdersPerSecond = 10_000,
                    StaleMarketDataMilliseconds = 3_000,
                    MaximumLossDollars = 1_000,
                },
                _orders,
                _positions,
                100,
                _desk.Line)
            {
                State = TradingState.Active,
            };
            for (int instrument = 0; instrument < Instruments; instrument++)
            {
                Assert.True(_desk.Line.TryCover(new InstrumentId(instrument)));
            }

            for (int second = 10; second <= 60; second++)
            {
                int common = random.Next(-60, 60);
                for (int instrument = 0; instrument < Instruments; instrument++)
                {
                    int move = second == 60 ? 0 : ((instrument == 2 ? -1 : 1) * common) + random.Next(-40, 40);
                    var top = new TopOfBook(new Price(999_900 + (100 * move)), new Quantity(1), new Price(1_000_100 + (100 * move)), new Quantity(1));
                    _cache.WriteTop(new InstrumentId(instrument), in top, default);
                    _positions.OnMid(new InstrumentId(instrument), top.MidTicksTwice);
                }

                _desk.Sweep(Nanoseconds.FromSeconds(second));
            }
        }

        public DelayedVenue Venue { get; }

        public double Limit { get; }

        public double Worst
        {
            get
            {
                Assert.True(_desk.Line.TryRead(out RiskHeadline head));
                return head.WorstVariance;
            }
        }

        public double Held => _desk.Risk.Variance;

        /// <summary>Enters, or replaces or cancels what stands.</summary>
        public CheckResult Decide(Random random, out bool lowersInventory)
        {
            var instrument = new InstrumentId(random.Next(Instruments));
            Side side = random.Next(2) == 0 ? Side.Buy : Side.Sell;
            var price = new Price(side == Side.Buy ? 999_900 : 1_000_100);
            var lots = new Quantity(random.Next(1, 90));
            var intent = OrderIntent.Enter(instrument, side, price, lots);
            for (int index = 0; index < _orders.OpenCount; index++)
            {
                OwnOrder order = _orders.OpenAt(index);
                if (order.Instrument == instrument && order.Side == side && order.State == LifeCycleState.Live)
                {
                    intent = random.Next(3) == 0
                        ? OrderIntent.Cancel(instrument, side, order.Id)
                        : OrderIntent.Replace(instrument, side, price, lots, order.Id);
                }
            }

            _feed.Begin(instrument.Index, Now);
            CheckResult result = _checks.Check(in intent, in Top, Now, Now);
            if (result == CheckResult.Accepted)
            {
                Venue.Submit(intent);
            }

            OpenExposure open = _orders.ExposureOf(instrument);
            long held = _positions.InventoryLots(instrument);
            long after = side == Side.Buy ? held + open.BuyLots : held - open.SellLots;
            lowersInventory = result == CheckResult.Accepted && Math.Abs(after) < Math.Abs(held);
            _feed.Settle(Now);
            return result;
        }

        public void Dispose()
        {
            _desk.Dispose();
            _cache.Dispose();
        }

        private void Hear(OrderChange change)
        {
            if (change.Side == Side.None)
            {
                return;
            }

            if (change.FillQuantity.Lots > 0)
            {
                _positions.OnFill(change.Instrument, change.Side, change.FillPrice, change.FillQuantity, FillLiquidity.Maker);
                _cache.WritePosition(change.Instrument, new Quantity(_positions.InventoryLots(change.Instrument)), _positions.Cash(change.Instrument));
            }

            // A request is heard of too, and settled later.
            if (change.State != LifeCycleState.PendingNew && change.State != LifeCycleState.PendingCancel)
            {
                _feed.Take(change.Instrument, Now);
            }
        }
    }
}
