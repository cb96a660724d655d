namespace Harrier.Runtime.Memory;

/// <summary>The pages that memory lies on, from the smallest to the largest: what is refused falls back to the one
/// before.</summary>
/// <remarks>Source: mmap(2), MAP_HUGETLB; madvise(2), MADV_HUGEPAGE and MADV_NOHUGEPAGE.</remarks>
public enum PageSize
{
    /// <summary>4 KB, even where the machine gives everybody transparent huge pages.</summary>
    Plain,

    /// <summary>2 MB where the kernel has them as the memory is touched, 4 KB where not.</summary>
    Transparent,

    /// <summary>2 MB from the pool that was reserved for them (nr_hugepages).</summary>
    TwoMegabytes,

    /// <summary>1 GB from the pool that was reserved for them.</summary>
    OneGigabyte,
}
