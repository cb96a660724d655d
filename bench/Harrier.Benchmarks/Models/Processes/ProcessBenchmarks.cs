using BenchmarkDotNet.Attributes;
using Harrier.Models.Processes;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Models.Processes;

/// <summary>An event of a Hawkes process, simulated and in the likelihood, and a path of the rough Bergomi model over 312
/// steps with its integrals. One thread each.</summary>
[MemoryDiagnoser]
public class ProcessBenchmarks
{
    private const int Events = 1_000;

    private readonly PathRandom _random = new(1);
    private readonly HawkesProcess _process = new([0.4, 0.7], [0.3, 0.15, 0.05, 0.45], [4.0]);
    private readonly RoughBergomiPaths _paths = new(new RoughBergomi(0.235 * 0.235, 1.9, -0.43, -0.9), 0.25, 312);
    private readonly double[] _gradient = new double[7];
    private readonly double[] _hessian = new double[49];
    private HawkesThinning _simulation = null!;
    private HawkesSample _sample = null!;

    [GlobalSetup]
    public void Simulate()
    {
        _simulation = new HawkesThinning(_process);
        double[] times = new double[Events];
        int[] kinds = new int[Events];
        for (int i = 0; i < Events; i++)
        {
            _simulation.TryNext(_random, double.MaxValue, out times[i], out kinds[i]);
        }

        _sample = new HawkesSample(times, kinds, 2, times[^1]);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public double HawkesEvent()
    {
        double time = 0.0;
        for (int i = 0; i < Events; i++)
        {
            _simulation.TryNext(_random, double.MaxValue, out time, out _);
        }

        return time;
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public double HawkesLikelihoodEvent() => HawkesLikelihood.Value(_process, _sample);

    [Benchmark(OperationsPerInvoke = Events)]
    public double HawkesDerivativesEvent() => HawkesLikelihood.Derivatives(_process, _sample, _gradient, _hessian);

    [Benchmark(OperationsPerInvoke = RoughBergomiPaths.PathsPerDraw)]
    public double RoughBergomiPath()
    {
        _paths.Draw(_random);
        double sum = 0.0;
        for (int path = 0; path < RoughBergomiPaths.PathsPerDraw; path++)
        {
            sum += _paths.Integrals(path).Variance;
        }

        return sum;
    }
}
