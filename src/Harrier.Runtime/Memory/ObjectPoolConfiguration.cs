namespace Harrier.Runtime.Memory;

/// <summary>The sizes of the pools for quotes, orders and market data, and where they are.</summary>
/// <remarks>Cannot be changed once made.</remarks>
public sealed record ObjectPoolConfiguration
{
    /// <summary>Quotes that can be out at once.</summary>
    public int QuotePoolSize { get; init; } = 10_000;

    /// <summary>Orders that can be out at once.</summary>
    public int OrderPoolSize { get; init; } = 50_000;

    /// <summary>Market-data updates that can be out at once.</summary>
    public int MarketDataPoolSize { get; init; } = 100_000;

    /// <summary>Where an object begins: 64 or 128. Intel processors fetch lines of 64 bytes in pairs: with 64, a write to
    /// one object may take the line of its neighbour away from another core.</summary>
    public int Alignment { get; init; } = 128;

    /// <summary>The memory node, to which the pools are bound; null for wherever the first touch puts them.</summary>
    public int? NumaNode { get; init; }

    /// <summary>Whether an object that comes back twice is found out.</summary>
    public bool IsChecked { get; init; } = PooledMemory.IsCheckedByDefault;
}
