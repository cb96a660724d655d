using System;
using Harrier.Host.Deployment;
using Harrier.Runtime.Threads;

namespace Harrier.Engine.Configuration;

/// <summary>Reads how Harrier is to stand on a machine.</summary>
internal static class DeploymentSection
{
    private const long Mebibyte = 1L << 20;

    private static readonly string[] IsolationNames = ["none", "reserved", "complete"];

    internal static DeploymentConfiguration Read(SettingsReader settings)
    {
        SectionReader section = settings.Section(
            "Deployment", "How Harrier is to stand on a machine: what 'harrier deploy' makes files from (docs/deployment.md). A session does not read it.");
        var byDefault = new DeploymentConfiguration();
        var read = new DeploymentConfiguration
        {
            Name = section.Text("Name", byDefault.Name, "What units, containers, Pods and their user are called: a-z, 0-9 and '-'."),
            Image = section.Text("Image", byDefault.Image, "Image of containers and Pods, with its tag or digest."),
            ProgramPath = section.Text("ProgramPath", byDefault.ProgramPath, "The program, on the machine and in the image; its native libraries lie beside it."),
            ConfigurationPath = section.Text("ConfigurationPath", byDefault.ConfigurationPath, "This file, on the machine, in the container and in the Pod."),
            Isolation = section.Choice("Isolation", (int)byDefault.Isolation, IsolationNames, Enum.GetValues<IsolationLevel>(), "How far everything else is kept off the trading CPUs: not at all; what can be moved while the machine runs; that and what only a boot can set."),
            HostSettings = section.Names("HostSettings", "Settings and categories of the host that are applied before a session, as in mem,irq; empty for all that 'harrier host plan' has."),
            Resources = ReadResources(section, byDefault.Resources),
            IsRealTime = section.Switch("RealTime", byDefault.IsRealTime, "Whether trading threads may run under SCHED_FIFO."),
            RealTimePriority = (int)section.Whole("RealTimePriority", byDefault.RealTimePriority, 1, 98, "Highest real-time priority that a thread may take."),
            IsMemoryLocked = section.Switch("MemoryLocked", byDefault.IsMemoryLocked, "Whether the memory of the process may be locked into RAM."),
            IsPacketRing = section.Switch("PacketRing", byDefault.IsPacketRing, "Whether the feed is read from a packet ring of NetworkInterface, which takes CAP_NET_RAW."),
            Gen0Bytes = Mebibyte * section.Whole("Gen0Mebibytes", byDefault.Gen0Bytes / Mebibyte, 1, 128, "What may be allocated between two collections of the youngest generation, in MiB."),
            StopSeconds = (int)section.Whole("StopSeconds", byDefault.StopSeconds, 1, 3_600, "Time between SIGTERM and SIGKILL, in which all orders are cancelled, in seconds."),
        };
        foreach (DeploymentFault fault in DeploymentRules.Check(read))
        {
            section.Fault(KeyOf(fault), $"must {fault.Allowed}");
        }

        return read;
    }

    /// <summary>The setting behind a member that a rule names.</summary>
    internal static string KeyOf(DeploymentFault fault) => fault.Member switch
    {
        nameof(ResourceAllocation.MemoryBytes) => "MemoryMebibytes",
        nameof(ResourceAllocation.HugePageBytes) => "HugePageMebibytes",
        nameof(DeploymentConfiguration.Gen0Bytes) => "Gen0Mebibytes",
        nameof(DeploymentConfiguration.IsPacketRing) => "PacketRing",
        _ => fault.Member,
    };

    // CPUs and nodes are named here, where the record leaves them to the planner: files are made for no machine in particular.
    private static ResourceAllocation ReadResources(SectionReader section, ResourceAllocation byDefault) => new()
    {
        Cpus = section.Numbers("Cpus", CpuSet.Of(2, 3, 4), "CPUs of the trading threads, one each, never CPU 0. Their numbers are the machine's: 'harrier host topology'."),
        HousekeepingCpus = section.Numbers("HousekeepingCpus", CpuSet.Of(1), "CPUs of the process's other threads, those of the runtime among them."),
        MemoryNodes = [.. section.Numbers("MemoryNodes", CpuSet.Of(0), "Memory nodes of the session: that of the network interface; empty for all.")],
        NetworkInterface = section.Text("NetworkInterface", byDefault.NetworkInterface, "Network interface of the feed, such as eth1; empty where the session uses no network."),
        NetworkQueues = [.. section.Numbers("NetworkQueues", CpuSet.Empty, "Receive queues of that interface that carry the feed; empty for its last one.")],
        MemoryBytes = Mebibyte * section.Whole("MemoryMebibytes", byDefault.MemoryBytes / Mebibyte, 512, 64L << 20, "Memory of the process with its huge pages, in MiB; even."),
        HugePageBytes = Mebibyte * section.Whole("HugePageMebibytes", byDefault.HugePageBytes / Mebibyte, 0, 64L << 20, "The part of it on huge pages of 2 MiB, in MiB; even."),
    };
}
