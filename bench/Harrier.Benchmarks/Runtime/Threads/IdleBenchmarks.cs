using BenchmarkDotNet.Attributes;
using Harrier.Runtime.Threads;

namespace Harrier.Benchmarks.Runtime.Threads;

/// <summary>What a duty with nothing to do costs, counts included, and each way to idle after it.</summary>
[MemoryDiagnoser]
public class IdleBenchmarks
{
    private readonly AgentInvoker<Nothing> _invoker = new(default);
    private readonly ParkIdle _park = new(1);

    [Benchmark(Baseline = true)]
    public int Duty() => _invoker.Invoke();

    [Benchmark]
    public void BusySpin() => default(BusySpinIdle).Idle(_invoker.Invoke());

    [Benchmark]
    public void Yield() => default(YieldIdle).Idle(_invoker.Invoke());

    [Benchmark]
    public void Park() => _park.Idle(_invoker.Invoke());

    private readonly struct Nothing : IAgent
    {
        public int DoWork() => 0;
    }
}
