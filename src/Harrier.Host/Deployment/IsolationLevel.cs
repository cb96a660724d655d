namespace Harrier.Host.Deployment;

/// <summary>How far everything else is kept off the CPUs of the trading threads.</summary>
public enum IsolationLevel
{
    /// <summary>Threads are pinned, and nothing is kept away.</summary>
    None,

    /// <summary>What can be moved away while the machine runs: daemons, interrupts, work queues.</summary>
    Reserved,

    /// <summary>The same, and what only a boot can set: no balancing, no tick, no callbacks; siblings stay idle.</summary>
    Complete,
}
