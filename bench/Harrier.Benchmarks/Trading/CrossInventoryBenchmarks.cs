using System;
using BenchmarkDotNet.Attributes;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;

namespace Harrier.Benchmarks.Trading;

/// <summary>One inventory changes among many that are quoted together: the shifts of all others. Grows with their
/// number.</summary>
[MemoryDiagnoser]
public class CrossInventoryBenchmarks
{
    private const int Changes = 1_024;

    private CrossInventory _inventory = new(1);

    [Params(2, 8, 64, 512)]
    public int Assets { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var shares = new GlftParameters[Assets];
        Array.Fill(shares, new GlftParameters { RiskAversion = 1e-4, Volatility = 0.012, ArrivalRate = 0.5, Decay = 60, OrderSize = 100 });
        long[] limits = new long[Assets];
        Array.Fill(limits, 1_000);
        _inventory = new CrossInventory(Assets);
        _inventory.Fill(new PortfolioClosedForm(shares, CorrelationMatrix.Uniform(Assets, 0.5)), limits);
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public long Hold()
    {
        for (int change = 0; change < Changes; change++)
        {
            _inventory.Hold(change % Assets, change % 1_999 - 999);
        }

        return _inventory.Shift(0);
    }
}
