using System;
using BenchmarkDotNet.Attributes;
using Harrier.Models.Statistics;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Models.Statistics;

/// <summary>The correlation of two series by their length, and the upkeep of covariances: a tick in the newest interval and
/// the row read after it, and a whole interval of all series.</summary>
[MemoryDiagnoser]
public class CorrelationBenchmarks
{
    private const int Series = 100;

    private readonly double[] _x = new double[4_096];
    private readonly double[] _y = new double[4_096];
    private readonly double[] _row = new double[Series];
    private readonly ExponentialCovariance _exponential = new(Series);
    private readonly RollingCovariance _rolling = new(Series, 250);
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        var random = new Pcg64(1, 1);
        for (int at = 0; at < _x.Length; at++)
        {
            _x[at] = random.NextGaussian();
            _y[at] = _x[at] + random.NextGaussian();
        }

        for (int interval = 0; interval < 300; interval++)
        {
            Turn();
            _exponential.TryUpdate(_row, 0.97);
            _rolling.TryUpdate(_row);
        }
    }

    [Benchmark]
    [Arguments(32)]
    [Arguments(250)]
    [Arguments(1_024)]
    [Arguments(4_096)]
    public double Pearson(int points) => Correlation.Pearson(_x.AsSpan(0, points), _y.AsSpan(0, points));

    [Benchmark]
    public double ExponentialTickAndRow()
    {
        _next = (_next + 1) % Series;
        _exponential.TryMove(_next, 1e-6);
        _exponential.CopyRow(_next, _row);
        return _row[0];
    }

    [Benchmark]
    public bool ExponentialInterval()
    {
        Turn();
        return _exponential.TryUpdate(_row, 0.97);
    }

    [Benchmark]
    public double RollingTickAndElement()
    {
        _next = (_next + 1) % Series;
        _rolling.TryMove(_next, 1e-6);
        return _rolling[_next, 0];
    }

    [Benchmark]
    public bool RollingInterval()
    {
        Turn();
        return _rolling.TryUpdate(_row);
    }

    private void Turn()
    {
        _next = (_next + 1) % (_x.Length - Series);
        _x.AsSpan(_next, Series).CopyTo(_row);
    }
}
