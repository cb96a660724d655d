namespace Harrier.Monitoring.Reports;

/// <summary>The time each stage of the engine's path took.</summary>
/// <param name="Decode">One market-data message decoded.</param>
/// <param name="Book">The book brought up to date with it.</param>
/// <param name="Quote">From a change of the best prices to the decision what to quote.</param>
/// <param name="Check">All pre-trade checks of one order.</param>
/// <param name="Encode">One order written as OUCH bytes.</param>
/// <param name="MessageToOrder">From the market-data message in memory to the encoded order in memory; of a packet of
/// several, from its last one.</param>
/// <param name="PacketToOrder">The same from the first message of the packet.</param>
public sealed record SessionLatencies(
    LatencyStage Decode,
    LatencyStage Book,
    LatencyStage Quote,
    LatencyStage Check,
    LatencyStage Encode,
    LatencyStage MessageToOrder,
    LatencyStage PacketToOrder)
{
    /// <summary>Lists the stages in the order of the path, with their names in the JSON file.</summary>
    /// <returns>A new list.</returns>
    public (string Name, LatencyStage Stage)[] InOrder() =>
    [
        ("decode", Decode),
        ("book", Book),
        ("quote", Quote),
        ("check", Check),
        ("encode", Encode),
        ("messageToOrder", MessageToOrder),
        ("packetToOrder", PacketToOrder),
    ];
}
