using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Harrier.Runtime.Memory;

/// <summary>Memory outside of the managed heap, zeroed, for one table of plain structs: the collector neither sees nor
/// moves it. A part of an arena; without one, on Linux an anonymous mapping that begins on a 2 MiB boundary and asks for
/// transparent huge pages, elsewhere aligned native memory.</summary>
/// <remarks>Only pages that were written to take physical memory. The owner disposes it and then has no pointer left.</remarks>
/// <typeparam name="T">The struct; it holds no references.</typeparam>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly MemoryArena? _arena;
    private readonly nuint _takenBytes;
    private void* _start;
    private long _reach; // the length; 0 once disposed

    /// <summary>Takes the memory.</summary>
    /// <param name="length">The number of structs, at least 1.</param>
    /// <param name="name">What it is for, as it is named when there is not enough memory: "orders", say.</param>
    /// <param name="isTouched">Whether every page is written to now, so that no later write waits for the kernel.</param>
    /// <param name="arena">Where to take it from; null for a mapping of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    /// <exception cref="InsufficientMemoryException">The system or the arena did not give it; says how much was asked and
    /// what to do.</exception>
    public NativeBuffer(long length, string name, bool isTouched = false, MemoryArena? arena = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        _reach = length;
        ByteCount = checked(length * Unsafe.SizeOf<T>());
        _arena = arena;
        _takenBytes = arena is null ? NativePages.RoundUp(checked((nuint)ByteCount)) : checked((nuint)ByteCount);
        _start = arena is null ? NativePages.TryTake(_takenBytes) : arena.TryTake(_takenBytes);
        if (_start is null)
        {
            throw new InsufficientMemoryException(arena?.Shortage(ByteCount, length, name) ?? string.Create(
                CultureInfo.InvariantCulture,
                $"The system gave no {_takenBytes:N0} bytes for {length:N0} {name}. Lower the limit of {name}, or raise the memory limit of the process."));
        }

        if (isTouched)
        {
            Touch();
        }
    }

    /// <summary>The structs that it holds.</summary>
    public long Length { get; }

    /// <summary>The bytes of the structs.</summary>
    public long ByteCount { get; }

    /// <summary>The first struct; null once disposed.</summary>
    public T* Start => (T*)_start;

    /// <summary>A struct. Checked: for cold paths and tests.</summary>
    /// <param name="index">From 0 to <see cref="Length"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such struct, or the memory was given back.</exception>
    public ref T this[long index]
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
            return ref Start[index];
        }
    }

    /// <summary>Some of the structs. Checked.</summary>
    /// <param name="start">The first, from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>They; of no use once the buffer is disposed or nobody has it any more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">They are not in the buffer.</exception>
    public Span<T> AsSpan(long start, int count)
    {
        unchecked
        {
            if ((ulong)start > (ulong)_reach || (ulong)count > (ulong)(_reach - start))
            {
                ThrowOutside(start);
            }

            return new Span<T>(Start + start, count);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back that was never disposed.</summary>
    ~NativeBuffer() => Release();

    // One byte a small page: enough whatever page size the kernel chose. Zero is what fresh memory holds already.
    private void Touch()
    {
        for (nuint at = 0; at < _takenBytes; at += NativePages.SmallPageBytes)
        {
            Volatile.Write(ref ((byte*)_start)[at], 0);
        }

        Volatile.Write(ref ((byte*)_start)[_takenBytes - 1], 0); // a part of an arena may end in the middle of a page
    }

    private void Release()
    {
        if (_start is null)
        {
            return;
        }

        if (_arena is null)
        {
            NativePages.GiveBack(_start, _takenBytes);
        }
        else
        {
            _arena.Release();
        }

        _start = null;
        _reach = 0;
    }

    [DoesNotReturn]
    private void ThrowOutside(long start)
    {
        ObjectDisposedException.ThrowIf(_start is null, this);
        throw new ArgumentOutOfRangeException(nameof(start), start, string.Create(CultureInfo.InvariantCulture, $"The buffer has {Length:N0} structs."));
    }
}
