using System.Linq;
using Harrier.Engine.Configuration;
using Harrier.Host.Deployment;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Engine.Configuration;

public sealed class DeploymentSectionTests
{
    [Fact]
    public void What_is_read_is_what_was_set()
    {
        ConfigurationReading reading = Read(
            "Cpus=2-4,6", "HousekeepingCpus=1", "MemoryNodes=1", "NetworkInterface=eth1", "NetworkQueues=3", "MemoryMebibytes=1024",
            "HugePageMebibytes=512", "Isolation=Reserved", "RealTime=False", "MemoryLocked=false", "PacketRing=true", "HostSettings=mem, irq",
            "Gen0Mebibytes=4", "StopSeconds=5", "Name=desk");
        Assert.Empty(reading.Faults);
        DeploymentConfiguration deployment = reading.Configuration.Deployment;
        Assert.Equal(CpuSet.Of(2, 3, 4, 6), deployment.Resources.Cpus);
        Assert.Equal(CpuSet.Of(1), deployment.Resources.HousekeepingCpus);
        Assert.Equal([1], deployment.Resources.MemoryNodes);
        Assert.Equal("eth1", deployment.Resources.NetworkInterface);
        Assert.Equal([3], deployment.Resources.NetworkQueues);
        Assert.Equal(1L << 30, deployment.Resources.MemoryBytes);
        Assert.Equal(1L << 29, deployment.Resources.HugePageBytes);
        Assert.Equal(IsolationLevel.Reserved, deployment.Isolation);
        Assert.False(deployment.IsRealTime);
        Assert.False(deployment.IsMemoryLocked);
        Assert.True(deployment.IsPacketRing);
        Assert.Equal(["mem", "irq"], deployment.HostSettings);
        Assert.Equal(4L << 20, deployment.Gen0Bytes);
        Assert.Equal(5, deployment.StopSeconds);
        Assert.Equal("desk", deployment.Name);
    }

    [Fact]
    public void All_faults_are_told_together_each_with_its_key_its_value_and_what_is_allowed()
    {
        ConfigurationReading reading = Read(
            "Name=a:b", "Cpus=0-3", "HousekeepingCpus=1.5", "MemoryMebibytes=4097", "HugePageMebibytes=8192", "PacketRing=maybe", "HostSettings=memory");
        Assert.Equal(
            [
                "Deployment:HousekeepingCpus = '1.5' (command line): must be numbers and ranges, as in 2-4,8",
                "Deployment:PacketRing = 'maybe' (command line): must be true | false",
                "Deployment:Name = 'a:b' (command line): must be 1 to 31 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'",
                "Deployment:HostSettings = 'memory' (command line): must be settings and categories that 'harrier host check --all' names, such as mem,irq,sch.numa_balancing",
                "Deployment:Cpus = '0-3' (command line): must leave out CPU 0: the kernel's own work and interrupts that cannot be moved are there",
                "Deployment:MemoryMebibytes = '4097' (command line): must be a multiple of 2 MiB from 512 MiB to 64 TiB",
                "Deployment:HugePageMebibytes = '8192' (command line): must be at most the memory of the process less 256 MiB: the runtime, code and stacks lie on plain pages",
            ],
            reading.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Cpus_may_be_left_to_the_planner_but_not_for_files()
    {
        ConfigurationReading reading = Read("Cpus=", "HousekeepingCpus=");
        Assert.Empty(reading.Faults);
        Assert.Equal(["Deployment:Cpus", "Deployment:HousekeepingCpus"], reading.FaultsForFiles().Select(fault => fault.Path));
    }

    private static ConfigurationReading Read(params string[] settings) =>
        ConfigurationReading.Read(null, [.. settings.Select(setting => $"--Deployment:{setting}")], "HARRIER_TEST_NONE__");
}
