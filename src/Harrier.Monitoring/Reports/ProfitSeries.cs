using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>The result over time, by cause. All arrays have one length; times ascend.</summary>
/// <param name="Times">The times of day.</param>
/// <param name="Spread">Captured from the spread until then.</param>
/// <param name="Inventory">Made or lost on inventory until then.</param>
/// <param name="Fees">Rebates less fees until then.</param>
public sealed record ProfitSeries(Nanoseconds[] Times, Money[] Spread, Money[] Inventory, Money[] Fees);
