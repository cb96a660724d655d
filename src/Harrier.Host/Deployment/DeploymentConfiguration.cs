using System.Collections.Generic;

namespace Harrier.Host.Deployment;

/// <summary>How Harrier is to stand on a machine: one description that the layout of the threads, the settings of the
/// host, and the files for systemd, containers and Kubernetes are all made from.</summary>
/// <remarks>Cannot be changed once made. What its values may be is in <see cref="DeploymentRules"/>.</remarks>
public sealed record DeploymentConfiguration
{
    /// <summary>What units, containers, Pods and their user are called.</summary>
    public string Name { get; init; } = "harrier";

    /// <summary>The image of containers and Pods, with its tag or digest.</summary>
    public string Image { get; init; } = "localhost/harrier:1.0.0";

    /// <summary>The program, with its native libraries beside it; on the machine and in the image.</summary>
    public string ProgramPath { get; init; } = "/opt/harrier/harrier";

    /// <summary>The configuration of the session; on the machine, in the container and in the Pod.</summary>
    public string ConfigurationPath { get; init; } = "/etc/harrier/harrier.json";

    /// <summary>How far everything else is kept away.</summary>
    public IsolationLevel Isolation { get; init; } = IsolationLevel.Complete;

    /// <summary>The settings and categories of the host that are applied before a session; empty for all that
    /// 'harrier host plan' has.</summary>
    public IReadOnlyList<string> HostSettings { get; init; } = [];

    /// <summary>What trading gets.</summary>
    public ResourceAllocation Resources { get; init; } = new();

    /// <summary>Whether the trading threads run under SCHED_FIFO.</summary>
    public bool IsRealTime { get; init; } = true;

    /// <summary>The highest real-time priority that a thread may take, 1 to 98; 99 is that of the kernel's own threads.</summary>
    public int RealTimePriority { get; init; } = 50;

    /// <summary>Whether the memory of the process is locked into RAM.</summary>
    public bool IsMemoryLocked { get; init; } = true;

    /// <summary>Whether the feed is read from a packet ring (packet(7)), which takes CAP_NET_RAW.</summary>
    public bool IsPacketRing { get; init; }

    /// <summary>What may be allocated between two collections of the youngest generation, bytes.</summary>
    public long Gen0Bytes { get; init; } = 64L << 20;

    /// <summary>The time between SIGTERM and SIGKILL, in which all orders are cancelled, seconds.</summary>
    public int StopSeconds { get; init; } = 30;
}
