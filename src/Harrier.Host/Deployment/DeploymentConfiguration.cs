namespace Harrier.Host.Deployment;

/// <summary>How Harrier is to stand on a machine: one description that the layout of the threads, the settings of the
/// host, and the files for systemd, containers and Kubernetes are all made from.</summary>
/// <remarks>Cannot be changed once made.</remarks>
public sealed record DeploymentConfiguration
{
    /// <summary>How far everything else is kept away.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.Complete;

    /// <summary>What trading gets.</summary>
    public ResourceAllocation Resources { get; init; } = new();

    /// <summary>Whether the trading threads run under SCHED_FIFO.</summary>
    public bool IsRealTime { get; init; } = true;

    /// <summary>Whether the memory of the process is locked into RAM.</summary>
    public bool IsMemoryLocked { get; init; } = true;
}
