using Harrier.Models.Risk;

namespace Harrier.Trading.Risk;

/// <summary>What a risk monitor measures.</summary>
public sealed record RiskMonitorSettings
{
    /// <summary>Gets the most assets, 1 to 8,192. The covariance takes 8 bytes for each pair.</summary>
    public required int Assets { get; init; }

    /// <summary>Gets the tail: distribution and confidence.</summary>
    public required ParametricTail Tail { get; init; }

    /// <summary>Gets how many intervals of the covariance the horizon has (a covariance of seconds and a horizon of a minute:
    /// 60), above 0. Variance grows with it, its root with its root.</summary>
    public double HorizonIntervals { get; init; } = 1.0;

    /// <summary>Gets after how many updates the full product is taken anew, 1 and up.</summary>
    public int UpdatesUntilRefresh { get; init; } = 4_096;

    /// <summary>Gets the outcomes of the past whose profit is kept for the positions held, 0 for none.</summary>
    public int Scenarios { get; init; }
}
