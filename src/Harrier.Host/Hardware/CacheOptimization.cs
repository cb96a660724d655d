namespace Harrier.Host.Hardware;

/// <summary>What of a processor's caches can be arranged. What is not known is null.</summary>
/// <remarks>A "prefetch distance" is not among them: no processor has such a setting, it is a property of the software.</remarks>
public sealed record CacheOptimization
{
    /// <summary>The size of one L3, bytes; null too where it depends on the model.</summary>
    public Graded<long>? L3Bytes { get; init; }

    /// <summary>The places in one L3 that a line can be in.</summary>
    public Graded<int>? L3Ways { get; init; }

    /// <summary>How many cores share an L3; null too where all cores of a package do.</summary>
    public Graded<int>? CoresPerL3 { get; init; }

    /// <summary>The length of a mask of L3 ways; 0 where the L3 cannot be divided.</summary>
    public Graded<int>? L3MaskBits { get; init; }

    /// <summary>The bits of the mask that devices write through too: a class that must be alone keeps away from them.</summary>
    public Graded<uint>? L3ShareableMask { get; init; }

    /// <summary>The classes that the L3 can be divided between, the default one among them.</summary>
    public Graded<int>? L3Classes { get; init; }

    /// <summary>The length of a mask of L2 ways; 0 where the L2 cannot be divided.</summary>
    public Graded<int>? L2MaskBits { get; init; }

    /// <summary>How far apart, in bytes, two fields must be that two threads write: what one miss may bring.</summary>
    public Graded<int>? SeparationBytes { get; init; }

    /// <summary>The register that switches the prefetchers; null where there is none, or it is not known.</summary>
    public PrefetchControl? PrefetchControl { get; init; }
}
