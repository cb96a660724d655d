using Harrier.Primitives;

namespace Harrier.Trading.Orders;

/// <summary>A request that was decided on but neither checked nor sent. The default value wants nothing.</summary>
public readonly record struct OrderIntent
{
    private OrderIntent(
        IntentKind kind, InstrumentId instrument, Side side, Price price, Quantity quantity, OrderId existing, bool isPostOnly, bool isImmediate = false)
    {
        Price = price;
        Quantity = quantity;
        Instrument = instrument;
        Existing = existing;
        Side = side;
        Kind = kind;
        IsPostOnly = isPostOnly;
        IsImmediate = isImmediate;
    }

    /// <summary>Gets the limit price; of no meaning for a cancel.</summary>
    public Price Price { get; }

    /// <summary>Gets the lots that shall be open at the venue, executed ones not counted; zero for a cancel.</summary>
    public Quantity Quantity { get; }

    /// <summary>Gets the instrument.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>Gets the order to be replaced or cancelled; none for a new order.</summary>
    public OrderId Existing { get; }

    /// <summary>Gets the side.</summary>
    public Side Side { get; }

    /// <summary>Gets what is wanted.</summary>
    public IntentKind Kind { get; }

    /// <summary>Gets a value indicating whether the order must rest: the venue may not let it take liquidity.</summary>
    public bool IsPostOnly { get; }

    /// <summary>Gets a value indicating whether it takes what stands up to its price, and what is left of it is cancelled.</summary>
    public bool IsImmediate { get; }

    /// <summary>A new order.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="price">The limit price.</param>
    /// <param name="quantity">The lots.</param>
    /// <param name="isPostOnly">Whether it must rest.</param>
    /// <returns>The intent.</returns>
    public static OrderIntent Enter(
        InstrumentId instrument, Side side, Price price, Quantity quantity, bool isPostOnly = true) =>
        new(IntentKind.Enter, instrument, side, price, quantity, OrderId.None, isPostOnly);

    /// <summary>A new order that takes what stands up to its price; what is left of it is cancelled.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="price">The limit price.</param>
    /// <param name="quantity">The lots.</param>
    /// <returns>The intent.</returns>
    public static OrderIntent Take(InstrumentId instrument, Side side, Price price, Quantity quantity) =>
        new(IntentKind.Enter, instrument, side, price, quantity, OrderId.None, isPostOnly: false, isImmediate: true);

    /// <summary>Another price or size for a standing order.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="price">The new limit price.</param>
    /// <param name="quantity">The lots to be open afterwards.</param>
    /// <param name="existing">The standing order.</param>
    /// <param name="isPostOnly">Whether it must rest.</param>
    /// <returns>The intent.</returns>
    public static OrderIntent Replace(
        InstrumentId instrument, Side side, Price price, Quantity quantity, OrderId existing, bool isPostOnly = true) =>
        new(IntentKind.Replace, instrument, side, price, quantity, existing, isPostOnly);

    /// <summary>A standing order taken out whole.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="side">The side.</param>
    /// <param name="existing">The standing order.</param>
    /// <returns>The intent.</returns>
    public static OrderIntent Cancel(InstrumentId instrument, Side side, OrderId existing) =>
        new(IntentKind.Cancel, instrument, side, Price.None, Quantity.Zero, existing, isPostOnly: false);
}
