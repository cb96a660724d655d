namespace Harrier.Monitoring.Reports;

/// <summary>The risk that is kept change by change, held against the full product at the end of each day.</summary>
/// <param name="Days">The days.</param>
/// <param name="Updates">The changes of a price.</param>
/// <param name="LargestDifference">Of value at risk, as a share of the full one.</param>
/// <param name="LargestDay">On which day, from 1; 0 where there was none.</param>
/// <param name="FullNanoseconds">Median time of a full product.</param>
/// <param name="UpdateNanoseconds">Median over the days of the mean time of a change.</param>
public sealed record RiskUpdateFigures(
    int Days, long Updates, double LargestDifference, int LargestDay, double FullNanoseconds, double UpdateNanoseconds);
