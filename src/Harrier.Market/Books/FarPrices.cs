using System;
using Harrier.Runtime.Memory;

namespace Harrier.Market.Books;

/// <summary>The prices outside of the windows, sorted, for all sides: a search tree each, from one pool of nodes.</summary>
/// <remarks>
/// Treaps: Seidel and Aragon, "Randomized Search Trees", Algorithmica 16 (1996). The priority of a node is mixed from its
/// key, so that the same prices make the same tree in every run. Expected depth is logarithmic. Node 0 is no node.
/// Safety of the pointers: node numbers come from the pool, which has one for each live order and one more; a level
/// without orders is freed at once, so that the pool cannot run out.
/// </remarks>
internal sealed unsafe class FarPrices : IDisposable
{
    private readonly NativeBuffer<FarPrice> _pool;
    private readonly NativeBuffer<uint> _rootBuffer;
    private readonly FarPrice* _nodes;
    private readonly uint* _roots;
    private uint _freed;
    private uint _used;

    public FarPrices(OrderBookLimits limits, MemoryArena? arena)
    {
        _pool = new NativeBuffer<FarPrice>(limits.Orders + 1L, "orders", arena: arena);
        _rootBuffer = new NativeBuffer<uint>(limits.Instruments * 2L, "instruments", arena: arena);
        _nodes = _pool.Start;
        _roots = _rootBuffer.Start;
    }

    public int KeyOf(uint node) => _nodes[node].Key;

    public uint SideOf(uint node) => _nodes[node].Side;

    /// <summary>The node of a price; 0 where there is none.</summary>
    public uint Find(uint side, int key)
    {
        uint node = _roots[side];
        while (node != 0 && _nodes[node].Key != key)
        {
            node = key < _nodes[node].Key ? _nodes[node].Better : _nodes[node].Worse;
        }

        return node;
    }

    /// <summary>The best price that is worse than a key; 0 where there is none.</summary>
    public uint FirstAfter(uint side, int key)
    {
        uint found = 0;
        for (uint node = _roots[side]; node != 0;)
        {
            bool isAfter = _nodes[node].Key > key;
            found = isAfter ? node : found;
            node = isAfter ? _nodes[node].Better : _nodes[node].Worse;
        }

        return found;
    }

    /// <summary>The best price of all; 0 where there is none.</summary>
    public uint First(uint side)
    {
        uint node = _roots[side];
        while (node != 0 && _nodes[node].Better != 0)
        {
            node = _nodes[node].Better;
        }

        return node;
    }

    /// <summary>Adds a price that is not there.</summary>
    public uint Add(uint side, int key)
    {
        uint node = Take();
        uint* link = &_roots[side];
        uint priority = Priority(key);
        while (*link != 0 && Priority(_nodes[*link].Key) >= priority)
        {
            link = Link(*link, key);
        }

        uint below = *link;
        *link = node;
        _nodes[node] = new FarPrice { Key = key, Side = side };
        Split(below, node);
        return node;
    }

    /// <summary>Removes a price that is there.</summary>
    public void Remove(uint node)
    {
        uint* link = &_roots[_nodes[node].Side];
        while (*link != node)
        {
            link = Link(*link, _nodes[node].Key);
        }

        Join(link, _nodes[node].Better, _nodes[node].Worse);
        _nodes[node].Worse = _freed;
        _freed = node;
    }

    /// <summary>Forgets every price of every side.</summary>
    public void Clear()
    {
        new Span<uint>(_roots, checked((int)_rootBuffer.Length)).Clear();
        _freed = 0;
        _used = 0;
    }

    public void Dispose()
    {
        _pool.Dispose();
        _rootBuffer.Dispose();
    }

    private uint* Link(uint node, int key) => key < _nodes[node].Key ? &_nodes[node].Better : &_nodes[node].Worse;

    private uint Take()
    {
        if (_freed == 0)
        {
            return ++_used;
        }

        uint node = _freed;
        _freed = _nodes[node].Worse;
        return node;
    }

    /// <summary>Hangs what is better and what is worse than a node below it.</summary>
    private void Split(uint below, uint node)
    {
        uint* better = &_nodes[node].Better;
        uint* worse = &_nodes[node].Worse;
        while (below != 0)
        {
            if (_nodes[below].Key < _nodes[node].Key)
            {
                *better = below;
                better = &_nodes[below].Worse;
                below = *better;
            }
            else
            {
                *worse = below;
                worse = &_nodes[below].Better;
                below = *worse;
            }
        }

        *better = 0;
        *worse = 0;
    }

    private void Join(uint* link, uint better, uint worse)
    {
        while (better != 0 && worse != 0)
        {
            if (Priority(_nodes[better].Key) > Priority(_nodes[worse].Key))
            {
                *link = better;
                link = &_nodes[better].Worse;
                better = *link;
            }
            else
            {
                *link = worse;
                link = &_nodes[worse].Better;
                worse = *link;
            }
        }

        *link = better != 0 ? better : worse;
    }

    // The finaliser of MurmurHash3 (Appleby): prices are multiples of a hundred, and a product alone keeps their order.
    private static uint Priority(int key)
    {
        unchecked
        {
            uint mixed = (uint)key;
            mixed = (mixed ^ (mixed >> 16)) * 0x85EBCA6Bu;
            mixed = (mixed ^ (mixed >> 13)) * 0xC2B2AE35u;
            return mixed ^ (mixed >> 16);
        }
    }
}
