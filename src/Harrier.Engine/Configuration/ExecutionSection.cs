using System;
using System.Globalization;
using Harrier.Models.Execution;
using Harrier.Primitives;
using Harrier.Trading.Execution;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Configuration;

/// <summary>A parent order that the session executes in place of making markets.</summary>
public sealed record ExecutionSection
{
    private static readonly string[] AlgorithmNames = ["twap", "vwap", "pov", "almgren-chriss"];

    /// <summary>Gets how the order is spread over time.</summary>
    public required ExecutionAlgorithm Algorithm { get; init; }

    /// <summary>Gets how its slices are worked.</summary>
    public required ScheduleExecutorSettings Rules { get; init; }

    /// <summary>Gets the order; null where the session makes markets.</summary>
    public required ParentOrder? Parent { get; init; }

    /// <summary>Gets its schedule; null where the session makes markets.</summary>
    public required ExecutionSchedule? Schedule { get; init; }

    /// <summary>Gets the name of the algorithm, as it is configured.</summary>
    public string AlgorithmName => AlgorithmNames[(int)Algorithm];

    internal static ExecutionSection Read(
        SettingsReader settings, SessionSection session, ModelSection model, QuotingSection quoting, RiskLimits risk)
    {
        SectionReader section = settings.Section("Execution", "A parent order that the session executes in place of making markets. It passes the same checks.");
        var asked = new Asked
        {
            Lots = section.Whole("Lots", 0, 0, LotSplit.LotsMax, "Lots of the order, which is for the first instrument that is announced and that Session:TradeOnly allows; 0 to make markets."),
            Side = section.Choice("Side", 0, ["buy", "sell"], [Side.Buy, Side.Sell], "Side of the order."),
            Algorithm = section.Choice("Algorithm", 0, AlgorithmNames, Enum.GetValues<ExecutionAlgorithm>(), "How it is spread over time: evenly (twap), along VolumeCurve (vwap), as MaximumParticipation of the volume (pov), or with the least expected cost and risk (almgren-chriss)."),
            StartSeconds = section.Number("StartSeconds", 0, 0, 86_399, "When it is begun, in seconds after the session's start. It counts as decided on at the session's start."),
            DurationSeconds = section.Number("DurationSeconds", 0, 0, 86_400, "Time for it, in seconds; 0 for the rest of the session."),
            Slices = (int)section.Whole("Slices", 10, 1, 100_000, "Slices of that time."),
            JitterShare = section.Number("JitterShare", 0, 0, 0.9, "Longest random delay of a slice's beginning, as a part of the slice. No quantity depends on it."),
            PassiveShare = section.Number("PassiveShare", 0.8, 0, 1, "Part of a slice in which its order waits at the touch; then what is left crosses the spread, by immediate-or-cancel orders. 0 crosses at once, 1 never crosses."),
            OrderLots = (int)section.Whole("OrderLots", 100, 1, 999_999, "Most lots of an order that waits at the touch."),
            LimitPriceDollars = section.Exact("LimitPriceDollars", 0, 0, 199_999, "Worst price that is acceptable, in dollars; 0 for any."),
            MaximumParticipation = section.Number("MaximumParticipation", 0, 0, 0.99, "Largest part of the volume since the start that we may be, our own lots counted; 0 for any. Looked at when a slice begins."),
            VolumeCurve = section.Text("VolumeCurve", string.Empty, "Volume of the equal parts of the session in any unit, separated by commas, for vwap: 13,8,6,6,7,10. harrier calibrate --write-volume writes it from recorded days."),
            RiskAversionPerDollar = section.Number("RiskAversionPerDollar", 1e-6, -1, 1_000, "Risk aversion (lambda) of almgren-chriss, per dollar of cost; below 0 trades late. The volatility is Model:VolatilityDollarsPerSqrtSecond."),
            TemporaryImpact = section.Number("TemporaryImpactDollarSecondsPerShare", 0.0585, 1e-12, 1e9, "Temporary impact (eta) of almgren-chriss: dollars a share for a rate of one share a second. The default is the paper's example."),
            PermanentImpact = section.Number("PermanentImpactDollarsPerShare", 0, 0, 1_000, "Permanent impact (gamma) of almgren-chriss: dollars a share for each share."),
            Volatility = model.VolatilityDollarsPerSqrtSecond,
        };
        bool isWanted = asked.Lots > 0;
        if (!isWanted && asked.Side == Side.Sell)
        {
            section.Fault("Side", "is that of no order: set Execution:Lots too, or leave it out to make markets");
        }

        return new ExecutionSection
        {
            Algorithm = asked.Algorithm,
            Rules = new ScheduleExecutorSettings
            {
                PassiveShare = asked.PassiveShare,
                WaitingLotsMax = asked.OrderLots,
                CrossingLotsMax = Math.Max(asked.OrderLots, risk.MaximumOrderLots),
                OrderTickLotsMax = (long)(risk.MaximumOrderNotionalDollars * Price.TicksPerUnit),
                MaximumParticipation = ReadParticipation(section, asked),
            },
            Parent = isWanted ? ReadParent(section, asked, session, model, quoting, risk) : null,
            Schedule = isWanted ? ReadSchedule(section, asked, session) : null,
        };
    }

