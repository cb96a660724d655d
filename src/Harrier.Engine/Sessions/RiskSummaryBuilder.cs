using System;
using Harrier.Engine.MarketMaking;
using Harrier.Monitoring.Reports;
using Harrier.Primitives;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Sessions;

/// <summary>Gathers the risk of the portfolio over a session that is over. Cold.</summary>
internal static class RiskSummaryBuilder
{
    // In the order of PortfolioLimit and of LimitAction.
    private static readonly string[] LimitNames = ["valueAtRisk", "expectedShortfall", "drawdown", "leverage", "concentration"];
    private static readonly string[] ActionNames = ["halt", "flatten", "reduce", "none"];

    /// <summary>Gathers it.</summary>
    /// <param name="desk">Who kept it; null without a limit.</param>
    /// <returns>The figures; null without a limit.</returns>
    internal static PortfolioRiskSummary? Build(RiskDesk? desk)
    {
        if (desk is null)
        {
            return null;
        }

        var breaches = new RiskBreach[Math.Min(desk.Watch.Breaches, LimitWatch.BreachesMax)];
        for (int i = 0; i < breaches.Length; i++)
        {
            LimitBreach breach = desk.Watch[i];
            breaches[i] = new RiskBreach(
                breach.Time, LimitNames[(int)breach.Limit], ActionNames[(int)breach.Action], breach.Measured, breach.Allowed);
        }

        PortfolioLimits limits = desk.Limits;
        return new PortfolioRiskSummary
        {
            Confidence = limits.Confidence,
            HorizonSeconds = limits.HorizonSeconds,
            ValueAtRisk = new RiskFigure(desk.Risk.ValueAtRiskDollars, desk.ValueAtRiskMax, (double)limits.ValueAtRiskDollars),
            ExpectedShortfall = new RiskFigure(desk.Risk.ExpectedShortfallDollars, desk.ExpectedShortfallMax, (double)limits.ExpectedShortfallDollars),
            Drawdown = new RiskFigure(ToDollars(desk.Watch.Drawdown.Current), ToDollars(desk.Watch.Drawdown.Maximum), (double)limits.DrawdownDollars),
            Gross = new RiskFigure(desk.Risk.Exposure.Gross, desk.GrossMax, limits.LeverageTimes * (double)limits.CapitalDollars),
            LargestShare = desk.Risk.Exposure.LargestShare,
            Instruments = desk.Line.Assets,
            Breaches = breaches,
            BreachesInAll = desk.Watch.Breaches,
        };
    }

    private static double ToDollars(Money amount) => (double)amount.ToDecimal();
}
