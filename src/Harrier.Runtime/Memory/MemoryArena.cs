using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Harrier.Runtime.Memory;

/// <summary>One piece of memory of a stated size, on known nodes and pages, that tables are cut from, one after the
/// other. Nothing is taken back before all of it is.</summary>
/// <remarks>One thread at a time. Dispose it when its tables are made: the memory goes back with the last of them.</remarks>
public sealed unsafe class MemoryArena : IDisposable
{
    /// <summary>Where each table begins: lines of 64 bytes are fetched in pairs.</summary>
    public const int AlignmentBytes = 128;

    private readonly ArenaMapping _mapping;
    private nuint _takenBytes;
    private int _users = 1; // this arena, and each buffer
    private int _isDisposed;

    internal MemoryArena(ArenaMapping mapping)
    {
        _mapping = mapping;
        Placement = mapping.ReadPlacement();
    }

    /// <summary>The nodes that its pages were asked from.</summary>
    public IReadOnlyList<int> Nodes => _mapping.Nodes;

    /// <summary>Its size in bytes.</summary>
    public long ByteCount => checked((long)_mapping.ByteCount);

    /// <summary>What is left of it.</summary>
    public long FreeBytes => checked((long)(_mapping.ByteCount - _takenBytes));

    /// <summary>Where its pages were when it was made.</summary>
    public MemoryPlacement Placement { get; }

    /// <summary>Reads where its pages are now: the kernel may have moved or split them since.</summary>
    /// <exception cref="ObjectDisposedException">The arena was disposed.</exception>
    public MemoryPlacement ReadPlacement()
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return _mapping.ReadPlacement();
    }

    /// <summary>Cuts a table off, or says that there is no room for it.</summary>
    /// <typeparam name="T">The struct; it holds no references.</typeparam>
    /// <param name="count">The number of structs, at least 1.</param>
    /// <param name="buffer">The table, zeroed; null where the arena is full.</param>
    /// <returns>Whether there was room.</returns>
    /// <exception cref="ObjectDisposedException">The arena was disposed.</exception>
    public bool TryAllocate<T>(long count, [NotNullWhen(true)] out NativeBuffer<T>? buffer)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        buffer = null;
        if (count > FreeBytes / Unsafe.SizeOf<T>())
        {
            return false;
        }

        buffer = new NativeBuffer<T>(count, "structs", arena: this);
        return true;
    }

    /// <summary>Cuts a table off. At start.</summary>
    /// <typeparam name="T">The struct; it holds no references.</typeparam>
    /// <param name="count">The number of structs, at least 1.</param>
    /// <param name="name">What it is for, as it is named when there is no room: "orders", say.</param>
    /// <exception cref="InsufficientMemoryException">The arena is full; says how much was asked and what to raise.</exception>
    /// <exception cref="ObjectDisposedException">The arena was disposed.</exception>
    public NativeBuffer<T> Allocate<T>(long count = 1, string name = "structs")
        where T : unmanaged => new(count, name, arena: this);

    /// <summary>Gives the memory back, as soon as no table has any of it.</summary>
    public void Dispose()
    {
        ReleaseOnce();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back that was never disposed.</summary>
    ~MemoryArena() => ReleaseOnce();

    /// <summary>Takes bytes for a buffer that calls <see cref="Release"/> in the end; null where there is no room.</summary>
    internal void* TryTake(nuint bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        nuint free = _mapping.ByteCount - _takenBytes;
        if (bytes > free)
        {
            return null;
        }

        void* start = (byte*)_mapping.Start + _takenBytes;
        _takenBytes += NativePages.RoundUp(bytes, AlignmentBytes); // the end of the arena is a multiple of it too
        _ = Interlocked.Increment(ref _users);
        return start;
    }

    /// <summary>A buffer is done with its part.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _mapping.Unmap();
        }
    }

    /// <summary>Why there was no room.</summary>
    internal string Shortage(long bytes, long count, string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"The arena on node {MemoryRefusals.List(Nodes)} has {FreeBytes:N0} of {ByteCount:N0} bytes left, and {count:N0} {name} take {bytes:N0}. Raise NumaConfiguration.ArenaBytes, or lower the limit of {name}.");

    private void ReleaseOnce()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Release();
        }
    }
}
