using System;
using System.Numerics;

namespace Harrier.Simulation.Replay;

/// <summary>A map from 64-bit references to numbers, in flat memory taken at start: open addressing, linear probing,
/// removal by moving back, so that it never fills with marks of the removed.</summary>
internal sealed class ReferenceMap
{
    private const int Empty = int.MinValue;

    private readonly ulong[] _keys;
    private readonly int[] _values;
    private readonly int _mask;
    private readonly int _shift;

    /// <summary>Takes the memory: 12 bytes for each of twice the limit, rounded up to a power of two.</summary>
    /// <param name="limit">The most entries.</param>
    public ReferenceMap(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        int slots = (int)BitOperations.RoundUpToPowerOf2((uint)limit * 2);
        Limit = limit;
        _keys = new ulong[slots];
        _values = new int[slots];
        _mask = slots - 1;
        _shift = 64 - BitOperations.Log2((uint)slots);
        Array.Fill(_values, Empty);
    }

    /// <summary>Gets the most entries.</summary>
    public int Limit { get; }

    /// <summary>Gets the entries.</summary>
    public int Count { get; private set; }

    /// <summary>Looks an entry up.</summary>
    public bool TryGet(ulong key, out int value)
    {
        int slot = Find(key);
        value = _values[slot];
        return value != Empty;
    }

    /// <summary>Adds an entry or changes it; the value is not the smallest integer.</summary>
    /// <returns>False at the limit, when it would be a new one.</returns>
    public bool TrySet(ulong key, int value)
    {
        int slot = Find(key);
        if (_values[slot] == Empty)
        {
            if (Count == Limit)
            {
                return false;
            }

            Count++;
            _keys[slot] = key;
        }

        _values[slot] = value;
        return true;
    }

    /// <summary>Takes an entry out, if it is there.</summary>
    public void Remove(ulong key)
    {
        int hole = Find(key);
        if (_values[hole] == Empty)
        {
            return;
        }

        Count--;
        for (int slot = (hole + 1) & _mask; _values[slot] != Empty; slot = (slot + 1) & _mask)
        {
            // An entry may fill the hole when the hole lies between its home and its place.
            int home = Home(_keys[slot]);
            if (((slot - home) & _mask) >= ((slot - hole) & _mask))
            {
                _keys[hole] = _keys[slot];
                _values[hole] = _values[slot];
                hole = slot;
            }
        }

        _values[hole] = Empty;
    }

    /// <summary>Takes all entries out.</summary>
    public void Clear()
    {
        Array.Fill(_values, Empty);
        Count = 0;
    }

    private int Find(ulong key)
    {
        int slot = Home(key);
        while (_values[slot] != Empty && _keys[slot] != key)
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }

    // Fibonacci hashing: references come in runs, which the multiplication spreads.
    private int Home(ulong key) => unchecked((int)((key * 0x9E3779B97F4A7C15UL) >> _shift));
}
