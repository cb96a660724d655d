using System.Collections.Generic;
using Harrier.Primitives;
using Harrier.Simulation.Venue;

namespace Harrier.Tests.Simulation.Venue;

/// <summary>One event of a matching engine, without the place in memory, so that two engines can be compared.</summary>
internal readonly record struct VenueEvent(
    char Kind, ulong Reference, ulong Other, Side Side, int PriceTicks, int Lots, int Left, int OtherLeft, int Code)
{
    public static VenueEvent Accepted(in VenueOrder order) => Of('A', in order, order.Lots, 0);

    public static VenueEvent Rested(in VenueOrder order) => Of('R', in order, order.Lots, 0);

    public static VenueEvent Executed(in Execution e) => new(
        'E', e.Maker.Handle.Reference, e.Taker.Handle.Reference, e.Taker.Side, e.PriceTicks, e.Lots, e.Maker.Lots, e.Taker.Lots, (int)e.MatchNumber);

    public static VenueEvent Canceled(in VenueOrder order, int lots, CancelCause cause, bool wasResting) =>
        Of('C', in order, lots, ((int)cause * 2) + (wasResting ? 1 : 0));

    public static VenueEvent Replaced(in VenueOrder old, in VenueOrder order, ReplaceOutcome outcome) => new(
        'U', order.Handle.Reference, old.Handle.Reference, order.Side, order.PriceTicks, order.Lots, order.Lots, old.Lots, (int)outcome);

    private static VenueEvent Of(char kind, in VenueOrder order, int lots, int code) => new(
        kind, order.Handle.Reference, order.Owner, order.Side, order.PriceTicks, lots, order.Lots, (int)order.OwnerTag, code);
}

/// <summary>Writes the events down, and where each order lies.</summary>
internal readonly struct VenueEventLog() : IMatchingEvents
{
    public readonly List<VenueEvent> Events = [];
    public readonly List<OrderHandle> Handles = [];

    public void Accepted(in VenueOrder order) => Events.Add(VenueEvent.Accepted(in order));

    public void Executed(in Execution execution) => Events.Add(VenueEvent.Executed(in execution));

    public void Rested(in VenueOrder order)
    {
        Handles.Add(order.Handle);
        Events.Add(VenueEvent.Rested(in order));
    }

    public void Canceled(in VenueOrder order, int lots, CancelCause cause, bool wasResting) =>
        Events.Add(VenueEvent.Canceled(in order, lots, cause, wasResting));

    public void Replaced(in VenueOrder old, in VenueOrder replacement, ReplaceOutcome outcome)
    {
        if (outcome == ReplaceOutcome.Requeued)
        {
            Handles.Add(replacement.Handle);
        }

        Events.Add(VenueEvent.Replaced(in old, in replacement, outcome));
    }
}
