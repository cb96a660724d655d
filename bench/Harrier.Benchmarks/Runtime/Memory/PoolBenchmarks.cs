using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using BenchmarkDotNet.Attributes;
using Harrier.Runtime.Memory;

namespace Harrier.Benchmarks.Runtime.Memory;

/// <summary>Time to take an object of 64 bytes, write a field of it and give it back; and the same for eight at once,
/// which is a burst of quotes. Beside what .NET has for it.</summary>
[MemoryDiagnoser]
public unsafe class PoolBenchmarks : IDisposable
{
    private const int Rounds = 1_024;
    private const int Objects = 10_000;
    private const int Burst = 8;

    private readonly ObjectPool<Order> _pool = new(Objects, 64, isChecked: false);
    private readonly ObjectPool<Order> _checkedPool = new(Objects, 64, isChecked: true);
    private readonly SharedObjectPool<Order> _shared = new(Objects, 64, isChecked: false);
    private readonly ConcurrentBag<OrderObject> _bag = [];
    private readonly ConcurrentQueue<OrderObject> _queue = new();
    private readonly int[] _held = new int[Burst];
    private OrderObject? _kept;

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Objects; i++)
        {
            _bag.Add(new OrderObject());
            _queue.Enqueue(new OrderObject());
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Rounds)]
    public int Pool()
    {
        ObjectPool<Order> pool = _pool;
        int handle = 0;
        for (int i = 0; i < Rounds; i++)
        {
            _ = pool.TryTake(out handle);
            pool[handle].Id = i;
            _ = pool.TryReturn(handle);
        }

        return handle;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int CheckedPool()
    {
        ObjectPool<Order> pool = _checkedPool;
        int handle = 0;
        for (int i = 0; i < Rounds; i++)
        {
            _ = pool.TryTake(out handle);
            pool[handle].Id = i;
            _ = pool.TryReturn(handle);
        }

        return handle;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int PoolInBursts()
    {
        ObjectPool<Order> pool = _pool;
        int[] held = _held;
        for (int i = 0; i < Rounds; i += Burst)
        {
            for (int at = 0; at < held.Length; at++)
            {
                _ = pool.TryTake(out held[at]);
                pool[held[at]].Id = i;
            }

            for (int at = 0; at < held.Length; at++)
            {
                _ = pool.TryReturn(held[at]);
            }
        }

        return held[0];
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int SharedPool()
    {
        SharedObjectPool<Order> pool = _shared;
        int handle = 0;
        for (int i = 0; i < Rounds; i++)
        {
            _ = pool.TryTake(out handle);
            pool[handle].Id = i;
            _ = pool.TryReturn(handle);
        }

        return handle;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public object? Bag()
    {
        OrderObject? order = null;
        for (int i = 0; i < Rounds; i++)
        {
            _ = _bag.TryTake(out order);
            order!.Order.Id = i;
            _bag.Add(order);
        }

        return order;
    }

    /// <summary>What the default pool of Microsoft.Extensions.ObjectPool does: one object at hand, the rest in a queue.</summary>
    [Benchmark(OperationsPerInvoke = Rounds)]
    public object? ItemAndQueue()
    {
        OrderObject? order = null;
        for (int i = 0; i < Rounds; i++)
        {
            order = _kept;
            if (order is null || Interlocked.CompareExchange(ref _kept, null, order) != order)
            {
                _ = _queue.TryDequeue(out order);
            }

            order!.Order.Id = i;
            if (_kept is not null || Interlocked.CompareExchange(ref _kept, order, null) is not null)
            {
                _queue.Enqueue(order);
            }
        }

        return order;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public int ArrayPool()
    {
        int length = 0;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] bytes = ArrayPool<byte>.Shared.Rent(64);
            Unsafe.As<byte, Order>(ref bytes[0]).Id = i;
            length = bytes.Length;
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Rounds)]
    public long NativeAllocation()
    {
        long sum = 0;
        for (int i = 0; i < Rounds; i++)
        {
            var order = (Order*)NativeMemory.AlignedAlloc(64, 64);
            order->Id = i;
            sum += order->Id;
            NativeMemory.AlignedFree(order);
        }

        return sum;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _pool.Dispose();
        _checkedPool.Dispose();
        _shared.Dispose();
        GC.SuppressFinalize(this);
    }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Order
    {
        public long Id;
    }

    private sealed class OrderObject
    {
        public Order Order;
    }
}
