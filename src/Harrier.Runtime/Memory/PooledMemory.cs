using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Harrier.Runtime.Memory;

/// <summary>Equal objects in one piece of native memory, each on a boundary of its own and known by a 32-bit handle: its
/// place, from 0. What the pools have in common.</summary>
/// <remarks>A handle takes half the room of a reference, and can be stored in native memory and sent to other processes.</remarks>
public abstract unsafe class PooledMemory : IDisposable
{
    /// <summary>The handle of no object.</summary>
    public const int NoObject = -1;

    /// <summary>Whether pools are checked that are not told: in a debug build.</summary>
#if DEBUG
    public const bool IsCheckedByDefault = true;
#else
    public const bool IsCheckedByDefault = false;
#endif

    private readonly NativeBuffer<byte> _objects;
    private readonly byte* _start;

    private protected PooledMemory(int objectBytes, int count, int alignment, MemoryArena? arena)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        StrideBytes = StrideOf(objectBytes, alignment);
        ObjectBytes = objectBytes;
        Count = count;
        _objects = new NativeBuffer<byte>(checked((long)StrideBytes * count), "bytes of pooled objects", isTouched: true, arena);
        _start = _objects.Start;
    }

    /// <summary>The bytes of an object.</summary>
    public int ObjectBytes { get; }

    /// <summary>The bytes from one object to the next: a multiple of the alignment.</summary>
    public int StrideBytes { get; }

    /// <summary>The objects that the pool has: none once it is disposed.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of an object. What is in it is what its last owner left: zero at first.</summary>
    /// <param name="handle">An object that is out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The handle is that of no object.</exception>
    public Span<byte> BytesOf(int handle) => new(AddressOf(handle), ObjectBytes);

    /// <summary>Gives the memory back. Nobody may use an object any more.</summary>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the pool took beside the objects too.</summary>
    /// <param name="isDisposing">Whether somebody disposes it; what a finaliser would do, the buffers do themselves.</param>
    protected virtual void Dispose(bool isDisposing)
    {
        Count = 0;
        _objects.Dispose();
    }

    /// <summary>The bytes from one object to the next.</summary>
    internal static int StrideOf(int objectBytes, int alignment)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectBytes, 1);
        return alignment is 64 or 128
            ? checked((objectBytes + alignment - 1) / alignment * alignment)
            : throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "Objects begin on boundaries of 64 bytes (a cache line) or 128 (the pair that Intel processors fetch).");
    }

    private protected void* AddressOf(int handle)
    {
        if (unchecked((uint)handle >= (uint)Count))
        {
            ThrowNoObject(handle);
        }

        return unchecked(_start + ((nint)handle * StrideBytes)); // inside of the memory: its size was checked
    }

    [DoesNotReturn]
    private void ThrowNoObject(int handle) =>
        throw new ArgumentOutOfRangeException(nameof(handle), handle, string.Create(CultureInfo.InvariantCulture, $"The pool has objects 0 to {Count - 1}."));
}
