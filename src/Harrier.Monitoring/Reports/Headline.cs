using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>The answer in one sentence, and what has to be said first when all did not go well.</summary>
internal static class Headline
{
    internal static string Of(SessionReport report)
    {
        if (report.Execution is ExecutionReport execution)
        {
            return ExecutionTables.Headline(execution);
        }

        if (report.Instruments.Length == 0)
        {
            return $"Nothing was quoted in {Counted(report.Counts.Messages, "message")}.";
        }

        Money total = report.Profit.Total;
        string verb = total < Money.Zero ? "Lost" : "Made";
        string amount = Figures.Dollars(total).TrimStart('+', '-');
        string duration = Figures.Duration((report.Run.End - report.Run.Begin).ToSeconds());
        string instruments = report.Instruments.Length == 1
            ? report.Instruments[0].Symbol
            : $"{Figures.Count(report.Instruments.Length)} instruments";
        return $"{verb} {amount} in {duration} on {instruments}: {Counted(report.Counts.Fills, "fill")} of {Counted(report.Counts.Orders, "order")}.";
    }

    /// <summary>Empty when the session was completed and allocated nothing.</summary>
    internal static string Warning(SessionReport report)
    {
        string outcome = report.Run.Outcome switch
        {
            SessionOutcome.Completed => report.Run.OutcomeReason.Length > 0 ? "Note: " : string.Empty,
            SessionOutcome.TradingStopped => "Trading was stopped: ",
            SessionOutcome.FeedFault => "The data ended early: ",
            SessionOutcome.NothingQuoted => "No order was sent: ",
            _ => "Internal fault: ",
        };
        string warning = outcome.Length == 0 ? string.Empty : outcome + report.Run.OutcomeReason;
        if (!report.Profit.AddsUp)
        {
            warning = Join(warning, "The causes of the result do not add up.");
        }

        if (report.Execution is { Shortfall.AddsUp: false })
        {
            warning = Join(warning, "The causes of the shortfall do not add up.");
        }

        return report.Counts.AllocatedBytes == 0 && report.Counts.Collections == 0
            ? warning
            : Join(warning, $"The session allocated {Figures.Count(report.Counts.AllocatedBytes)} bytes with {Figures.Count(report.Counts.Collections)} collections; both should be 0.");
    }

    private static string Join(string first, string second) => first.Length == 0 ? second : first + " " + second;

    private static string Counted(long count, string noun) => $"{Figures.Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
