using System;
using System.Runtime.CompilerServices;

namespace Harrier.Runtime.Memory;

/// <summary>The pools of one trading thread: quotes, orders and market data, in one arena where they have a node.</summary>
/// <remarks>One thread; what crosses threads belongs in a <see cref="SharedObjectPool{T}"/>. Nothing is allocated after
/// construction.</remarks>
/// <typeparam name="TQuote">A quote.</typeparam>
/// <typeparam name="TOrder">An order.</typeparam>
/// <typeparam name="TMarketData">A market-data update.</typeparam>
public sealed class ObjectPools<TQuote, TOrder, TMarketData> : IDisposable
    where TQuote : unmanaged
    where TOrder : unmanaged
    where TMarketData : unmanaged
{
    /// <summary>Takes the memory and writes all of it.</summary>
    /// <param name="configuration">The sizes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">The system did not give the memory, or none on that node; says why.</exception>
    public ObjectPools(ObjectPoolConfiguration configuration)
    {
        NumaAllocator? allocator = null;
        if (configuration.NumaNode is int node)
        {
            var wanted = new NumaConfiguration { Nodes = [node], ArenaBytes = ArenaBytes(configuration) };
            if (!NumaAllocator.TryCreate(wanted, out allocator, out string fault))
            {
                throw new InsufficientMemoryException(fault);
            }
        }

        // The arena lives as long as the pools have parts of it.
        using (allocator)
        {
            MemoryArena? arena = allocator?.Arenas[0];
            Placement = arena?.Placement;
            Quotes = new ObjectPool<TQuote>(configuration.QuotePoolSize, configuration.Alignment, configuration.IsChecked, arena);
            Orders = new ObjectPool<TOrder>(configuration.OrderPoolSize, configuration.Alignment, configuration.IsChecked, arena);
            MarketData = new ObjectPool<TMarketData>(configuration.MarketDataPoolSize, configuration.Alignment, configuration.IsChecked, arena);
        }
    }

    /// <summary>Quotes.</summary>
    public ObjectPool<TQuote> Quotes { get; }

    /// <summary>Orders.</summary>
    public ObjectPool<TOrder> Orders { get; }

    /// <summary>Market-data updates.</summary>
    public ObjectPool<TMarketData> MarketData { get; }

    /// <summary>Where the memory is, and what of it is not as asked; null where no node was asked for.</summary>
    public MemoryPlacement? Placement { get; }

    /// <summary>Gives the memory back. Nobody may use an object any more.</summary>
    public void Dispose()
    {
        Quotes.Dispose();
        Orders.Dispose();
        MarketData.Dispose();
    }

    private static long ArenaBytes(ObjectPoolConfiguration configuration) => checked(
        PoolBytes(Unsafe.SizeOf<TQuote>(), configuration.QuotePoolSize, configuration.Alignment)
        + PoolBytes(Unsafe.SizeOf<TOrder>(), configuration.OrderPoolSize, configuration.Alignment)
        + PoolBytes(Unsafe.SizeOf<TMarketData>(), configuration.MarketDataPoolSize, configuration.Alignment));

    // Objects, handles, and the marks of a checked pool, each on a boundary.
    private static long PoolBytes(int objectBytes, long count, int alignment) => checked(
        (count * (PooledMemory.StrideOf(objectBytes, alignment) + sizeof(int) + sizeof(bool))) + (3 * MemoryArena.AlignmentBytes));
}
