using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Harrier.Runtime.Memory;

/// <summary>A pool of equal objects that any thread takes from and returns to, without a lock: a thread that is held up
/// holds nobody else up. What one thread wrote into an object before it returned it, the next to take it sees.</summary>
/// <remarks>
/// All memory is taken at start; taking and returning allocate nothing. A pool without an object left says so. Two atomic
/// exchanges a round: twenty times the price of <see cref="MemoryPool"/>, more where threads contend.
/// </remarks>
public unsafe class SharedMemoryPool : PooledMemory
{
    /// <summary>The most objects.</summary>
    public const int CountMax = SharedFreeList<AtomicWords>.PlaceLimit;

    // Each of these words has a pair of lines of its own; then the words of the places.
    private const int LeastAt = 128 / sizeof(ulong);
    private const int RefusalsAt = 256 / sizeof(ulong);
    private const int BadReturnsAt = 384 / sizeof(ulong);
    private const int PlacesAt = 512 / sizeof(ulong);

    private readonly NativeBuffer<ulong> _words;
    private readonly NativeBuffer<int>? _isOut; // checked pools alone: 1 for an object that is out
    private readonly SharedFreeList<AtomicWords> _free;

    /// <summary>Takes the memory and writes all of it.</summary>
    /// <param name="objectBytes">The bytes of an object, at least 1.</param>
    /// <param name="count">The objects, 1 to <see cref="CountMax"/>.</param>
    /// <param name="alignment">Where an object begins: 64 or 128. With 64, two threads may fight over a pair of lines.</param>
    /// <param name="isChecked">Whether an object that comes back twice is found out. Costs two more atomic exchanges a round.</param>
    /// <param name="arena">Where to take it from: a node, huge pages; null for mappings of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="InsufficientMemoryException">The system or the arena did not give the memory.</exception>
    public SharedMemoryPool(int objectBytes, int count, int alignment = 128, bool isChecked = IsCheckedByDefault, MemoryArena? arena = null)
        : base(objectBytes, Limited(count), alignment, arena)
    {
        _words = new NativeBuffer<ulong>(PlacesAt + (long)count, "handles", isTouched: true, arena);
        _isOut = isChecked ? new NativeBuffer<int>(count, "handles", isTouched: true, arena) : null;
        _free = new SharedFreeList<AtomicWords>(new AtomicWords(_words.Start, _words.Start + PlacesAt));
        for (int place = count - 1; place >= 0; place--)
        {
            _free.Push(place);
        }

        _words.Start[LeastAt] = (ulong)count;
    }

    /// <summary>How it was used so far. Exact while no thread is at it.</summary>
    public PoolStatistics Statistics => new(
        Count,
        Count - _free.Count,
        Count - (int)Volatile.Read(ref _words.Start[LeastAt]),
        (long)Volatile.Read(ref _words.Start[RefusalsAt]),
        (long)Volatile.Read(ref _words.Start[BadReturnsAt]));

    /// <summary>Takes an object. Any thread; never waits; allocates nothing.</summary>
    /// <param name="handle">The object; <see cref="PooledMemory.NoObject"/> where none is left.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out int handle)
    {
        if (!_free.TryPop(out handle, out int left))
        {
            return CountOne(RefusalsAt);
        }

        if ((ulong)(uint)left < Volatile.Read(ref _words.Start[LeastAt]))
        {
            LowerLeast((uint)left);
        }

        if (_isOut is not null)
        {
            Volatile.Write(ref _isOut.Start[handle], 1);
        }

        return true;
    }

    /// <summary>Gives an object back. Any thread; never waits; allocates nothing.</summary>
    /// <param name="handle">An object that is out.</param>
    /// <returns>False where it is none, or, in a checked pool, where it came back already: then nothing was done but to
    /// count it. An unchecked pool does not find out, and gives the object to two owners.</returns>
    public bool TryReturn(int handle)
    {
        if (unchecked((uint)handle >= (uint)Count) || (_isOut is not null && Interlocked.Exchange(ref _isOut.Start[handle], 0) == 0))
        {
            return CountOne(BadReturnsAt);
        }

        _free.Push(handle);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        _words.Dispose();
        _isOut?.Dispose();
        base.Dispose(isDisposing);
    }

    private static int Limited(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountMax);
        return count;
    }

    // Once a pool has been as empty as it gets, nobody comes here any more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LowerLeast(ulong left)
    {
        ref ulong least = ref _words.Start[LeastAt];
        for (ulong seen = Volatile.Read(ref least); left < seen;)
        {
            ulong before = Interlocked.CompareExchange(ref least, left, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool CountOne(int at)
    {
        _ = Interlocked.Increment(ref _words.Start[at]);
        return false;
    }
}