    private static ParticipationRate? ReadParticipation(SectionReader section, Asked asked)
    {
        bool isNeeded = asked.Lots > 0 && asked.Algorithm == ExecutionAlgorithm.Participation;
        section.Require("MaximumParticipation", !isNeeded || asked.MaximumParticipation > 0, "above 0 for pov");
        section.Require("MaximumParticipation", asked.MaximumParticipation is 0 or >= 1e-6, "0, or from 0.000001");
        return asked.MaximumParticipation >= 1e-6 ? ParticipationRate.Of(asked.MaximumParticipation) : null;
    }

    private static ParentOrder ReadParent(
        SectionReader section, Asked asked, SessionSection session, ModelSection model, QuotingSection quoting, RiskLimits risk)
    {
        decimal limitTicks = asked.LimitPriceDollars * Price.TicksPerUnit;
        section.Require("Lots", model.Calibration is CalibrationChoice.Auto or CalibrationChoice.Fixed, "0 where Model:Calibration is opening or rolling (--calibrate): an order is executed without a quote model");
        section.Require("Lots", asked.Lots <= risk.MaximumPositionLots, Text($"at most Risk:MaximumPositionLots, which is {risk.MaximumPositionLots}"));
        section.Require("Lots", session.TradeOnly.Length <= 1, "0 where Session:TradeOnly names several symbols: one order is for one of them");
        section.Require("OrderLots", asked.OrderLots <= risk.MaximumOrderLots, Text($"at most Risk:MaximumOrderLots, which is {risk.MaximumOrderLots}"));
        section.Require("LimitPriceDollars", limitTicks % quoting.PriceIncrementTicks == 0, Text($"a multiple of Quoting:PriceIncrementTicks, which is {quoting.PriceIncrementTicks} ticks of 0.0001"));
        (Nanoseconds open, Nanoseconds start, Nanoseconds end) = asked.Times(session);
        return new ParentOrder
        {
            Side = asked.Side,
            Lots = asked.Lots,
            Limit = limitTicks > 0 ? new Price((long)limitTicks) : Price.None,
            DecidedAt = open,
            Start = start,
            End = end,
        };
    }

