using System;
using System.Numerics;
using Harrier.Runtime.Memory;

namespace Harrier.Market.Books;

/// <summary>Finds the record of an order by a reference that is old or far off the others: a hash table with linear
/// probing, at most half full.</summary>
/// <remarks>Safety of the pointers: places are taken modulo the capacity, a power of two; the table holds at most as many
/// entries as live orders are allowed, and has twice the room, so that each probe ends at a free place.</remarks>
internal sealed unsafe class ReferenceTable : IDisposable
{
    private readonly NativeBuffer<Entry> _buffer;
    private readonly Entry* _entries;
    private readonly ulong _mask;
    private readonly int _shift;

    public ReferenceTable(int orders, MemoryArena? arena)
    {
        long capacity = CapacityFor(orders);
        _buffer = new NativeBuffer<Entry>(capacity, "orders", arena: arena);
        _entries = _buffer.Start;
        _mask = (ulong)capacity - 1;
        _shift = BitOperations.LeadingZeroCount(_mask);
    }

    public static long CapacityFor(int orders) => (long)BitOperations.RoundUpToPowerOf2((uint)orders + 1) * 2;

    /// <summary>The record of a reference; 0 where there is none.</summary>
    public uint Find(ulong reference)
    {
        ulong place = PlaceOf(reference);
        while (_entries[place].Record != 0 && _entries[place].Reference != reference)
        {
            place = (place + 1) & _mask;
        }

        return _entries[place].Record;
    }

    /// <summary>Adds a reference that is not there.</summary>
    public void Add(ulong reference, uint record)
    {
        ulong place = PlaceOf(reference);
        while (_entries[place].Record != 0)
        {
            place = (place + 1) & _mask;
        }

        _entries[place] = new Entry { Reference = reference, Record = record };
    }

    /// <summary>Removes a reference that is there. What probed past it moves up, so that there are no gravestones.</summary>
    public void Remove(ulong reference)
    {
        ulong hole = PlaceOf(reference);
        while (_entries[hole].Reference != reference || _entries[hole].Record == 0)
        {
            hole = (hole + 1) & _mask;
        }

        for (ulong at = (hole + 1) & _mask; _entries[at].Record != 0; at = (at + 1) & _mask)
        {
            // It may move if its own place is not between the hole and where it is, around the end.
            ulong fromHome = unchecked(at - PlaceOf(_entries[at].Reference)) & _mask;
            ulong fromHole = unchecked(at - hole) & _mask;
            if (fromHome >= fromHole)
            {
                _entries[hole] = _entries[at];
                hole = at;
            }
        }

        _entries[hole] = default;
    }

    public void Dispose() => _buffer.Dispose();

    // Fibonacci hashing (Knuth, volume 3, section 6.4): the top bits of the product spread dense references evenly,
    // which the references themselves as places would not (a run of them makes each probe long).
    private ulong PlaceOf(ulong reference) => unchecked(reference * 0x9E3779B97F4A7C15UL) >> _shift;

    internal struct Entry
    {
        public ulong Reference;
        public uint Record;
    }
}
