namespace Harrier.Runtime.Threads;

/// <summary>Whether all memory of the process, present and future, is locked into RAM.</summary>
public enum MemoryLock
{
    /// <summary>It is not asked for.</summary>
    None,

    /// <summary>It is asked for; a refusal is reported, and the threads start without.</summary>
    IfAllowed,

    /// <summary>It is asked for; where it is refused, no thread begins its work.</summary>
    Required,
}
