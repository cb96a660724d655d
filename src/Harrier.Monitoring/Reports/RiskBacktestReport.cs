using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>Everything that is told about the risk of a portfolio over a panel of daily prices. Plain data, filled once, read
/// by the three writers. Amounts are dollars.</summary>
public sealed record RiskBacktestReport
{
    /// <summary>Gets the number of assets.</summary>
    public required int Assets { get; init; }

    /// <summary>Gets the number of daily returns.</summary>
    public required int Days { get; init; }

    /// <summary>Gets the value of the portfolio, the same before each day.</summary>
    public required double ValueDollars { get; init; }

    /// <summary>Gets the days that the historical figures look back; the first day that is tested comes after them.</summary>
    public required int Window { get; init; }

    /// <summary>Gets λ of the exponential covariance; 0 for one of equal weights over the window.</summary>
    public required double Lambda { get; init; }

    /// <summary>Gets the degrees of freedom of Student's t.</summary>
    public required double DegreesOfFreedom { get; init; }

    /// <summary>Gets the quantile of the historical figures: "orderStatistic" or "interpolated".</summary>
    public required string Convention { get; init; }

    /// <summary>Gets the least logarithm of a price over the one before it.</summary>
    public required double LogReturnMin { get; init; }

    /// <summary>Gets the greatest.</summary>
    public required double LogReturnMax { get; init; }

    /// <summary>Gets how many of them are farther from zero than <see cref="SuspectMove"/>.</summary>
    public required int SuspectMoves { get; init; }

    /// <summary>Gets from where on a move is suspected to be a split.</summary>
    public required double SuspectMove { get; init; }

    /// <summary>Gets from where on a move is left out; infinite where none is.</summary>
    public required double MaximumMove { get; init; }

    /// <summary>Gets the moves that were left out, the largest first.</summary>
    public required RiskMove[] LeftOut { get; init; }

    /// <summary>Gets what each day that is tested made.</summary>
    public required double[] Profits { get; init; }

    /// <summary>Gets the methods, each at each confidence.</summary>
    public required RiskMethod[] Methods { get; init; }

    /// <summary>Gets the updates against the full product.</summary>
    public required RiskUpdateFigures Comparison { get; init; }

    /// <summary>Gets the gross value over the value.</summary>
    public required double Leverage { get; init; }

    /// <summary>Gets the largest position's share of the gross value.</summary>
    public required double LargestShare { get; init; }

    /// <summary>Gets the sum of the squares of the shares.</summary>
    public required double Herfindahl { get; init; }

    /// <summary>Gets how far the sum of all days fell below its highest.</summary>
    public required Money Drawdown { get; init; }

    /// <summary>Gets the assets that add most to the normal value at risk at 99 % after the last day.</summary>
    public required RiskComponent[] Components { get; init; }

    /// <summary>Gets what all assets add up to.</summary>
    public required RiskComponentTotals ComponentTotals { get; init; }
}
