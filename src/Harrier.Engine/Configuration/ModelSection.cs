using System;
using Harrier.Engine.MarketMaking;
using Harrier.Models.Quoting.Portfolio;

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

    /// <summary>Gets the rolling horizon of Avellaneda-Stoikov, and of Cartea-Jaimungal with a terminal penalty, in
    /// seconds. The others quote by their steady state.</summary>
    public required double HorizonSeconds { get; init; }

    /// <summary>Gets the drift of the mid price, in dollars a second.</summary>
    public required double DriftDollarsPerSecond { get; init; }

    /// <summary>Gets how far the mid price moves against us with a trade, in dollars.</summary>
    public required double AdverseSelectionDollarsPerTrade { get; init; }

    /// <summary>Gets Cartea-Jaimungal's running penalty phi, in dollars per squared lot and second; 0 for half of risk
    /// aversion times variance.</summary>
    public required double RunningPenaltyDollarsPerSquaredLotSecond { get; init; }

    /// <summary>Gets Cartea-Jaimungal's terminal penalty alpha, in dollars per squared lot.</summary>
    public required double TerminalPenaltyDollarsPerSquaredLot { get; init; }

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

    /// <summary>Gets the price that an aggressive order must reach to be counted.</summary>
    public required CountedFromChoice CountedFrom { get; init; }

    /// <summary>Gets how far from the mid, as a part of it, an execution is taken for a mistake of the data.</summary>
    public required double DepthShareMax { get; init; }

    /// <summary>Gets the correlations of the mids of the instruments that are quoted together, in the order of
    /// <see cref="SessionSection.TradeOnly"/>, or of the venue where it is empty; null where each is quoted by itself.</summary>
    public required CorrelationMatrix? Correlations { get; init; }

    /// <summary>Which aggressive orders are counted on one kind of venue. The second level means that the model is believed
    /// from there to the mid, and so that orders are hidden.</summary>
    internal CountingRules CountingOn(bool isBuiltIn)
    {
        bool isSecondAsked = CountedFrom == CountedFromChoice.SecondLevel;
        bool isExtrapolated = InsideTouch == InsideTouchChoice.Extrapolated
            || (InsideTouch == InsideTouchChoice.Auto && (isBuiltIn || isSecondAsked));
        bool isSecond = isSecondAsked || (CountedFrom == CountedFromChoice.Auto && isBuiltIn && isExtrapolated);
        return new CountingRules
        {
            From = isSecond ? Harrier.Models.Calibration.CountedFrom.SecondLevel : Harrier.Models.Calibration.CountedFrom.Touch,
            Inside = isExtrapolated ? Harrier.Models.Calibration.InsideTouch.Extrapolated : Harrier.Models.Calibration.InsideTouch.None,
            ReactionNanoseconds = ReactionNanoseconds,
            DepthShareMax = DepthShareMax,
        };
    }

    internal static ModelSection Read(SettingsReader settings, SessionSection session)
    {
        SectionReader section = settings.Section("Model", "Parameters of the quote model.");
        var read = new ModelSection
        {
            RiskAversionPerDollar = section.Number("RiskAversionPerDollar", 0, 0, 1e3, "Risk aversion (gamma), per dollar of profit. Larger quotes wider and sheds inventory sooner. 0 chooses it so that a full inventory moves the quotes by 1/k."),
            SkewAtLimitTicks = section.Number("SkewAtLimitTicks", 0, 0, 1e6, "How far a full inventory moves the quotes, in ticks of 1/10,000 dollar: 150 is a cent and a half. The risk aversion is found from it. 0 leaves it at RiskAversionPerDollar."),
            VolatilityDollarsPerSqrtSecond = section.Number("VolatilityDollarsPerSqrtSecond", 0.012, 1e-9, 1e4, "Volatility of the mid price (sigma), in dollars per square root of a second."),
            ArrivalsPerSecond = section.Number("ArrivalsPerSecond", 0.5, 1e-9, 1e6, "Aggressive orders a second and side that would reach a quote at the mid price (A)."),
            DecayPerDollar = section.Number("DecayPerDollar", 60, 1e-6, 1e6, "How fast these fall with the distance from the mid price (k), per dollar."),
            MaximumInventoryOrders = (int)section.Whole("MaximumInventoryOrders", 10, 1, 1_000, "Inventory limit (Q), in orders of Quoting:OrderSizeLots: no bid at +Q, no ask at -Q."),
            HorizonSeconds = section.Number("HorizonSeconds", 60, 0.001, 86_400, "Rolling horizon of avellaneda-stoikov, and of cartea-jaimungal with a terminal penalty, in seconds. Otherwise the steady state is quoted."),
            DriftDollarsPerSecond = section.Number("DriftDollarsPerSecond", 0, -1e3, 1e3, "Drift of the mid price that the model is told of, in dollars a second. Not with avellaneda-stoikov."),
            AdverseSelectionDollarsPerTrade = section.Number("AdverseSelectionDollarsPerTrade", 0, 0, 1e3, "How far the mid price moves against us with a trade (xi), in dollars: with our own executions in the glft models, which widen each quote by half of it; with every aggressive order in cartea-jaimungal, which widens by all of it. Not with avellaneda-stoikov."),
            RunningPenaltyDollarsPerSquaredLotSecond = section.Number("RunningPenaltyDollarsPerSquaredLotSecond", 0, 0, 1e6, "Running penalty (phi) of cartea-jaimungal: dollars a second for a lot held, growing with its square. 0 takes half of risk aversion times squared volatility."),
            TerminalPenaltyDollarsPerSquaredLot = section.Number("TerminalPenaltyDollarsPerSquaredLot", 0, 0, 1e6, "Terminal penalty (alpha) of cartea-jaimungal: how many dollars worse than the mid a lot held is sold at the horizon, for each lot. 0 quotes the steady state."),
            Calibration = section.Choice("Calibration", 0, CalibrationNames, Enum.GetValues<CalibrationChoice>(), "Where volatility, arrivals and decay come from: this section (fixed), an estimate over the opening before the first quote (opening), the same and from then on with what is old forgotten (rolling), or fixed on the built-in venue and rolling on recorded data (auto)."),
            OpeningSeconds = section.Number("OpeningSeconds", 300, 1, 86_400, "Length of the opening over which they are estimated before the first quote, in seconds."),
            CalibrationHalfLifeSeconds = section.Number("CalibrationHalfLifeSeconds", 600, 1, 1e6, "With rolling: the age at which an observation weighs half, in seconds."),
            CalibrationIntervalSeconds = section.Number("CalibrationIntervalSeconds", 60, 1, 86_400, "With rolling: how often the quotes take the new estimates, in seconds."),
            InsideTouch = section.Choice("InsideTouch", 0, InsideTouchNames, Enum.GetValues<InsideTouchChoice>(), "What estimates take for the orders that would have stopped before the best price, which nobody sees: as many as A exp(-k depth) carried on to the mid price (extrapolated), none (none), or extrapolated on the built-in venue and none on recorded data (auto)."),
            CountedFrom = section.Choice("CountedFrom", 0, CountedFromNames, Enum.GetValues<CountedFromChoice>(), "The price of a side that an aggressive order must reach to be counted when arrivals and decay are estimated: the best one (touch), the one behind it (second-level), where orders that pick off stale ones or stop at the touch because of its size hardly ever get to, or second-level on the built-in venue and touch on recorded data (auto)."),
            DepthShareMax = section.Number("MaximumDepthPercent", 10, 0.01, 100, "An execution farther from the mid than this part of it, in percent, is taken for a mistake of the data and left out of the estimates. 10 is where Nasdaq begins to review executions of shares up to 25 dollars in regular hours as clearly erroneous (rule 11890).") / 100,
            ReactionNanoseconds = (long)(1_000 * section.Number("ReactionMicroseconds", 200, 0, 1e6, "Aggressive orders that come sooner than this after a change of the best prices or sizes are not counted when arrivals and decay are estimated, nor is that time: they pick off what a market maker who is that fast has moved. 0 counts all.")),
            Correlations = CorrelationSettings.Read(section, session),
        };
        section.Require(
            "Calibration",
            read.Correlations is null || read.Calibration is CalibrationChoice.Auto or CalibrationChoice.Fixed,
            "fixed where instruments are quoted together by Model:Correlation: estimates are made for one instrument at a time");
        section.Require(
            "CountedFrom",
            read.CountedFrom != CountedFromChoice.SecondLevel || read.InsideTouch != InsideTouchChoice.None,
            "touch where InsideTouch is none: what is counted from the second level is carried on to the mid price");
        const string alone = "0 where instruments are quoted together by Model:Correlation: for many there is no formula with it";
        section.Require("DriftDollarsPerSecond", read.Correlations is null || read.DriftDollarsPerSecond == 0, alone);
        section.Require("AdverseSelectionDollarsPerTrade", read.Correlations is null || read.AdverseSelectionDollarsPerTrade == 0, alone);
        section.Require(
            "SkewAtLimitTicks",
            read.SkewAtLimitTicks == 0 || read.RiskAversionPerDollar == 0,
            "0 where RiskAversionPerDollar is above 0: one of them gives the risk aversion");
        section.Require(
            "SkewAtLimitTicks",
            read.SkewAtLimitTicks == 0 || read.RunningPenaltyDollarsPerSquaredLotSecond == 0 || session.Model != QuoteModelChoice.CarteaJaimungal,
            "0 with cartea-jaimungal where RunningPenaltyDollarsPerSquaredLotSecond is above 0: one of them gives the skew");
        return read;
    }

    /// <summary>Notes as a fault what the chosen model would not look at, where silence would cost money.</summary>
    internal void RequireMeaning(QuoteModelChoice model, SettingsReader settings)
    {
        if (model != QuoteModelChoice.AvellanedaStoikov)
        {
            return;
        }

        const string only = "must be 0 with avellaneda-stoikov, which knows of none: glft, glft-closed and cartea-jaimungal do";
        if (DriftDollarsPerSecond != 0)
        {
            settings.FaultAmongOthers("Model:DriftDollarsPerSecond", only);
        }

        if (AdverseSelectionDollarsPerTrade != 0)
        {
            settings.FaultAmongOthers("Model:AdverseSelectionDollarsPerTrade", only);
        }
    }

    private static readonly string[] InsideTouchNames = ["auto", "extrapolated", "none"];

    private static readonly string[] CountedFromNames = ["auto", "touch", "second-level"];

    private static readonly string[] CalibrationNames = ["auto", "fixed", "opening", "rolling"];
}
