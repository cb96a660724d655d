using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Simulation.Venue;

/// <summary>Passes the events of one step of the built-in venue on: to the feed, to our order entry, and back to the
/// order flow.</summary>
internal ref struct VenuePublication : IFlowEvents
{
    public required ItchPublisher Itch;
    public required OwnOrderEntry Own;
    public required OrderFlowGenerator Flow;
    public required Link Feed;
    public required Link Responses;
    public required Nanoseconds Now;

    /// <summary>The message of ours that is being carried out; empty when it is none.</summary>
    public ReadOnlySpan<byte> Request;

    /// <summary>What we are told when our orders are cancelled on request.</summary>
    public CancelReason RequestedReason;

    public readonly void Accepted(in VenueOrder order)
    {
        if (order.Owner == OwnOrderEntry.Owner)
        {
            Own.Accepted(in order, in this);
        }
    }

    public readonly void Executed(in Execution execution)
    {
        Itch.Execute(in execution, Now, Feed);
        if (execution.Taker.Owner == OwnOrderEntry.Owner)
        {
            Own.ExecutedOnArrival(in execution, in this);
        }

        if (execution.Maker.Owner == OwnOrderEntry.Owner)
        {
            Own.ExecutedResting(in execution, in this);
        }
        else if (execution.Maker.Lots == 0)
        {
            Flow.Left(execution.Maker);
        }
    }

    public readonly void Rested(in VenueOrder order)
    {
        bool isOwn = order.Owner == OwnOrderEntry.Owner;
        Itch.Add(in order, !isOwn && Flow.IsMarketMaker(in order), Now, Feed);
        if (isOwn)
        {
            Own.Rested(in order);
        }
        else
        {
            Flow.Rested(in order);
        }
    }

    public readonly void Canceled(in VenueOrder order, int lots, CancelCause cause, bool wasResting)
    {
        if (wasResting)
        {
            Itch.Reduce(in order, lots, Now, Feed);
        }

        if (order.Owner == OwnOrderEntry.Owner)
        {
            Own.Canceled(in order, lots, cause, wasResting, in this);
        }
        else if (wasResting && order.Lots == 0)
        {
            Flow.Left(in order);
        }
    }

    public readonly void Replaced(in VenueOrder old, in VenueOrder replacement, ReplaceOutcome outcome)
    {
        PublishReplaced(in old, in replacement, outcome);
        if (replacement.Owner == OwnOrderEntry.Owner)
        {
            Own.Replaced(in old, in replacement, outcome, in this);
        }
        else if (outcome == ReplaceOutcome.Requeued)
        {
            Flow.Rested(in replacement);
        }
    }

    public readonly void HiddenTrade(int instrument, int priceTicks, int lots, ulong matchNumber) =>
        Itch.HiddenTrade(instrument, priceTicks, lots, matchNumber, Now, Feed);

    // In the feed a replace always loses its place, so that one that keeps it is published as a cancel of the difference.
    private readonly void PublishReplaced(in VenueOrder old, in VenueOrder replacement, ReplaceOutcome outcome)
    {
        switch (outcome)
        {
            case ReplaceOutcome.KeptPlace when replacement.Lots < old.Lots:
                Itch.Reduce(in replacement, old.Lots - replacement.Lots, Now, Feed);
                break;
            case ReplaceOutcome.Requeued:
                Itch.Replace(in old, in replacement, Now, Feed);
                break;
            case ReplaceOutcome.Marketable:
                Itch.Reduce(old with { Lots = 0 }, old.Lots, Now, Feed);
                break;
        }
    }
}
