using System;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;

namespace Harrier.Trading.Risk;

/// <summary>The checks that every request passes before it leaves. One thread; nothing is allocated or thrown.</summary>
/// <remarks>Cancels always pass. The position is taken at its worst: as if all open orders of the side were executed,
/// an order and its replacement counting once.</remarks>
public sealed class PreTradeChecks
{
    /// <summary>The highest price that OUCH 5.0 takes, $199,999.99.</summary>
    public const long MaximumPriceTicks = 1_999_999_900;

    /// <summary>The most lots that OUCH 5.0 takes.</summary>
    public const long MaximumQuantityLots = 999_999;

    private const long BasisPointsPerOne = 10_000;

    /// <summary>A hundred times the mid: a wider collar is none, and products with it stay within 64 bits.</summary>
    private const int CollarBasisPointsMax = 1_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly OrderTable _orders;
    private readonly PositionBook _positions;
    private readonly OrderRateWindow _rate;
    private readonly RiskLine? _risk;
    private readonly long[] _counts = new long[(int)CheckResult.RiskUnknown + 1];
    private readonly uint _priceIncrementTicks;
    private readonly long _collarBasisPoints;
    private readonly long _orderLotsMax;
    private readonly long _positionLotsMax;
    private readonly long _orderTickLotsMax;
    private readonly long _grossTickLotsMax;
    private readonly long _staleNanoseconds;

