namespace Harrier.Simulation.Venue;

/// <summary>Takes the events of the matching engine, in the order in which they happen. A struct, handed in by
/// reference as a type argument, so that the calls are direct.</summary>
public interface IMatchingEvents
{
    /// <summary>An order arrived and was accepted; trades may follow, then rest or cancel.</summary>
    /// <param name="order">The order with its whole size.</param>
    void Accepted(in VenueOrder order);

    /// <summary>An arriving order traded with a resting one.</summary>
    /// <param name="execution">The trade.</param>
    void Executed(in Execution execution);

    /// <summary>An order joined the book, last at its price.</summary>
    /// <param name="order">The order with the size that rests.</param>
    void Rested(in VenueOrder order);

    /// <summary>Lots of an order were cancelled.</summary>
    /// <param name="order">The order with what is still open; 0 when it is gone.</param>
    /// <param name="lots">The lots cancelled.</param>
    /// <param name="cause">Why.</param>
    /// <param name="wasResting">True when the lots stood on the book.</param>
    void Canceled(in VenueOrder order, int lots, CancelCause cause, bool wasResting);

    /// <summary>An order was replaced.</summary>
    /// <param name="old">The order before it.</param>
    /// <param name="replacement">The order after it, with its whole size.</param>
    /// <param name="outcome">Where the new one stands.</param>
    void Replaced(in VenueOrder old, in VenueOrder replacement, ReplaceOutcome outcome);
}
