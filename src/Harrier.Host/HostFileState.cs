namespace Harrier.Host;

/// <summary>Whether a file of a machine could be read.</summary>
public enum HostFileState
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is there; the system refused or failed to read it.</summary>
    Refused,

    /// <summary>It was read.</summary>
    Read,
}
