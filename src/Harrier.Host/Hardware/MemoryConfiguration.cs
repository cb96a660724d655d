namespace Harrier.Host.Hardware;

/// <summary>The memory that a processor takes. Every channel needs a module, all alike, for it to interleave.</summary>
public sealed record MemoryConfiguration
{
    /// <summary>"DDR4"; empty where it is not known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The channels of a package.</summary>
    public Graded<int>? Channels { get; init; }

    /// <summary>The fastest modules with one on each channel: millions of transfers a second, twice the clock in MHz.</summary>
    public Graded<int>? MegatransfersPerSecond { get; init; }
}
