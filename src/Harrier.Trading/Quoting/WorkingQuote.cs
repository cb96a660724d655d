using System.Runtime.InteropServices;
using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Trading.Quoting;

/// <summary>Our order on one side of one instrument.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
public struct WorkingQuote
{
    /// <summary>The price; of no meaning without an order.</summary>
    public Price Price;

    /// <summary>The open lots.</summary>
    public Quantity Quantity;

    /// <summary>Since when it stands at its price.</summary>
    public Nanoseconds Since;

    /// <summary>The order that stands or was sent.</summary>
    public OrderId Id;

    /// <summary>Its state; <see cref="LifeCycleState.None"/> when there is no order.</summary>
    public LifeCycleState State;

    /// <summary>Gets a value indicating whether it stands with nothing in flight.</summary>
    public readonly bool IsLive => State == LifeCycleState.Live;

    /// <summary>Gets a value indicating whether it can be executed: it stands at the venue.</summary>
    public readonly bool IsStanding =>
        State is LifeCycleState.Live or LifeCycleState.PendingReplace or LifeCycleState.PendingCancel;
}
