using BenchmarkDotNet.Attributes;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Primitives;

/// <summary>A random number from the sequential generator and from the counter-based one: 64 bits, a Gaussian number, and
/// the first Gaussian number of a path.</summary>
[MemoryDiagnoser]
public class RandomNumberBenchmarks
{
    private const int Numbers = 1_000;

    private readonly Pcg64 _sequential = new(1);
    private readonly PathRandom _paths = new(1);
    private ulong _path;

    [Benchmark(OperationsPerInvoke = Numbers)]
    public ulong SequentialBits()
    {
        ulong sum = 0;
        for (int i = 0; i < Numbers; i++)
        {
            sum ^= _sequential.NextULong();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Numbers)]
    public ulong PathBits()
    {
        ulong sum = 0;
        _paths.Start(_path++);
        for (int i = 0; i < Numbers; i++)
        {
            sum ^= _paths.NextULong();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Numbers)]
    public double SequentialGaussian()
    {
        double sum = 0.0;
        for (int i = 0; i < Numbers; i++)
        {
            sum += _sequential.NextGaussian();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Numbers)]
    public double PathGaussian()
    {
        double sum = 0.0;
        _paths.Start(_path++);
        for (int i = 0; i < Numbers; i++)
        {
            sum += _paths.NextGaussian();
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Numbers)]
    public double FirstGaussianOfAPath()
    {
        double sum = 0.0;
        for (int i = 0; i < Numbers; i++)
        {
            _paths.Start(_path++);
            sum += _paths.NextGaussian();
        }

        return sum;
    }
}
