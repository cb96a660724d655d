namespace Harrier.Monitoring.Reports;

/// <summary>The distance from best bid to best ask, weighted by time.</summary>
/// <param name="Seconds">The time in which both sides were there and not crossed.</param>
/// <param name="MeanDollars">The mean.</param>
/// <param name="MedianDollars">The median.</param>
/// <param name="OneIncrementShare">The share of the time at one price increment, 0 to 1.</param>
/// <param name="TwoIncrementsShare">The share at two, 0 to 1.</param>
public sealed record SpreadStatistics(
    double Seconds, double MeanDollars, double MedianDollars, double OneIncrementShare, double TwoIncrementsShare);
