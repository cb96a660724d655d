namespace Harrier.Host.Topology;

/// <summary>Memory that caches the memory of a node and is no memory of its own (Optane in memory mode, HBM in cache mode).</summary>
/// <param name="Level">Its level, the nearest to the memory being 1.</param>
/// <param name="SizeBytes">Its size; null where it could not be read.</param>
/// <param name="LineBytes">The length of a line; null where it could not be read.</param>
/// <remarks>Source: Linux, Documentation/ABI/stable/sysfs-devices-node, "memory_side_cache".</remarks>
public sealed record MemorySideCache(int Level, long? SizeBytes, int? LineBytes);
