using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>A row of a message file.</summary>
/// <param name="TimeNanoseconds">Since midnight.</param>
/// <param name="Type">What happened.</param>
/// <param name="OrderId">The exchange's number of the order; 0 for hidden executions and halts.</param>
/// <param name="Lots">The size: added, cancelled or executed.</param>
/// <param name="PriceTicks">The price; the kind of a halt (-1, 0, 1).</param>
/// <param name="Side">The side of the limit order, also for an execution; sell for halts, as in the file.</param>
public readonly record struct LobsterMessage(
    long TimeNanoseconds,
    LobsterEventType Type,
    ulong OrderId,
    long Lots,
    long PriceTicks,
    Side Side);
