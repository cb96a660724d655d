namespace Harrier.Monitoring.Reports;

/// <summary>A move of a price that was left out.</summary>
/// <param name="Name">The asset.</param>
/// <param name="Day">The day, from 1.</param>
/// <param name="LogReturn">The logarithm of the price over the one before it.</param>
public sealed record RiskMove(string Name, int Day, double LogReturn);
