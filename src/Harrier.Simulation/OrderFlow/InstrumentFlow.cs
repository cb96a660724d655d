using System;
using Harrier.Primitives;
using Harrier.Simulation.Venue;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The order flow of one instrument. Nothing is allocated after construction.</summary>
/// <remarks>
/// Three clocks: the fair price moves on a fixed grid; stale orders are picked off a set time after a move; and one
/// exponential clock for all that comes at random (aggressive orders, new orders of the crowd, their end), whose event
/// is drawn in proportion to the intensities at that time, or is none where they have fallen meanwhile (thinning).
/// </remarks>
internal sealed class InstrumentFlow
{
    // Of the ends of crowd orders, so that replaces and partial cancels have the parts that they have on a real Nasdaq
    // day (30 December 2019: A 43.6 %, D 42.6 %, U 8.1 %, E 2.1 %, X 1.0 %).
    private const double ReplacedPart = 0.11;
    private const double ReducedPart = 0.022;

    // Of the aggressive orders that reach nothing displayed, those that meet a hidden order.
    private const double HiddenPart = 0.7;

    // Of the crowd's orders, those below a round lot.
    private const double OddLotPart = 0.25;

    private const int RoundLot = 100;
    private const int MarketMakerLots = 300;

    private readonly int _instrument;
    private readonly int _increment;
    private readonly Pcg64 _random;
    private readonly CommonFactor? _factor;
    private readonly double _stepTicks;
    private readonly double _depthTicks;
    private readonly double _reachTicks;
    private readonly double _halfSpreadTicks;
    private readonly double _limitOrdersPerSecond;
    private readonly double _endsPerSecond;
    private readonly double _pickedOffPart;
    private readonly int _aggressiveLotsMax;
    private readonly long _priceStepNanoseconds;
    private readonly long _pickOffNanoseconds;
    private readonly CrowdOrders _crowd;
    private readonly OrderHandle[] _marketMakers;
    private readonly int _crowdAtOpen;
    private ClusteredArrivals _buyers;
    private ClusteredArrivals _sellers;
    private double _boundPerSecond;
    private long _lastEvent;
    private long _nextEvent = long.MaxValue;
    private long _nextPriceStep = long.MaxValue;
    private long _nextPickOff = long.MaxValue;
    private bool _isOpen;

    public InstrumentFlow(OrderFlowSettings settings, int instrument, int priceIncrementTicks, ulong seed, Nanoseconds open)
    {
        _instrument = instrument;
        _increment = priceIncrementTicks;
        _random = new Pcg64(seed, (ulong)instrument + 1);
        _factor = CommonFactor.Of(settings, seed);
        FairTicks = settings.StartPriceDollars * Price.TicksPerUnit;
        double stepSeconds = settings.PriceStepMilliseconds / 1000;
        _stepTicks = settings.VolatilityDollarsPerSqrtSecond * Price.TicksPerUnit * Math.Sqrt(stepSeconds);
        _depthTicks = settings.LimitOrderMeanDepthDollars * Price.TicksPerUnit / 2;
        _reachTicks = Price.TicksPerUnit / settings.DecayPerDollar;
        _halfSpreadTicks = settings.HalfSpreadDollars * Price.TicksPerUnit;
        _limitOrdersPerSecond = settings.LimitOrdersPerSecond;
        _endsPerSecond = 1 / settings.LimitOrderLifetimeSeconds;
        _pickedOffPart = settings.StaleOrdersPickedOff;
        _aggressiveLotsMax = settings.AggressiveOrderLotsMax;
        _priceStepNanoseconds = Math.Max(1, (long)Math.Round(settings.PriceStepMilliseconds * 1e6));
        _pickOffNanoseconds = (long)Math.Round(settings.PickOffMicroseconds * 1e3);
        _crowdAtOpen = MeanCrowd(settings);
        _crowd = new CrowdOrders(CrowdMax(settings));
        _marketMakers = new OrderHandle[settings.OtherMarketMakers * 2];
        _buyers = Arrivals(settings);
        _sellers = _buyers;
        NextTime = open;
    }

