namespace Harrier.Host;

/// <summary>What reading one file of a machine gave.</summary>
/// <param name="Path">The machine's path.</param>
/// <param name="State">Whether it was read.</param>
/// <param name="Text">Its text as it stands; empty where it was not read.</param>
/// <param name="Cause">Why it was not read, with the path, as a sentence; empty where it was.</param>
public readonly record struct HostFile(string Path, HostFileState State, string Text, string Cause);