    /// <summary>Null where there is a fault.</summary>
    private static ExecutionSchedule? ReadSchedule(SectionReader section, Asked asked, SessionSection session)
    {
        double left = session.DurationSeconds - asked.StartSeconds;
        section.Require("StartSeconds", left > 0, Text($"below Session:DurationSeconds, which is {session.DurationSeconds}"));
        section.Require("DurationSeconds", asked.DurationSeconds <= Math.Max(left, 0), Text($"at most {left}: Session:DurationSeconds less StartSeconds"));
        if (left <= 0 || asked.DurationSeconds > left)
        {
            return null;
        }

        try
        {
            // A stream of its own: the streams of a session without an order stay as they are.
            return Spread(section, asked, session)?.Jittered(asked.JitterShare, new Pcg64(session.Seed, stream: 0x65786563));
        }
        catch (ArgumentException exception)
        {
            string key = asked.Algorithm == ExecutionAlgorithm.VolumeWeighted ? "VolumeCurve" : "RiskAversionPerDollar";
            section.Fault(key, $"cannot be used: {exception.Message}");
            return null;
        }
    }

    private static ExecutionSchedule? Spread(SectionReader section, Asked asked, SessionSection session)
    {
        (Nanoseconds open, Nanoseconds start, Nanoseconds end) = asked.Times(session);
        switch (asked.Algorithm)
        {
            case ExecutionAlgorithm.VolumeWeighted:
                VolumeCurve? curve = ReadCurve(section, asked.VolumeCurve);
                Nanoseconds close = open + Nanoseconds.FromSeconds(session.DurationSeconds);
                return curve is null ? null : ExecutionSchedule.VolumeWeighted(asked.Lots, start, end, asked.Slices, curve, open, close);
            case ExecutionAlgorithm.Participation:
                return ExecutionSchedule.AtOnce(asked.Lots, start, end, asked.Slices);
            case ExecutionAlgorithm.AlmgrenChriss:
                return ExecutionSchedule.Optimal(asked.Lots, start, end, new AlmgrenChriss(asked.Parameters((end - start).ToSeconds())));
            default:
                return ExecutionSchedule.TimeWeighted(asked.Lots, start, end, asked.Slices);
        }
    }

    private static VolumeCurve? ReadCurve(SectionReader section, string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        double[] weights = new double[parts.Length];
        bool isAllowed = parts.Length > 0;
        for (int part = 0; part < parts.Length; part++)
        {
            isAllowed &= double.TryParse(parts[part], NumberStyles.Float, CultureInfo.InvariantCulture, out weights[part]);
        }

        section.Require("VolumeCurve", isAllowed, "numbers separated by commas for vwap, the volume of each equal part of the session: harrier calibrate FILE --write-volume writes them from recorded days; without any, Execution:Algorithm=twap is what is known");
        return isAllowed ? new VolumeCurve(weights) : null;
    }

    private static string Text(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    /// <summary>The section as it was written.</summary>
    private sealed record Asked
    {
        public required long Lots { get; init; }

        public required Side Side { get; init; }

        public required ExecutionAlgorithm Algorithm { get; init; }

        public required double StartSeconds { get; init; }

        public required double DurationSeconds { get; init; }

        public required int Slices { get; init; }

        public required double JitterShare { get; init; }

        public required double PassiveShare { get; init; }

        public required int OrderLots { get; init; }

        public required decimal LimitPriceDollars { get; init; }

        public required double MaximumParticipation { get; init; }

        public required string VolumeCurve { get; init; }

        public required double RiskAversionPerDollar { get; init; }

        public required double TemporaryImpact { get; init; }

        public required double PermanentImpact { get; init; }

        public required double Volatility { get; init; }

        public (Nanoseconds Open, Nanoseconds Start, Nanoseconds End) Times(SessionSection session)
        {
            var open = Nanoseconds.FromSeconds(session.StartSeconds);
            double seconds = DurationSeconds > 0 ? DurationSeconds : session.DurationSeconds - StartSeconds;
            return (open, open + Nanoseconds.FromSeconds(StartSeconds), open + Nanoseconds.FromSeconds(StartSeconds + seconds));
        }

        public AlmgrenChrissParameters Parameters(double seconds) => new()
        {
            Quantity = Lots,
            Duration = seconds,
            Periods = Slices,
            Volatility = Volatility,
            RiskAversion = RiskAversionPerDollar,
            TemporaryImpact = TemporaryImpact,
            PermanentImpact = PermanentImpact,
        };
    }
}
