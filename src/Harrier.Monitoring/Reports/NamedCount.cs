namespace Harrier.Monitoring.Reports;

/// <summary>How often a named thing happened.</summary>
/// <param name="Name">The name, as it stands in the JSON file.</param>
/// <param name="Count">How often.</param>
public sealed record NamedCount(string Name, long Count);
