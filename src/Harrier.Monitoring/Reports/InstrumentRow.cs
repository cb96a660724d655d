using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>What one instrument did in a session.</summary>
public sealed record InstrumentRow
{
    /// <summary>Gets the instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Gets its symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>Gets the result.</summary>
    public required Profit Profit { get; init; }

    /// <summary>Gets the order messages sent.</summary>
    public required long Orders { get; init; }

    /// <summary>Gets the fills.</summary>
    public required long Fills { get; init; }

    /// <summary>Gets the lots bought.</summary>
    public required long LotsBought { get; init; }

    /// <summary>Gets the lots sold.</summary>
    public required long LotsSold { get; init; }

    /// <summary>Gets the inventory at the end, in lots, signed.</summary>
    public required long InventoryLots { get; init; }

    /// <summary>Gets the largest inventory held on either side, in lots.</summary>
    public required long InventoryLotsMax { get; init; }

    /// <summary>Gets the orders that the pre-trade checks stopped.</summary>
    public required long Stopped { get; init; }

    /// <summary>Gets the part of the session with both our quotes live, 0 to 1.</summary>
    public required double TwoSidedShare { get; init; }

    /// <summary>Gets the model's parameters in words, with their units.</summary>
    public required string Model { get; init; }
}
