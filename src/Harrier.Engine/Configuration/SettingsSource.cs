using Microsoft.Extensions.Configuration;

namespace Harrier.Engine.Configuration;

/// <summary>One place that settings come from.</summary>
/// <param name="Name">What it is called in faults and in the report.</param>
/// <param name="Values">The values.</param>
internal sealed record SettingsSource(string Name, IConfigurationRoot Values);
