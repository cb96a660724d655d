using System;
using Harrier.Models.Calibration;

namespace Harrier.Engine.Configuration;

/// <summary>The quote model's parameters. Inventory is counted in orders of <see cref="Harrier.Trading.Quoting.QuotingSettings.OrderSizeLots"/>.</summary>
public sealed record ModelSection
{
    /// <summary>Gets the risk aversion gamma, per dollar of profit; 0 to have it chosen.</summary>
    public required double RiskAversionPerDollar { get; init; }

    /// <summary>Gets how far a full inventory moves the quotes, in ticks, from which gamma is found; 0 for gamma as
    /// above.</summary>
    public required double SkewAtLimitTicks { get; init; }

    /// <summary>Gets the volatility sigma of the mid price, in dollars per square root of a second.</summary>
    public required double VolatilityDollarsPerSqrtSecond { get; init; }

    /// <summary>Gets A, the aggressive orders a second and side that would reach a quote at the mid price.</summary>
    public required double ArrivalsPerSecond { get; init; }

    /// <summary>Gets k, by which the arrivals fall with the distance from the mid price, per dollar.</summary>
    public required double DecayPerDollar { get; init; }

    /// <summary>Gets Q, the inventory limit in order sizes: no bid at +Q, no ask at -Q.</summary>
    public required int MaximumInventoryOrders { get; init; }

    /// <summary>Gets the rolling horizon of Avellaneda-Stoikov in seconds. GLFT quotes by its steady state.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>Gets where volatility, arrivals and decay come from.</summary>
    public required CalibrationChoice Calibration { get; init; }

    /// <summary>Gets how long the opening is over which they are estimated before the first quote, in seconds.</summary>
    public required double OpeningSeconds { get; init; }

    /// <summary>Gets the age at which what was seen weighs half in an estimate that goes on, in seconds.</summary>
    public required double CalibrationHalfLifeSeconds { get; init; }

    /// <summary>Gets how often the models take new estimates after the opening, in seconds.</summary>
    public required double CalibrationIntervalSeconds { get; init; }

    /// <summary>Gets how soon after a change of the best prices aggressive orders are not counted, in nanoseconds.</summary>
    public required long ReactionNanoseconds { get; init; }

    /// <summary>Gets what estimates take for the orders that the touch hides.</summary>
    public required InsideTouchChoice InsideTouch { get; init; }

    /// <summary>What that is on one kind of venue.</summary>
    internal InsideTouch InsideTouchOn(bool isBuiltIn) =>
        InsideTouch == InsideTouchChoice.Extrapolated || (InsideTouch == InsideTouchChoice.Auto && isBuiltIn)
            ? Harrier.Models.Calibration.InsideTouch.Extrapolated
            : Harrier.Models.Calibration.InsideTouch.None;

    internal static ModelSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Model", "Parameters of the quote model.");
        var model = new ModelSection
        {
            RiskAversionPerDollar = section.Number("RiskAversionPerDollar", 0, 0, 1e3, "Risk aversion (gamma), per dollar of profit. Larger quotes wider and sheds inventory sooner. 0 chooses it so that a full inventory moves the quotes by 1/k."),
            SkewAtLimitTicks = section.Number("SkewAtLimitTicks", 0, 0, 1e6, "How far a full inventory moves the quotes, in ticks of 1/10,000 dollar: 150 is a cent and a half. The risk aversion is found from it. 0 leaves it at RiskAversionPerDollar."),
            VolatilityDollarsPerSqrtSecond = section.Number("VolatilityDollarsPerSqrtSecond", 0.012, 1e-9, 1e4, "Volatility of the mid price (sigma), in dollars per square root of a second."),
            ArrivalsPerSecond = section.Number("ArrivalsPerSecond", 0.5, 1e-9, 1e6, "Aggressive orders a second and side that would reach a quote at the mid price (A)."),
            DecayPerDollar = section.Number("DecayPerDollar", 60, 1e-6, 1e6, "How fast these fall with the distance from the mid price (k), per dollar."),
            MaximumInventoryOrders = (int)section.Whole("MaximumInventoryOrders", 10, 1, 1_000, "Inventory limit (Q), in orders of Quoting:OrderSizeLots: no bid at +Q, no ask at -Q."),
            HorizonSeconds = section.Number("HorizonSeconds", 60, 0.001, 86_400, "Rolling horizon of avellaneda-stoikov, in seconds. The glft models quote by their steady state."),
            Calibration = section.Choice("Calibration", 0, CalibrationNames, Enum.GetValues<CalibrationChoice>(), "Where volatility, arrivals and decay come from: this section (fixed), an estimate over the opening before the first quote (opening), the same and from then on with what is old forgotten (rolling), or fixed on the built-in venue and rolling on recorded data (auto)."),
            OpeningSeconds = section.Number("OpeningSeconds", 300, 1, 86_400, "Length of the opening over which they are estimated before the first quote, in seconds."),
            CalibrationHalfLifeSeconds = section.Number("CalibrationHalfLifeSeconds", 600, 1, 1e6, "With rolling: the age at which an observation weighs half, in seconds."),
            CalibrationIntervalSeconds = section.Number("CalibrationIntervalSeconds", 60, 1, 86_400, "With rolling: how often the quotes take the new estimates, in seconds."),
            InsideTouch = section.Choice("InsideTouch", 0, InsideTouchNames, Enum.GetValues<InsideTouchChoice>(), "What estimates take for the orders that would have stopped before the best price, which nobody sees: as many as A exp(-k depth) carried on to the mid price (extrapolated), none (none), or extrapolated on the built-in venue and none on recorded data (auto)."),
            ReactionNanoseconds = (long)(1_000 * section.Number("ReactionMicroseconds", 200, 0, 1e6, "Aggressive orders that come sooner than this after a change of the best prices or sizes are not counted when arrivals and decay are estimated, nor is that time: they pick off what a market maker who is that fast has moved. 0 counts all.")),
        };
        section.Require(
            "SkewAtLimitTicks",
            model.SkewAtLimitTicks == 0 || model.RiskAversionPerDollar == 0,
            "0 where RiskAversionPerDollar is above 0: one of them gives the risk aversion");
        return model;
    }

    private static readonly string[] InsideTouchNames = ["auto", "extrapolated", "none"];

    private static readonly string[] CalibrationNames = ["auto", "fixed", "opening", "rolling"];
}
