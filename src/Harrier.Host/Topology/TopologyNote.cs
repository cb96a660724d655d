namespace Harrier.Host.Topology;

/// <summary>What could not be read of a machine.</summary>
/// <param name="Path">The machine's path; "cpu*" where the same holds for several CPUs.</param>
/// <param name="Cause">Why not, as a sentence.</param>
public sealed record TopologyNote(string Path, string Cause);
