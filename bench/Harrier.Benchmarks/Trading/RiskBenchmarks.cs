using System;
using BenchmarkDotNet.Attributes;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Trading.Risk;

namespace Harrier.Benchmarks.Trading;

/// <summary>The risk of a portfolio: the full product, one change, one change with its publication, and the question that an
/// order asks. Targets at 100 assets: 2 microseconds in full, 200 ns a change with all that follows from it.</summary>
[MemoryDiagnoser]
public class RiskBenchmarks : IDisposable
{
    private const int Changes = 1_024;

    private readonly double[] _dollars = new double[Changes];
    private readonly int[] _changed = new int[Changes];
    private RiskMonitor _monitor = null!;
    private RiskMonitor _withScenarios = null!;
    private RiskLine _line = null!;
    private OpenOrderRisk _open = null!;
    private RiskLine _lineOfAll = null!;
    private LimitWatch _watch = null!;

    [Params(10, 100, 500, 2_000)]
    public int Assets { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        var settings = new RiskMonitorSettings { Assets = Assets, Tail = ParametricTail.Normal(0.99), UpdatesUntilRefresh = int.MaxValue };
        double[] covariance = new double[Assets * Assets];
        for (int row = 0; row < Assets; row++)
        {
            for (int column = 0; column < Assets; column++)
            {
                covariance[(row * Assets) + column] = row == column ? 4e-4 : 1e-4;
            }
        }

        _monitor = new RiskMonitor(settings);
        _monitor.SetCovariance(covariance);
        _withScenarios = new RiskMonitor(settings with { Scenarios = 250 });
        _withScenarios.SetCovariance(covariance);
        double[] returns = new double[Assets * 250];
        foreach (ref double value in returns.AsSpan())
        {
            value = 0.02 * (random.NextDouble() - 0.5);
        }

        _withScenarios.SetScenarios(returns);
        PortfolioLimits limits = PortfolioLimits.None with { ValueAtRiskDollars = 1e12m };
        _line = new RiskLine(limits, _monitor, Assets, long.MaxValue);
        _open = new OpenOrderRisk(_monitor);
        _lineOfAll = new RiskLine(limits, _monitor, Assets, long.MaxValue, _open);
        _watch = new LimitWatch(limits);
        for (int asset = 0; asset < Assets; asset++)
        {
            _line.TryCover(new InstrumentId(asset));
            _line.MarkKnown(asset);
            _lineOfAll.TryCover(new InstrumentId(asset));
            _lineOfAll.MarkKnown(asset);
            _monitor.SetExposure(asset, 1e5 * (random.NextDouble() - 0.4));
            _withScenarios.SetExposure(asset, _monitor.ExposureDollars(asset));
        }

        for (int i = 0; i < Changes; i++)
        {
            _changed[i] = random.Next(Assets);
            _dollars[i] = 1e5 * (random.NextDouble() - 0.4);
        }

        PortfolioRisk risk = _monitor.Current();
        _line.Publish(_monitor, in risk, _watch, default);
        for (int asset = 0; asset < Assets; asset++)
        {
            _open.SetReach(asset, _monitor.ExposureDollars(asset) - 1e4, _monitor.ExposureDollars(asset) + 1e4);
        }

        _lineOfAll.Publish(_monitor, in risk, _watch, default);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _monitor.Dispose();
        _withScenarios.Dispose();
        _line.Dispose();
        _lineOfAll.Dispose();
        _open.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public double Full() => _monitor.CalculatePortfolioRisk().ValueAtRiskDollars;

    [Benchmark(OperationsPerInvoke = Changes)]
    public double Incremental()
    {
        for (int i = 0; i < Changes; i++)
        {
            _monitor.SetExposure(_changed[i], _dollars[i]);
        }

        return _monitor.Variance;
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public double IncrementalAndPublished()
    {
        double sum = 0;
        for (int i = 0; i < Changes; i++)
        {
            _monitor.SetExposure(_changed[i], _dollars[i]);
            PortfolioRisk risk = _monitor.Current();
            _watch.Check(in risk, Money.Zero, default);
            _line.Publish(_monitor, in risk, _watch, default);
            sum += risk.ValueAtRiskDollars;
        }

        return sum;
    }

    /// <summary>The same with open orders on both sides of every asset, which move with the exposure.</summary>
    [Benchmark(OperationsPerInvoke = Changes)]
    public double IncrementalAndPublishedWithOpenOrders()
    {
        double sum = 0;
        for (int i = 0; i < Changes; i++)
        {
            _monitor.SetExposure(_changed[i], _dollars[i]);
            _open.SetReach(_changed[i], _dollars[i] - 1e4, _dollars[i] + 1e4);
            PortfolioRisk risk = _monitor.Current();
            _watch.Check(in risk, Money.Zero, default);
            _lineOfAll.Publish(_monitor, in risk, _watch, default);
            sum += risk.ValueAtRiskDollars;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public double IncrementalWith250Scenarios()
    {
        for (int i = 0; i < Changes; i++)
        {
            _withScenarios.SetExposure(_changed[i], _dollars[i]);
        }

        return _withScenarios.Variance;
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public int Ask() => Ask(_line);

    [Benchmark(OperationsPerInvoke = Changes)]
    public int AskWithOpenOrders() => Ask(_lineOfAll);

    private int Ask(RiskLine line)
    {
        int accepted = 0;
        for (int i = 0; i < Changes; i++)
        {
            accepted += (int)line.Ask(new InstrumentId(_changed[i]), 0, i, -i, 200_000, default);
        }

        return accepted;
    }
}
