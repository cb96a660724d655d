using System;
using BenchmarkDotNet.Attributes;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Market.OrderEntry;

/// <summary>Time for one OUCH message: our order from its numbers to its bytes, and an execution from its bytes to its
/// numbers.</summary>
[MemoryDiagnoser]
public class OuchBenchmarks
{
    private const int Orders = 1_000;

    private readonly OrderEncoder _encoder = new(64);
    private readonly byte[] _room = new byte[OrderEncoder.LengthMax];
    private readonly byte[] _executed = new byte[Executed.Length];

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < 64; i++)
        {
            _encoder.SetSymbol(new InstrumentId(i), "GOOG"u8);
        }

        Executed.Write(_executed, 34_200_000_000_000, 7, 100, 5_800_000, Liquidity.Added, 99);
    }

    /// <summary>A new post-only order.</summary>
    [Benchmark(OperationsPerInvoke = Orders)]
    public int Enter()
    {
        int bytes = 0;
        for (uint i = 0; i < Orders; i++)
        {
            bytes += _encoder.Enter(
                _room,
                new OrderId(i),
                new InstrumentId((int)(i & 63)),
                (i & 1) == 0 ? Side.Buy : Side.Sell,
                new Price(5_800_000 + i),
                new Quantity(100),
                TimeInForce.Day,
                isPostOnly: true);
        }

        return bytes;
    }

    /// <summary>A post-only replacement.</summary>
    [Benchmark(OperationsPerInvoke = Orders)]
    public int Replace()
    {
        int bytes = 0;
        for (uint i = 0; i < Orders; i++)
        {
            bytes += _encoder.Replace(
                _room, new OrderId(i), new OrderId(i + 1), new Price(5_800_000 + i), new Quantity(100), isPostOnly: true);
        }

        return bytes;
    }

    /// <summary>The check of an execution and all of its fields.</summary>
    [Benchmark(OperationsPerInvoke = Orders)]
    public long ReadExecuted()
    {
        long sum = 0;
        for (int i = 0; i < Orders; i++)
        {
            ReadOnlySpan<byte> message = _executed;
            if (OuchOutbound.Check(message) == OuchCheck.Valid)
            {
                var view = new Executed(message);
                sum += view.UserRefNum + view.Quantity + view.PriceTicks + view.TimestampNanoseconds
                    + (long)view.MatchNumber + (long)view.LiquidityCode;
            }
        }

        return sum;
    }
}
