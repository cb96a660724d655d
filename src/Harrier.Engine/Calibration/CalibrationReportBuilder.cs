using System;
using System.Collections.Generic;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Engine.Sessions;
using Harrier.Models.Calibration;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>Gathers the report of a calibration. Cold.</summary>
internal sealed class CalibrationReportBuilder
{
    private static readonly int[] SignatureSeconds = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

    private readonly HarrierConfiguration _settings;
    private readonly SessionModel _model;
    private readonly CountingRules _rules;

    public CalibrationReportBuilder(HarrierConfiguration settings, bool isBuiltIn)
    {
        _settings = settings;
        _rules = settings.Model.CountingOn(isBuiltIn);
        _model = new SessionModel(settings);
    }

    public CalibrationReport Build(
        string[] files, IReadOnlyList<(InstrumentTape Tape, Nanoseconds End)> tapes, long falseTimes, string? fault)
    {
        var instruments = new List<InstrumentCalibrationReport>();
        foreach ((InstrumentTape tape, Nanoseconds end) in tapes)
        {
            if (tape.Calibration.Intensity.Orders > 0 || tapes.Count == 1)
            {
                instruments.Add(Instrument(tape, end));
            }
        }

        instruments.Sort((left, right) => right.Orders != left.Orders
            ? right.Orders.CompareTo(left.Orders)
            : string.CompareOrdinal(left.Symbol, right.Symbol));
        return new CalibrationReport
        {
            DataFiles = files,
            Model = SessionReportBuilder.ModelName(_settings.Session.Model),
            MaximumInventoryOrders = _settings.Model.MaximumInventoryOrders,
            OrderSizeLots = _settings.Quoting.Rules.OrderSizeLots,
            Instruments = [.. instruments],
            FalseTimes = falseTimes,
            Fault = fault,
        };
    }

    private InstrumentCalibrationReport Instrument(InstrumentTape tape, Nanoseconds end)
    {
        double[] mids = tape.Mids.Seconds;
        VolatilityEstimate volatility = tape.Calibration.Volatility.Estimate();
        IntensityEstimate seen = tape.NoneHidden.Intensity.EstimatePooled();
        SideCalibration both = SideOf(
            tape, null, "both", tape.Calibration.Intensity.EstimatePooled(), tape.SecondLevel.Intensity.EstimatePooled());
        IntensityEstimate taken = InstrumentCalibrationReport.TakenOf(both, in seen, _rules.From, _rules.Inside);
        return new InstrumentCalibrationReport
        {
            Symbol = tape.Symbol,
            Begin = Nanoseconds.FromSeconds(_settings.Session.StartSeconds),
            End = end,
            Orders = tape.Calibration.Intensity.Orders,
            HiddenTrades = tape.HiddenTrades,
            MistakenTrades = tape.Calibration.Mistaken,
            DepthShareMax = _rules.DepthShareMax,
            Bid = SideOf(tape, Side.Buy, "bid"),
            Ask = SideOf(tape, Side.Sell, "ask"),
            Both = both,
            Seen = seen,
            CountedFrom = _rules.From,
            InsideTouch = _rules.Inside,
            Spread = SpreadOf(tape),
            Volatilities = Volatilities(tape, mids, in volatility),
            Signature = Signature(mids),
            TwoScaleDollarsPerSqrtSecond = volatility.DollarsPerSqrtSecond,
            TwoScaleError = volatility.StandardError,
            NoiseDollars = volatility.NoiseDollars,
            RiskAversions = RiskAversions(taken, both.Estimate.FromDollars, in volatility),
        };
    }

    private static SideCalibration SideOf(InstrumentTape tape, Side side, string name) => SideOf(
        tape, side, name, tape.Calibration.Intensity.Estimate(side), tape.SecondLevel.Intensity.Estimate(side));

    private static SideCalibration SideOf(
        InstrumentTape tape, Side? side, string name, in IntensityEstimate estimate, in IntensityEstimate secondLevel)
    {
        IReadOnlyList<IntensityBand> bands = tape.Detail.ProfileOf(side).Bands();
        return new SideCalibration
        {
            Name = name,
            Estimate = estimate,
            SecondLevel = tape.HasDepth ? secondLevel : null,
            LogFit = LogFit.Of(bands),
            Test = TestOf(tape, tape.Detail.OrdersOf(side), in estimate),
            SecondLevelTest = TestOf(tape, tape.SecondLevelDetail.OrdersOf(side), in secondLevel),
            Bands = bands,
        };
    }

    private static DepthTest? TestOf(InstrumentTape tape, DepthInterval[] orders, in IntensityEstimate estimate) => estimate.IsUsable
        ? DepthTest.Of(orders, (double)tape.IncrementTicks / Price.TicksPerUnit, estimate.DecayPerDollar)
        : null;