    /// <summary>Gets the time of the next event.</summary>
    public Nanoseconds NextTime { get; private set; }

    /// <summary>Gets the fair price, which no participant sees.</summary>
    public double FairTicks { get; private set; }

    /// <summary>Gets the crowd's orders that were not sent because there were too many already.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Gets the number of live orders of the crowd.</summary>
    public int CrowdCount => _crowd.Count;

    /// <summary>The most orders of the flow that rest at once, the crowd's and the market makers'.</summary>
    public static int OrdersMax(OrderFlowSettings settings) => CrowdMax(settings) + (settings.OtherMarketMakers * 2);

    /// <summary>Does what is due at <see cref="NextTime"/>.</summary>
    public void Step<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        long now = NextTime.Value;
        if (!_isOpen)
        {
            Open(engine, ref events);
            _nextPriceStep = now + _priceStepNanoseconds;
            DrawNextEvent(now);
        }
        else if (now == _nextPriceStep)
        {
            MovePrice(engine, ref events);
            _nextPriceStep = now + _priceStepNanoseconds;
        }
        else if (now == _nextPickOff)
        {
            _nextPickOff = long.MaxValue;
            PickOff(engine, ref events);
        }
        else
        {
            TakeEvent(now, engine, ref events);
            DrawNextEvent(now);
        }

