namespace Harrier.Host.Topology;

/// <summary>How one level of cache can be divided between classes of work (Intel CAT, AMD QoS).</summary>
/// <param name="Level">3 or 2.</param>
/// <param name="MaskBits">The length of a mask of ways: how many parts the cache divides into.</param>
/// <param name="ShareableMask">The parts that devices use too (DDIO): a class that must be alone keeps away from them.</param>
/// <param name="Classes">How many classes there are, the default one among them.</param>
/// <param name="HasCodeDataPrioritization">Whether code and data can have masks of their own, which halves the classes;
/// null where that was not said.</param>
/// <param name="Source">Who said so: "CPUID.10H", "/sys/fs/resctrl/info/L3".</param>
/// <remarks>Sources: Intel SDM volume 3B, "Cache Allocation Technology", CPUID.(EAX=10H); AMD APM volume 2, "Platform Quality
/// of Service", which has the same leaf; Linux, Documentation/filesystems/resctrl.rst, "info".</remarks>
public sealed record CacheAllocationLimits(int Level, int MaskBits, uint ShareableMask, int Classes, bool? HasCodeDataPrioritization, string Source);
