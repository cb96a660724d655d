namespace Harrier.Host.Topology;

/// <summary>What a cache holds.</summary>
public enum CacheType
{
    /// <summary>Both data and instructions.</summary>
    Unified,

    /// <summary>Data alone.</summary>
    Data,

    /// <summary>Instructions alone.</summary>
    Instruction,
}