        NextTime = new Nanoseconds(Math.Min(_nextEvent, Math.Min(_nextPriceStep, _nextPickOff)));
    }

    /// <summary>Tells whether a tag is that of a market maker, not of the crowd.</summary>
    public bool IsMarketMaker(uint tag) => tag >= (uint)_crowd.Capacity;

    /// <summary>Learns where an order of the flow rests.</summary>
    public void Rested(in VenueOrder order)
    {
        if (IsMarketMaker(order.OwnerTag))
        {
            _marketMakers[(int)order.OwnerTag - _crowd.Capacity] = order.Handle;
        }
        else
        {
            _crowd.Handle((int)order.OwnerTag) = order.Handle;
        }
    }

    /// <summary>Learns that a resting order of the flow left the book.</summary>
    public void Left(in VenueOrder order)
    {
        if (IsMarketMaker(order.OwnerTag))
        {
            _marketMakers[(int)order.OwnerTag - _crowd.Capacity] = default;
        }
        else
        {
            _crowd.Release((int)order.OwnerTag);
        }
    }

    private static int MeanCrowd(OrderFlowSettings settings) =>
        (int)Math.Ceiling(settings.LimitOrdersPerSecond * settings.LimitOrderLifetimeSeconds / (1 - ReplacedPart - ReducedPart));

    // Poisson numbers of this mean do not come near twice the mean and 64 in the life of a session.
    private static int CrowdMax(OrderFlowSettings settings) => (MeanCrowd(settings) * 2) + 64;

    private static ClusteredArrivals Arrivals(OrderFlowSettings settings) => new(
        settings.AggressiveOrdersPerSecond,
        settings.ClusteringBranchingRatio,
        settings.ClusteringOtherSidePart,
        settings.ClusteringDecayPerSecond);

    private void Open<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        _isOpen = true;
        PlaceMarketMakers(Side.Buy, engine, ref events);
        PlaceMarketMakers(Side.Sell, engine, ref events);
        for (int i = 0; i < _crowdAtOpen; i++)
        {
            EnterCrowdOrder(engine, ref events);
        }
    }

    private void DrawNextEvent(long now)
    {
        _lastEvent = now;
        _boundPerSecond = _buyers.PerSecond + _sellers.PerSecond + _limitOrdersPerSecond + (_crowd.Count * _endsPerSecond);
        _nextEvent = _boundPerSecond > 0
            ? now + 1 + (long)Math.Min(_random.NextExponential() / _boundPerSecond * 1e9, 1e18)
            : long.MaxValue;
    }

    private void TakeEvent<TEvents>(long now, MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        double seconds = (now - _lastEvent) * 1e-9;
        _buyers.Pass(seconds);
        _sellers.Pass(seconds);
        double drawn = _random.NextDouble() * _boundPerSecond;
        if ((drawn -= _buyers.PerSecond) < 0)
        {
            _buyers.ExciteByOwn();
            _sellers.ExciteByOther();
            Attack(Side.Buy, engine, ref events);
        }
        else if ((drawn -= _sellers.PerSecond) < 0)
        {
            _sellers.ExciteByOwn();
            _buyers.ExciteByOther();
            Attack(Side.Sell, engine, ref events);
        }
        else if ((drawn -= _limitOrdersPerSecond) < 0)
        {
            EnterCrowdOrder(engine, ref events);
        }
        else if (drawn < _crowd.Count * _endsPerSecond)
        {
            EndCrowdOrder(engine, ref events);
        }
    }

    /// <summary>An aggressive order, whose reach beyond the fair price is exponential.</summary>
    private void Attack<TEvents>(Side side, MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        double reach = _random.NextExponential() * _reachTicks;
        int limit = side == Side.Buy ? RoundDown(FairTicks + reach) : RoundUp(FairTicks - reach);
        if (!Sweep(side, limit, engine, ref events) && _random.NextDouble() < HiddenPart)
        {
            TradeHidden(engine, ref events);
        }
    }

    private bool Sweep<TEvents>(Side side, int limit, MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        long displayed = 0;
        Side other = side == Side.Buy ? Side.Sell : Side.Buy;
        for (int depth = 0; engine.TryGetLevel(_instrument, other, depth, out VenueLevel level); depth++)
        {
            if (side == Side.Buy ? level.PriceTicks > limit : level.PriceTicks < limit)
            {
                break;
            }

            displayed += level.Lots;
        }

        int lots = (int)Math.Min(displayed, _aggressiveLotsMax);
        if (lots == 0)
        {
            return false;
        }

        engine.Enter(new OrderRequest(_instrument, side, lots, limit, OrderKind.ImmediateOrCancel, 0, uint.MaxValue), ref events);
        return true;
    }

    private void TradeHidden<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        if (engine.TryGetLevel(_instrument, Side.Buy, 0, out VenueLevel bid)
            && engine.TryGetLevel(_instrument, Side.Sell, 0, out VenueLevel ask))
        {
            int middle = bid.PriceTicks + ((ask.PriceTicks - bid.PriceTicks) / 2);
            events.HiddenTrade(_instrument, middle, DrawLots(), engine.TakeMatchNumber());
        }
    }

    private void EnterCrowdOrder<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        Side side = _random.NextBool() ? Side.Buy : Side.Sell;
        int price = DrawPrice(side);
        int lots = DrawLots();
        if (!_crowd.HasRoom)
        {
            LeftOut++;
            return;
        }

        int tag = _crowd.Take();
        engine.Enter(new OrderRequest(_instrument, side, lots, price, OrderKind.Limit, 0, (uint)tag), ref events);
        ReleaseUnlessResting(tag, engine);
    }

    private void EndCrowdOrder<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        int tag = _crowd.At(_random.NextBelow(_crowd.Count));
        OrderHandle handle = _crowd.Handle(tag);
        engine.TryGetOrder(handle, out VenueOrder order);
        double drawn = _random.NextDouble();
        if (drawn < ReplacedPart)
        {
            engine.Replace(handle, order.Lots, DrawPrice(order.Side), OrderKind.Limit, (uint)tag, ref events);
            ReleaseUnlessResting(tag, engine);
            return;
        }

        bool isReduced = drawn < ReplacedPart + ReducedPart && order.Lots > 1;
        engine.Cancel(handle, isReduced ? order.Lots / 2 : order.Lots, ref events);
    }

    // An order that traded whole on arrival never rested, and nobody told us that it left.
    private void ReleaseUnlessResting(int tag, MatchingEngine engine)
    {
        if (_crowd.IsLive(tag) && !engine.IsResting(_crowd.Handle(tag)))
        {
            _crowd.Release(tag);
        }
    }

    private void MovePrice<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        double drawn = _random.NextGaussian();
        double move = (_factor is null ? drawn : _factor.Join(drawn)) * _stepTicks;
        FairTicks = Math.Clamp(FairTicks + move, _halfSpreadTicks + (32 * _increment), MatchingEngine.PriceTicksMax / 2.0);

        // The side that is run into moves away first, so that nobody meets himself.
        Side first = move > 0 ? Side.Sell : Side.Buy;
        Side second = move > 0 ? Side.Buy : Side.Sell;
        PlaceMarketMakers(first, engine, ref events);
        PlaceMarketMakers(second, engine, ref events);
        if (WithdrawStale(first, engine, ref events) && _nextPickOff == long.MaxValue)
        {
            _nextPickOff = NextTime.Value + _pickOffNanoseconds;
        }
    }

    /// <summary>Moves the other market makers' quotes that are half an increment too near or two too far.</summary>
    private void PlaceMarketMakers<TEvents>(Side side, MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        int first = side == Side.Buy ? 0 : _marketMakers.Length / 2;
        for (int i = 0; i < _marketMakers.Length / 2; i++)
        {
            double wanted = _halfSpreadTicks + (i * 2 * _increment);
            int price = PriceAt(side, wanted);
            uint tag = (uint)(_crowd.Capacity + first + i);
            if (!engine.TryGetOrder(_marketMakers[first + i], out VenueOrder order))
            {
                engine.Enter(new OrderRequest(_instrument, side, MarketMakerLots, price, OrderKind.PostOnly, 0, tag), ref events);
                continue;
            }

            double distance = side == Side.Buy ? FairTicks - order.PriceTicks : order.PriceTicks - FairTicks;
            if (distance < wanted - (0.5 * _increment) || distance > wanted + (2 * _increment))
            {
                engine.Replace(order.Handle, MarketMakerLots, price, OrderKind.PostOnly, tag, ref events);
            }
        }
    }

    /// <summary>Lets the crowd cancel orders that the fair price has run through, but for those who sleep.</summary>
    /// <returns>True when stale orders are left.</returns>
    private bool WithdrawStale<TEvents>(Side side, MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        bool areLeft = false;
        int depth = 0;
        while (engine.TryGetLevel(_instrument, side, depth, out VenueLevel level) && IsStale(side, level.PriceTicks))
        {
            int left = level.Orders;
            engine.TryGetOrder(level.First, out VenueOrder order);
            for (int i = 0; i < level.Orders; i++)
            {
                bool hasNext = engine.TryGetNext(order.Handle, out VenueOrder next);
                if (order.Owner == 0 && _random.NextDouble() >= _pickedOffPart)
                {
                    engine.Cancel(order.Handle, order.Lots, ref events);
                    left--;
                }

                order = hasNext ? next : order;
            }

            areLeft |= left > 0;
            depth += left > 0 ? 1 : 0;
        }

        return areLeft;
    }

    private void PickOff<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        Sweep(Side.Buy, RoundUp(FairTicks) - _increment, engine, ref events);
        Sweep(Side.Sell, RoundDown(FairTicks) + _increment, engine, ref events);
    }

    private bool IsStale(Side side, int priceTicks) => side == Side.Buy ? priceTicks > FairTicks : priceTicks < FairTicks;

    // A sum of two exponentials: few at the touch, most some way behind, as in a real book.
    private int DrawPrice(Side side) =>
        PriceAt(side, _halfSpreadTicks + ((_random.NextExponential() + _random.NextExponential()) * _depthTicks));

    private int PriceAt(Side side, double distanceTicks) => side == Side.Buy
        ? RoundDown(FairTicks - distanceTicks)
        : RoundUp(FairTicks + distanceTicks);

    private int DrawLots()
    {
        double drawn = _random.NextDouble();
        return drawn < OddLotPart
            ? 1 + _random.NextBelow(RoundLot - 1)
            : RoundLot * (1 + (int)(_random.NextExponential() * 0.7));
    }

    private int RoundDown(double ticks) => Math.Max(_increment, (int)Math.Floor(ticks / _increment) * _increment);

    private int RoundUp(double ticks) => Math.Max(_increment, (int)Math.Ceiling(ticks / _increment) * _increment);
}
