using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <summary>One of our orders as it is known now.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Side">The side.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Price">The limit price.</param>
/// <param name="WholeQuantity">The size, the executed lots of its chain included.</param>
/// <param name="ExecutedQuantity">The lots executed under this number and the ones it replaced.</param>
/// <param name="OpenQuantity">The lots that may still be executed.</param>
/// <param name="SentAt">When it was sent.</param>
public readonly record struct OwnOrder(
    OrderId Id,
    InstrumentId Instrument,
    Side Side,
    LifeCycleState State,
    Price Price,
    Quantity WholeQuantity,
    Quantity ExecutedQuantity,
    Quantity OpenQuantity,
    Nanoseconds SentAt);