    /// <summary>Takes the limits and what they are measured against. The state is Halted until it is set.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="orders">Our orders, for the open lots.</param>
    /// <param name="positions">Our positions.</param>
    /// <param name="priceIncrementTicks">The step of prices, in ticks; 1 for any price.</param>
    /// <param name="risk">The portfolio's risk; null where no limit on it holds orders back.</param>
    public PreTradeChecks(
        RiskLimits limits, OrderTable orders, PositionBook positions, int priceIncrementTicks, RiskLine? risk = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(priceIncrementTicks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(limits.PriceCollarBasisPoints, 1);
        _orders = orders;
        _positions = positions;
        _rate = new OrderRateWindow(limits.MaximumOrdersPerSecond);
        _risk = risk is not null && risk.HoldsOrders ? risk : null;
        _priceIncrementTicks = (uint)priceIncrementTicks;
        _collarBasisPoints = Math.Min(limits.PriceCollarBasisPoints, CollarBasisPointsMax);
        _orderLotsMax = Math.Min(limits.MaximumOrderLots, MaximumQuantityLots);
        _positionLotsMax = limits.MaximumPositionLots;
        _orderTickLotsMax = ToTickLots(limits.MaximumOrderNotionalDollars);
        _grossTickLotsMax = ToTickLots(limits.MaximumGrossNotionalDollars);
        _staleNanoseconds = limits.StaleMarketDataMilliseconds * NanosecondsPerMillisecond;
    }

    /// <summary>Gets or sets what may be sent.</summary>
    public TradingState State { get; set; }

    /// <summary>Counts the requests that had a result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The number since start.</returns>
    public long CountOf(CheckResult result) => _counts[(int)result];

    /// <summary>Says whether market data are too old to quote on.</summary>
    /// <param name="topTime">When the top of the book was last known to be right.</param>
    /// <param name="now">The time.</param>
    /// <returns>True when they are too old.</returns>
    public bool IsStale(Nanoseconds topTime, Nanoseconds now) => now.Value - topTime.Value > _staleNanoseconds;

    /// <summary>Checks a request, and counts it towards the order rate when it is accepted.</summary>
    /// <param name="intent">The request.</param>
    /// <param name="top">The top of the book.</param>
    /// <param name="topTime">When the market data of that book were last known to be right.</param>
    /// <param name="now">The time; never before an earlier one.</param>
    /// <returns>Accepted, or the first reason not to send it.</returns>
    public CheckResult Check(in OrderIntent intent, in TopOfBook top, Nanoseconds topTime, Nanoseconds now)
    {
        CheckResult result = intent.Kind == IntentKind.Cancel ? CheckResult.Accepted : Find(in intent, in top, topTime, now);
        _counts[(int)result]++;
        return result;
    }

    private static long ToTickLots(decimal dollars) =>
        (long)Math.Clamp(dollars * Price.TicksPerUnit, 0, long.MaxValue / 4);

    private CheckResult Find(in OrderIntent intent, in TopOfBook top, Nanoseconds topTime, Nanoseconds now)
    {
        if (State == TradingState.Halted)
        {
            return CheckResult.Halted;
        }

        CheckResult form = FindInForm(in intent);
        if (form != CheckResult.Accepted)
        {
            return form;
        }

        if (IsStale(topTime, now))
        {
            return CheckResult.StaleMarketData;
        }

        CheckResult value = FindInValue(in intent, in top);
        if (value != CheckResult.Accepted)
        {
            return value;
        }

        CheckResult exposure = FindInExposure(in intent, in top, now);
        if (exposure != CheckResult.Accepted)
        {
            return exposure;
        }

        if (!_rate.HasRoom(now))
        {
            return CheckResult.OrderRate;
        }

        _rate.Take(now);
        return CheckResult.Accepted;
    }

    /// <summary>What is wrong with the request whatever the market does.</summary>
    private CheckResult FindInForm(in OrderIntent intent)
    {
        if (intent.Kind is not (IntentKind.Enter or IntentKind.Replace)
            || intent.Instrument.Index < 0
            || intent.Instrument.Index >= _orders.InstrumentLimit)
        {
            return CheckResult.InvalidRequest;
        }

        if (intent.Side is not (Side.Buy or Side.Sell))
        {
            return CheckResult.InvalidSide;
        }

        // The range comes first, so that the narrow remainder below is exact: a 64-bit one costs several times more.
        if (intent.Price.Ticks is <= 0 or > MaximumPriceTicks || (uint)intent.Price.Ticks % _priceIncrementTicks != 0)
        {
            return CheckResult.InvalidPrice;
        }

        if (intent.Quantity.Lots is <= 0 or > MaximumQuantityLots)
        {
            return CheckResult.InvalidQuantity;
        }

        return intent.Quantity.Lots > _orderLotsMax ? CheckResult.OrderSize : CheckResult.Accepted;
    }

    private CheckResult FindInValue(in OrderIntent intent, in TopOfBook top)
    {
        long midTicksTwice = MidTicksTwice(in intent, in top);
        if (midTicksTwice == PositionBook.NoMid)
        {
            return CheckResult.StaleMarketData;
        }

        // Prices have 32 bits on the wire, so that both products stay below 2^33 * 10^6.
        long distanceTwice = Math.Abs((2 * intent.Price.Ticks) - midTicksTwice);
        if (distanceTwice * BasisPointsPerOne > midTicksTwice * _collarBasisPoints)
        {
            return CheckResult.PriceCollar;
        }

        return intent.Price.Ticks * intent.Quantity.Lots > _orderTickLotsMax
            ? CheckResult.OrderNotional
            : CheckResult.Accepted;
    }

    private long MidTicksTwice(in OrderIntent intent, in TopOfBook top) =>
        top.IsTwoSided ? top.MidTicksTwice : _positions.MidTicksTwice(intent.Instrument);

    private CheckResult FindInExposure(in OrderIntent intent, in TopOfBook top, Nanoseconds now)
    {
        long addedLots = intent.Quantity.Lots;
        long addedTickLots = intent.Price.Ticks * addedLots;
        if (intent.Kind == IntentKind.Replace)
        {
            if (!_orders.TryGetReplaceable(in intent, out long openLots, out long openTickLots))
            {
                return CheckResult.UnknownOrder;
            }

            addedLots = Math.Max(0, addedLots - openLots);
            addedTickLots = Math.Max(0, addedTickLots - openTickLots);
        }

        ref readonly OpenExposure exposure = ref _orders.ExposureOf(intent.Instrument);
        bool isBuy = intent.Side == Side.Buy;
        long held = _positions.InventoryLots(intent.Instrument);
        long heldOnSide = isBuy ? held : -held;
        long worstLots = heldOnSide + (isBuy ? exposure.BuyLots : exposure.SellLots) + addedLots;
        if (State == TradingState.Reducing && worstLots > 0)
        {
            return CheckResult.Reducing;
        }

        if (worstLots > _positionLotsMax)
        {
            return CheckResult.PositionLimit;
        }

        // An order that can only lower the inventory is the way out of a gross limit, and passes.
        if (worstLots > 0 && _positions.GrossTickLots + _orders.OpenTickLots + addedTickLots > _grossTickLotsMax)
        {
            return CheckResult.GrossNotional;
        }

        bool crosses = isBuy ? intent.Price.Ticks >= exposure.LowestSellTicks : intent.Price.Ticks <= exposure.HighestBuyTicks;
        if (crosses)
        {
            return CheckResult.SelfCross;
        }

        // While reducing, no order gets here that could raise the inventory: the way out stays open, even that of a hedge.
        return _risk is null || State == TradingState.Reducing
            ? CheckResult.Accepted
            : _risk.Ask(
                intent.Instrument,
                held,
                isBuy ? worstLots : -worstLots,
                isBuy ? held - exposure.SellLots : held + exposure.BuyLots,
                MidTicksTwice(in intent, in top),
                now);
    }
}
