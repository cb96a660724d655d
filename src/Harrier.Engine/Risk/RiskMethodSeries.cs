using System;
using Harrier.Models.Risk;
using Harrier.Monitoring.Reports;

namespace Harrier.Engine.Risk;

/// <summary>One method at one confidence, day by day. Cold: allocates.</summary>
internal sealed class RiskMethodSeries(string name, double confidence, int days)
{
    private readonly double[] _valueAtRisk = new double[days];
    private readonly bool[] _exceeded = new bool[days];
    private int _known;
    private int _exceedances;
    private int _instead;
    private TailRisk _last;

    internal void Add(int day, in TailRisk risk, double profit)
    {
        _last = risk;
        _valueAtRisk[day] = risk.ValueAtRisk;
        if (!risk.IsKnown)
        {
            return;
        }

        _exceeded[_known] = -profit > risk.ValueAtRisk;
        _exceedances += _exceeded[_known] ? 1 : 0;
        _instead += risk.Outcome == RiskOutcome.HistoricalInstead ? 1 : 0;
        _known++;
    }

    internal RiskMethod ToMethod()
    {
        var failures = ExceedanceTest.ProportionOfFailures(_exceedances, _known, confidence);
        var independence = ExceedanceTest.Independence(_exceeded.AsSpan(0, _known));
        var coverage = ExceedanceTest.ConditionalCoverage(in failures, in independence);
        return new RiskMethod
        {
            Name = name,
            Confidence = confidence,
            ValueAtRisk = _valueAtRisk,
            LastValueAtRisk = _last.ValueAtRisk,
            LastExpectedShortfall = _last.ExpectedShortfall,
            Days = _known,
            Exceedances = _exceedances,
            HistoricalInstead = _instead,
            Kupiec = new RiskTest(failures.Statistic, failures.PValue),
            Independence = new RiskTest(independence.Statistic, independence.PValue),
            Coverage = new RiskTest(coverage.Statistic, coverage.PValue),
        };
    }
}
