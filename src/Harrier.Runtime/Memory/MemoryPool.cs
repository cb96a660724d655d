using System;
using System.Runtime.CompilerServices;

namespace Harrier.Runtime.Memory;

/// <summary>A pool of equal objects for one thread. The object that came back last is taken first: it is in the caches
/// still.</summary>
/// <remarks>
/// All memory is taken at start; taking and returning allocate nothing. A pool without an object left says so.
/// The free handles are a stack of their own and not a chain through the objects: so a return does not touch the object.
/// </remarks>
public unsafe class MemoryPool : PooledMemory
{
    private readonly NativeBuffer<int> _freeBuffer;
    private readonly NativeBuffer<bool>? _isOutBuffer;
    private readonly int* _free;
    private readonly bool* _isOut; // checked pools alone
    private int _freeCount;
    private int _freeCountMin;
    private long _refusals;
    private long _badReturns;

    /// <summary>Takes the memory and writes all of it.</summary>
    /// <param name="objectBytes">The bytes of an object, at least 1.</param>
    /// <param name="count">The objects, at least 1.</param>
    /// <param name="alignment">Where an object begins: 64 or 128.</param>
    /// <param name="isChecked">Whether an object that comes back twice is found out. Costs a byte an object, and its line.</param>
    /// <param name="arena">Where to take it from: a node, huge pages; null for mappings of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">The system or the arena did not give the memory.</exception>
    public MemoryPool(int objectBytes, int count, int alignment = 128, bool isChecked = IsCheckedByDefault, MemoryArena? arena = null)
        : base(objectBytes, count, alignment, arena)
    {
        _freeBuffer = new NativeBuffer<int>(count, "handles", isTouched: true, arena);
        _isOutBuffer = isChecked ? new NativeBuffer<bool>(count, "handles", isTouched: true, arena) : null;
        _free = _freeBuffer.Start;
        _isOut = _isOutBuffer is null ? null : _isOutBuffer.Start;
        _freeCount = count;
        _freeCountMin = count;
        for (int place = 0; place < count; place++)
        {
            _free[place] = count - 1 - place; // the first object on top
        }
    }

    /// <summary>How it was used so far.</summary>
    public PoolStatistics Statistics => new(Count, Count - _freeCount, Count - _freeCountMin, _refusals, _badReturns);

    /// <summary>Takes an object. Its owner's thread only; allocates nothing.</summary>
    /// <param name="handle">The object; <see cref="PooledMemory.NoObject"/> where none is left.</param>
    /// <returns>Whether there was one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // PoolBenchmarks.Pool
    public bool TryTake(out int handle)
    {
        int left = unchecked(_freeCount - 1); // from -1 to Count - 1
        if (left < 0)
        {
            return Refuse(out handle);
        }

        handle = _free[left];
        _freeCount = left;
        if (left < _freeCountMin)
        {
            _freeCountMin = left;
        }

        if (_isOut is not null)
        {
            _isOut[handle] = true;
        }

        return true;
    }

    /// <summary>Gives an object back. Its owner's thread only; allocates nothing.</summary>
    /// <param name="handle">An object that is out.</param>
    /// <returns>False where it is none, or, in a checked pool, where it came back already: then nothing was done but to
    /// count it. An unchecked pool finds out only that more came back than went out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // PoolBenchmarks.Pool
    public bool TryReturn(int handle)
    {
        // Safety: the handle is below Count, and so is the top of the stack: no write goes outside, whatever comes back.
        int top = _freeCount;
        if (unchecked((uint)handle >= (uint)Count) || top >= Count || (_isOut is not null && !_isOut[handle]))
        {
            return RefuseReturn();
        }

        if (_isOut is not null)
        {
            _isOut[handle] = false;
        }

        _free[top] = handle;
        _freeCount = unchecked(top + 1); // at most Count
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        _freeBuffer.Dispose();
        _isOutBuffer?.Dispose();
        _freeCount = 0;
        base.Dispose(isDisposing);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refuse(out int handle)
    {
        handle = NoObject;
        _refusals++;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RefuseReturn()
    {
        _badReturns++;
        return false;
    }
}
