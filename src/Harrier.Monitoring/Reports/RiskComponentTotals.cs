namespace Harrier.Monitoring.Reports;

/// <summary>What all assets add up to at 99 %, in dollars.</summary>
/// <param name="Normal">Value at risk, normal.</param>
/// <param name="CornishFisher">Value at risk by Cornish and Fisher.</param>
/// <param name="IsHistoricalInstead">Whether the historical figure stands in for it.</param>
/// <param name="HistoricalShortfall">Expected shortfall, historical.</param>
public sealed record RiskComponentTotals(double Normal, double CornishFisher, bool IsHistoricalInstead, double HistoricalShortfall);
