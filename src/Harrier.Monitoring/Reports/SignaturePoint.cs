namespace Harrier.Monitoring.Reports;

/// <summary>The realised volatility when the mid price is looked at so often.</summary>
/// <param name="Seconds">The time between two looks.</param>
/// <param name="DollarsPerSqrtSecond">The volatility.</param>
public sealed record SignaturePoint(int Seconds, double DollarsPerSqrtSecond);
