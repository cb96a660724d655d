using Harrier.Engine.MarketMaking;
using Harrier.Models.Execution;
using Harrier.Monitoring.Reports;
using Harrier.Trading.Execution;

namespace Harrier.Engine.Sessions;

/// <summary>Gathers what there is to tell about a parent order. Cold.</summary>
internal static class ParentOrderReport
{
    /// <summary>Gathers it.</summary>
    /// <param name="desk">Who executed the order.</param>
    /// <param name="algorithm">The name of the algorithm.</param>
    /// <param name="symbol">The symbol.</param>
    /// <returns>The report.</returns>
    public static ExecutionReport Of(ExecutionDesk desk, string algorithm, string symbol)
    {
        ParentLedger ledger = desk.Ledger;
        ImplementationShortfall shortfall = ledger.Shortfall;
        return new ExecutionReport
        {
            Symbol = symbol,
            Side = desk.Parent.Side,
            Lots = desk.Parent.Lots,
            DoneLots = desk.Executor.DoneLots,
            State = NameOf(desk.Executor.State),
            Algorithm = algorithm,
            Begin = desk.Parent.Start,
            End = desk.Parent.End,
            DecisionMidTicksTwice = ledger.DecisionMidTicksTwice,
            ArrivalMidTicksTwice = ledger.ArrivalMidTicksTwice,
            LastMidTicksTwice = ledger.LastMidTicksTwice,
            AverageTicks = ledger.AverageTicks,
            VolumeWeightedTicks = ledger.VolumeWeightedTicks,
            TimeWeightedTicks = ledger.TimeWeightedTicks,
            OthersLots = desk.OthersLots,
            Shortfall = new Shortfall(
                shortfall.Paper,
                shortfall.Actual,
                shortfall.Delay,
                shortfall.PriceMove,
                shortfall.Spread,
                shortfall.Fees,
                shortfall.Opportunity),
            Slices = BuildSlices(desk),
        };
    }

    private static ExecutionSlice[] BuildSlices(ExecutionDesk desk)
    {
        var slices = new ExecutionSlice[desk.Schedule.Count];
        for (int i = 0; i < slices.Length; i++)
        {
            ref readonly ScheduleSlice slice = ref desk.Schedule[i];
            SliceResult result = desk.Executor.ResultOf(i);
            slices[i] = new ExecutionSlice(slice.Begin, slice.End, slice.TargetLots, result.WantedLots, result.DoneLots);
        }

        return slices;
    }

    private static string NameOf(ParentState state) => state switch
    {
        ParentState.Waiting => "waiting",
        ParentState.Working => "working",
        ParentState.Completed => "completed",
        ParentState.Expired => "expired",
        _ => "stopped",
    };
}
