namespace Harrier.Runtime.Memory;

/// <summary>Whether the thread that takes memory of a node has to stay on that node.</summary>
public enum ThreadAffinity
{
    /// <summary>Any thread may take memory of any node.</summary>
    Relaxed,

    /// <summary>Only a thread whose affinity mask holds CPUs of the node alone: it is checked whenever memory is taken.
    /// So a table lies where the thread runs that fills it, not where somebody meant it to run.</summary>
    Strict,
}
