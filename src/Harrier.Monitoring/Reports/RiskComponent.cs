namespace Harrier.Monitoring.Reports;

/// <summary>What an asset adds to the risk of a portfolio at 99 %, in dollars.</summary>
/// <param name="Name">The asset.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Normal">What it adds to value at risk, normal.</param>
/// <param name="CornishFisher">The same by Cornish and Fisher.</param>
/// <param name="HistoricalShortfall">What it adds to expected shortfall, historical.</param>
public sealed record RiskComponent(string Name, double Weight, double Normal, double CornishFisher, double HistoricalShortfall);
