using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Primitives;
using Harrier.Simulation.Venue;

namespace Harrier.Tests.Simulation.Venue;

/// <summary>The slow obvious twin: one list of all resting orders in order of arrival, searched from end to end.</summary>
internal sealed class NaiveMatchingEngine(MatchingEngineLimits limits)
{
    private readonly List<VenueOrder> _resting = [];
    private ulong _reference;
    private ulong _match;

    public List<VenueEvent> Events { get; } = [];

    public MatchResult Enter(in OrderRequest r)
    {
        if (r.Instrument < 0 || r.Instrument >= limits.Instruments)
        {
            return MatchResult.UnknownInstrument;
        }

        if (r.Side != Side.Buy && r.Side != Side.Sell)
        {
            return MatchResult.InvalidSide;
        }

        MatchResult fault = CheckNumbers(r.Lots, r.PriceTicks, r.Kind);
        if (fault != MatchResult.Done)
        {
            return fault;
        }

        if (r.Kind != OrderKind.ImmediateOrCancel)
        {
            if (_resting.Count == limits.RestingOrders)
            {
                return MatchResult.OrderLimit;
            }

            List<int> prices = Prices(r.Instrument, r.Side, except: 0);
            if (prices.Count == limits.LevelsPerSide && !prices.Contains(r.PriceTicks))
            {
                return MatchResult.LevelLimit;
            }
        }

        var order = new VenueOrder(new OrderHandle(0, ++_reference), r.Instrument, r.Side, r.PriceTicks, r.Lots, r.Owner, r.OwnerTag);
        Events.Add(VenueEvent.Accepted(in order));
        Arrive(order, r.Kind);
        return MatchResult.Done;
    }

    public MatchResult Cancel(ulong reference, int lots)
    {
        int index = _resting.FindIndex(o => o.Handle.Reference == reference);
        if (index < 0)
        {
            return MatchResult.UnknownOrder;
        }

        if (lots < 1)
        {
            return MatchResult.InvalidSize;
        }

        int canceled = Math.Min(lots, _resting[index].Lots);
        VenueOrder left = Take(index, canceled);
        Events.Add(VenueEvent.Canceled(in left, canceled, CancelCause.Requested, wasResting: true));
        return MatchResult.Done;
    }

    public MatchResult Replace(ulong reference, int lots, int priceTicks, OrderKind kind, uint tag)
    {
        int index = _resting.FindIndex(o => o.Handle.Reference == reference);
        if (index < 0)
        {
            return MatchResult.UnknownOrder;
        }

        MatchResult fault = CheckNumbers(lots, priceTicks, kind);
        if (fault != MatchResult.Done)
        {
            return fault;
        }

        VenueOrder old = _resting[index];
        if (priceTicks == old.PriceTicks && lots <= old.Lots && kind != OrderKind.ImmediateOrCancel)
        {
            _resting[index] = old with { Lots = lots, OwnerTag = tag };
            Events.Add(VenueEvent.Replaced(in old, _resting[index], ReplaceOutcome.KeptPlace));
            return MatchResult.Done;
        }

        if (kind != OrderKind.ImmediateOrCancel)
        {
            List<int> prices = Prices(old.Instrument, old.Side, except: reference);
            if (prices.Count == limits.LevelsPerSide && !prices.Contains(priceTicks))
            {
                return MatchResult.LevelLimit;
            }
        }

        _resting.RemoveAt(index);
        VenueOrder order = old with { Handle = new OrderHandle(0, ++_reference), PriceTicks = priceTicks, Lots = lots, OwnerTag = tag };
        bool marketable = kind == OrderKind.ImmediateOrCancel || BestAgainst(order) >= 0;
        Events.Add(VenueEvent.Replaced(in old, in order, marketable ? ReplaceOutcome.Marketable : ReplaceOutcome.Requeued));
        if (marketable)
        {
            Arrive(order, kind);
        }
        else
        {
            _resting.Add(order);
        }

        return MatchResult.Done;
    }

    /// <summary>The book of one side, best price first and oldest first.</summary>
    public List<(ulong Reference, int PriceTicks, int Lots)> Book(int instrument, Side side) =>
        [.. _resting.Where(o => o.Instrument == instrument && o.Side == side)
            .OrderBy(o => side == Side.Buy ? -o.PriceTicks : o.PriceTicks)
            .Select(o => (o.Handle.Reference, o.PriceTicks, o.Lots))];

    public long RestingLots() => _resting.Sum(o => (long)o.Lots);

    private MatchResult CheckNumbers(int lots, int priceTicks, OrderKind kind)
    {
        if (lots < 1 || lots > 999_999)
        {
            return MatchResult.InvalidSize;
        }

        if (priceTicks < 1 || priceTicks > 1_999_999_900 || priceTicks % limits.PriceIncrementTicks != 0)
        {
            return MatchResult.InvalidPrice;
        }

        return kind == OrderKind.None || kind > OrderKind.ImmediateOrCancel ? MatchResult.InvalidKind : MatchResult.Done;
    }

    private List<int> Prices(int instrument, Side side, ulong except) =>
        [.. _resting.Where(o => o.Instrument == instrument && o.Side == side && o.Handle.Reference != except)
            .Select(o => o.PriceTicks).Distinct()];

    private void Arrive(VenueOrder order, OrderKind kind)
    {
        CancelCause cause = CancelCause.None;
        if (kind == OrderKind.PostOnly)
        {
            cause = BestAgainst(order) >= 0 ? CancelCause.PostOnly : CancelCause.None;
        }
        else
        {
            for (int best = BestAgainst(order); order.Lots > 0 && best >= 0; best = BestAgainst(order))
            {
                if (order.Owner != 0 && _resting[best].Owner == order.Owner)
                {
                    cause = CancelCause.SelfTrade;
                    break;
                }

                int lots = Math.Min(order.Lots, _resting[best].Lots);
                VenueOrder maker = Take(best, lots);
                order = order with { Lots = order.Lots - lots };
                Events.Add(VenueEvent.Executed(new Execution(maker, order, maker.PriceTicks, lots, ++_match)));
            }
        }

        if (order.Lots == 0)
        {
            return;
        }

        if (cause == CancelCause.None && kind == OrderKind.ImmediateOrCancel)
        {
            cause = CancelCause.ImmediateOrCancel;
        }

        if (cause == CancelCause.None)
        {
            _resting.Add(order);
            Events.Add(VenueEvent.Rested(in order));
            return;
        }

        VenueOrder gone = order with { Lots = 0 };
        Events.Add(VenueEvent.Canceled(in gone, order.Lots, cause, wasResting: false));
    }

    /// <summary>The first order with the best price that the order may trade with, or -1.</summary>
    private int BestAgainst(VenueOrder order)
    {
        int best = -1;
        for (int i = 0; i < _resting.Count; i++)
        {
            VenueOrder o = _resting[i];
            if (o.Instrument != order.Instrument || o.Side == order.Side)
            {
                continue;
            }

            bool reaches = order.Side == Side.Buy ? o.PriceTicks <= order.PriceTicks : o.PriceTicks >= order.PriceTicks;
            bool better = best < 0 || (order.Side == Side.Buy ? o.PriceTicks < _resting[best].PriceTicks : o.PriceTicks > _resting[best].PriceTicks);
            if (reaches && better)
            {
                best = i;
            }
        }

        return best;
    }

    private VenueOrder Take(int index, int lots)
    {
        VenueOrder left = _resting[index] with { Lots = _resting[index].Lots - lots };
        _resting[index] = left;
        if (left.Lots == 0)
        {
            _resting.RemoveAt(index);
        }

        return left;
    }
}
