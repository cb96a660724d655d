using System;
using Harrier.Engine.MarketMaking;
using Harrier.Models.Risk;
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
    /// <param name="symbolOf">The symbol of an instrument.</param>
    /// <returns>The figures; null without a limit.</returns>
    internal static PortfolioRiskSummary? Build(RiskDesk? desk, Func<int, string> symbolOf)
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
        bool isBounded = limits.HasTail && limits.OpenOrders == OpenOrderScope.All;
        return new PortfolioRiskSummary
        {
            Confidence = limits.Confidence,
            HorizonSeconds = limits.HorizonSeconds,
            Tail = limits.Distribution == TailDistribution.StudentT ? "studentT" : "normal",
            DegreesOfFreedom = limits.Distribution == TailDistribution.StudentT ? limits.DegreesOfFreedom : double.NaN,
            WorstValueAtRisk = isBounded
                ? new RiskFigure(desk.WorstValueAtRisk, desk.WorstValueAtRiskMax, (double)limits.ValueAtRiskDollars)
                : new RiskFigure(double.NaN, double.NaN, 0),
            ValueAtRisk = new RiskFigure(desk.Risk.ValueAtRiskDollars, desk.ValueAtRiskMax, (double)limits.ValueAtRiskDollars),
            ExpectedShortfall = new RiskFigure(desk.Risk.ExpectedShortfallDollars, desk.ExpectedShortfallMax, (double)limits.ExpectedShortfallDollars),
            Drawdown = new RiskFigure(ToDollars(desk.Watch.Drawdown.Current), ToDollars(desk.Watch.Drawdown.Maximum), (double)limits.DrawdownDollars),
            Gross = new RiskFigure(desk.Risk.Exposure.Gross, desk.GrossMax, limits.LeverageTimes * (double)limits.CapitalDollars),
            LargestShare = desk.Risk.Exposure.LargestShare,
            Instruments = desk.Line.Assets,
            Liquidity = ToSummary(desk, symbolOf),
            Breaches = breaches,
            BreachesInAll = desk.Watch.Breaches,
        };
    }

    private static LiquiditySummary ToSummary(RiskDesk desk, Func<int, string> symbolOf)
    {
        PositionLiquidity liquidity = desk.Liquidity;
        return new LiquiditySummary(
            desk.Limits.LiquidityParticipation,
            desk.Limits.VolumeMemorySeconds,
            liquidity.LastSeconds,
            liquidity.MostSeconds,
            liquidity.MostSeconds > 0 ? symbolOf(desk.Line.InstrumentOf(liquidity.MostAsset).Index) : string.Empty,
            liquidity.UnknownSeconds);
    }

    private static double ToDollars(Money amount) => (double)amount.ToDecimal();
}