    private static SpreadStatistics SpreadOf(InstrumentTape tape)
    {
        double seconds = 0.0;
        double weighted = 0.0;
        double one = 0.0;
        double two = 0.0;
        double increment = (double)tape.IncrementTicks / Price.TicksPerUnit;
        foreach ((double half, double time) in tape.Detail.Spreads)
        {
            seconds += time;
            weighted += 2.0 * half * time;
            double increments = Math.Round(2.0 * half / increment);
            one += increments <= 1.0 ? time : 0.0;
            two += increments == 2.0 ? time : 0.0;
        }

        double median = double.NaN;
        double passed = 0.0;
        foreach ((double half, double time) in tape.Detail.Spreads)
        {
            passed += time;
            if (passed >= 0.5 * seconds)
            {
                median = 2.0 * half;
                break;
            }
        }

        return new SpreadStatistics(seconds, weighted / seconds, median, one / seconds, two / seconds);
    }

    private static VolatilityRow[] Volatilities(InstrumentTape tape, double[] mids, in VolatilityEstimate twoScale)
    {
        double seconds = mids.Length - 1;
        int returns = mids.Length - 1;
        double sparse = RealizedVariance.Subsampled(mids, MidPath.BarSeconds) * returns / (returns - MidPath.BarSeconds + 1.0);
        double noise = twoScale.NoiseDollars * twoScale.NoiseDollars;
        int grids = sparse > 0.0 ? RealizedVariance.BestGrids(returns, sparse, noise) : 2;
        TwoScaleVariance best = RealizedVariance.TwoScale(mids, grids);
        PriceBar[] bars = tape.Mids.Bars;
        double price = mids.Length > 0 ? mids[^1] : double.NaN;
        return
        [
            new($"two-scale, 1 s and {VolatilityEstimator.SlowSeconds} s (what the models take)", twoScale.DollarsPerSqrtSecond),
            new($"two-scale, {grids} grids of least error{(best.IsClamped ? ", clamped at 0" : string.Empty)}", Math.Sqrt(best.Variance / seconds)),
            new("realised, every second, noise and all", Math.Sqrt(RealizedVariance.Sparse(mids) / seconds)),
            new("realised, every 5 min", Math.Sqrt(RealizedVariance.Sparse(mids, MidPath.BarSeconds) / (returns / MidPath.BarSeconds * MidPath.BarSeconds))),
            new("realised, every 5 min, subsampled", Math.Sqrt(sparse / seconds)),
            new("close to close, 5-min bars", PerSecond(RangeVariance.CloseToClose(bars), price)),
            new("Parkinson, 5-min bars", PerSecond(RangeVariance.Parkinson(bars), price)),
            new("Garman-Klass, 5-min bars", PerSecond(RangeVariance.GarmanKlass(bars), price)),
            new("Rogers-Satchell, 5-min bars", PerSecond(RangeVariance.RogersSatchell(bars), price)),
            new("Yang-Zhang, 5-min bars", PerSecond(RangeVariance.YangZhang(bars), price)),
        ];
    }

    private static double PerSecond(double variance, double price) => price * Math.Sqrt(variance / MidPath.BarSeconds);

    private static SignaturePoint[] Signature(double[] mids)
    {
        var points = new List<SignaturePoint>();
        foreach (int every in SignatureSeconds)
        {
            // Ten returns at least: fewer draw noise.
            int covered = mids.Length - every;
            if (covered >= 9 * every)
            {
                points.Add(new SignaturePoint(every, Math.Sqrt(RealizedVariance.Subsampled(mids, every) / covered)));
            }
        }

        return [.. points];
    }

    private RiskAversionRow[] RiskAversions(IntensityEstimate taken, double touchDollars, in VolatilityEstimate volatility)
    {
        if (!taken.IsUsable || !volatility.IsUsable)
        {
            return [];
        }

        var market = new MarketParameters(0, volatility.DollarsPerSqrtSecond, taken.ArrivalsPerSecond, taken.DecayPerDollar);
        var rows = new List<RiskAversionRow>();
        double increment = _settings.Quoting.PriceIncrementTicks;
        double inverse = Price.TicksPerUnit / taken.DecayPerDollar;
        if (_settings.Model.SkewAtLimitTicks > 0)
        {
            rows.Add(Row("Model:SkewAtLimitTicks", _settings.Model.SkewAtLimitTicks, in market));
        }

        rows.Add(Row("1/k", inverse, in market));
        rows.Add(Row("one price increment", increment, in market));
        rows.Add(Row("half of the spread that orders met", touchDollars * Price.TicksPerUnit, in market));
        MarketParameters balanced = market.WithBalancedRiskAversion(
            _settings.Quoting.Rules.OrderSizeLots, _settings.Model.MaximumInventoryOrders);
        rows.Add(new RiskAversionRow(
            "chosen where nothing is set: about 1/k", inverse, balanced.RiskAversionPerDollar, TicksAtLimit(in balanced)));
        return [.. rows];
    }

    private RiskAversionRow Row(string name, double ticks, in MarketParameters market)
    {
        MarketParameters found = _model.WithSkew(in market, ticks / Price.TicksPerUnit);
        return new RiskAversionRow(name, ticks, found.RiskAversionPerDollar, TicksAtLimit(in found));
    }

    private double TicksAtLimit(in MarketParameters parameters) => _model.SkewAtLimit(in parameters) * Price.TicksPerUnit;
}
