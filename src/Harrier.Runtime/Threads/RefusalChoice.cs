namespace Harrier.Runtime.Threads;

/// <summary>What to do where the system does not give a thread what was asked.</summary>
public enum RefusalChoice
{
    /// <summary>No thread begins its work.</summary>
    Stop,

    /// <summary>The thread works with what it got.</summary>
    GoOn,
}
