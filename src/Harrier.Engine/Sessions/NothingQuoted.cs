using System;
using System.Globalization;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;

namespace Harrier.Engine.Sessions;

/// <summary>Says why no order ever left in a session that ran to its end. Cold.</summary>
internal static class NothingQuoted
{
    /// <summary>The first of the reasons that holds, in the order in which a quote needs them: an instrument with a model,
    /// hours, the checks, a market.</summary>
    /// <param name="maker">The market maker.</param>
    /// <param name="plan">What was to be traded.</param>
    /// <param name="stops">What the checks stopped.</param>
    /// <param name="messages">How many messages were decoded.</param>
    /// <returns>The sentence.</returns>
    public static string Why(MarketMaker maker, TradingPlan plan, NamedCount[] stops, long messages)
    {
        if (messages == 0)
        {
            return "No message of ITCH 5.0 was found in the data before the end of the trading hours.";
        }

        if (!IsAnyWorked(maker, plan))
        {
            return WhyNoInstrument(plan);
        }

        StateChange[] changes = maker.Guard.Changes();
        if (!Array.Exists(changes, change => change.State == "active"))
        {
            return WhyNotAllowed(plan.Hours, changes);
        }

        return stops.Length > 0
            ? WhyStopped(stops)
            : Text($"No instrument with a model had a bid and an ask within the trading hours, {Words(plan.Hours)}, or its model quotes neither side there.");
    }

    /// <summary>Whether orders were decided on for any instrument.</summary>
    public static bool IsAnyWorked(MarketMaker maker, TradingPlan plan)
    {
        for (int instrument = 0; instrument < plan.InstrumentLimit; instrument++)
        {
            if (maker.IsWorked(instrument))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why none was.</summary>
    public static string WhyNoInstrument(TradingPlan plan) => plan.Calibration == CalibrationChoice.Fixed
        ? "No instrument was announced by a stock directory message that Session:TradeOnly allows."
        : Text($"No instrument was announced by a stock directory message and had {MarketCalibration.OrdersMin} aggressive orders for an estimate after {plan.Configuration.Model.OpeningSeconds} s of trading. Model:OpeningSeconds makes the opening longer; Model:Calibration=fixed quotes by the configured parameters.");

    private static string WhyNotAllowed(TradingHours hours, StateChange[] changes) => Array.Exists(changes, change => change.State == "reducing")
        ? "Only orders that lower the inventory were allowed, and there was none: Session:ReduceSeconds leaves no time before."
        : Text($"No market data came within the trading hours, {Words(hours)}.");

    private static string WhyStopped(NamedCount[] stops)
    {
        long all = 0;
        NamedCount most = stops[0];
        foreach (NamedCount stop in stops)
        {
            all += stop.Count;
            most = stop.Count > most.Count ? stop : most;
        }

        return Text($"The checks stopped all {all} orders, {most.Count} of them for {most.Name}: the limits are in the section Risk.");
    }

    private static string Words(TradingHours hours) =>
        $"{Clock(hours.Start)} to {Clock(hours.Close)} by Session:StartSeconds and Session:DurationSeconds";

    private static string Clock(Nanoseconds time) => TimeSpan.FromSeconds(Math.Floor(time.ToSeconds())).ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);

    private static string Text(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
