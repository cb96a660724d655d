using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <summary>One step in the life of one of our orders, with what now stands in its place at the venue.</summary>
/// <remarks>An order and its replacement form a chain of which at most one stands at the venue at a time. The
/// `Working` members name that one, so that a listener need not know the rules of the races.</remarks>
public readonly record struct OrderChange
{
    /// <summary>Gets the order that the step is about. For a replacement that was sent, the new number.</summary>
    public OrderId Id { get; init; }

    /// <summary>Gets the instrument.</summary>
    public InstrumentId Instrument { get; init; }

    /// <summary>Gets the side.</summary>
    public Side Side { get; init; }

    /// <summary>Gets the state of the order that the step is about.</summary>
    public LifeCycleState State { get; init; }

    /// <summary>Gets the state of the working order; <see cref="LifeCycleState.None"/> when the chain has ended.</summary>
    public LifeCycleState WorkingState { get; init; }

    /// <summary>Gets the order of the chain that stands, or will stand first; none when the chain has ended.</summary>
    public OrderId WorkingId { get; init; }

    /// <summary>Gets the price of the working order.</summary>
    public Price WorkingPrice { get; init; }

    /// <summary>Gets the open lots of the working order.</summary>
    public Quantity WorkingQuantity { get; init; }

    /// <summary>Gets the whole size of the order, the executed lots of its chain included: what OUCH wants in an
    /// enter or replace message.</summary>
    public Quantity WholeQuantity { get; init; }

    /// <summary>Gets the lots that were just executed; zero for every other step.</summary>
    public Quantity FillQuantity { get; init; }

    /// <summary>Gets the price of the execution; of no meaning for every other step.</summary>
    public Price FillPrice { get; init; }
}
