using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Harrier.Runtime.Memory;

/// <summary>Memory outside of the managed heap, zeroed, for one table of plain structs: the collector neither sees nor
/// moves it. On Linux one anonymous mapping that begins on a 2 MiB boundary and asks for transparent huge pages;
/// elsewhere aligned native memory.</summary>
/// <remarks>Only pages that were written to take physical memory. The owner disposes it and then has no pointer left.</remarks>
/// <typeparam name="T">The struct; it holds no references.</typeparam>
public sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private readonly nuint _mappedBytes;
    private void* _start;

    /// <summary>Takes the memory.</summary>
    /// <param name="length">The number of structs, at least 1.</param>
    /// <param name="name">What it is for, as it is named when there is not enough memory: "orders", say.</param>
    /// <param name="isTouched">Whether every page is written to now, so that no later write waits for the kernel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    /// <exception cref="InsufficientMemoryException">The system did not give it; says how much was asked and what to lower.</exception>
    public NativeBuffer(long length, string name, bool isTouched = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        Length = length;
        ByteCount = checked(length * Unsafe.SizeOf<T>());
        _mappedBytes = NativePages.RoundUp(checked((nuint)ByteCount));
        _start = NativePages.TryTake(_mappedBytes);
        if (_start is null)
        {
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture,
                $"The system gave no {_mappedBytes:N0} bytes for {length:N0} {name}. Lower the limit of {name}, or raise the memory limit of the process."));
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
        for (nuint at = 0; at < _mappedBytes; at += NativePages.SmallPageBytes)
        {
            Volatile.Write(ref ((byte*)_start)[at], 0);
        }
    }

    private void Release()
    {
        if (_start is not null)
        {
            NativePages.GiveBack(_start, _mappedBytes);
            _start = null;
        }
    }
}
