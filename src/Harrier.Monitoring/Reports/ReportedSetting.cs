namespace Harrier.Monitoring.Reports;

/// <summary>One setting as the session used it.</summary>
/// <param name="Key">Section and key, for example "Latency:FeedMicroseconds".</param>
/// <param name="Value">The value as text.</param>
/// <param name="Source">Where it was set: "default", a file name, "environment" or "command line".</param>
public sealed record ReportedSetting(string Key, string Value, string Source);
