using System;
using System.Linq;
using CsCheck;
using Harrier.Host.Deployment;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

public sealed class DeploymentRulesTests
{
    private static readonly DeploymentConfiguration Sound = new()
    {
        Resources = new ResourceAllocation { Cpus = CpuSet.Of(2, 3), HousekeepingCpus = CpuSet.Of(1) },
    };

    [Fact]
    public void What_is_left_to_the_planner_is_right_but_no_file_is_made_from_it()
    {
        Assert.Empty(DeploymentRules.Check(new DeploymentConfiguration()));
        Assert.Equal(["Cpus", "HousekeepingCpus"], DeploymentRules.CheckForFiles(new DeploymentConfiguration()).Select(fault => fault.Member));
        Assert.Throws<ArgumentException>(() => SystemdFiles.Render(new DeploymentConfiguration(), DeploymentFile.OfSettings("{}")));
        Assert.Empty(DeploymentRules.CheckForFiles(Sound));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Harrier")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("1a")]
    [InlineData("a b")]
    [InlineData("a.b")]
    [InlineData("a\nExecStart=/bin/sh")]
    [InlineData("a\"")]
    [InlineData("a: b")]
    [InlineData("a%n")]
    [InlineData("a$(reboot)")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")] // 32 characters: one more than a user's name may have
    public void A_name_that_could_say_more_than_its_letters_is_refused(string name) => AssertFault(Sound with { Name = name }, "Name");

    [Theory]
    [InlineData("")]
    [InlineData("opt/harrier")]
    [InlineData("/")]
    [InlineData("/opt//harrier")]
    [InlineData("/opt/../harrier")]
    [InlineData("/opt/harrier/")]
    [InlineData("/opt/har rier")]
    [InlineData("/opt/harrier\n")]
    [InlineData("/opt/%H")]
    [InlineData("/opt/\"harrier")]
    public void A_path_is_absolute_and_of_plain_characters(string path)
    {
        AssertFault(Sound with { ProgramPath = path }, "ProgramPath");
        AssertFault(Sound with { ConfigurationPath = path }, "ConfigurationPath");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-harrier")]
    [InlineData("harrier:1 --privileged")]
    [InlineData("harrier\"")]
    [InlineData("harrier;reboot")]
    public void An_image_is_a_reference_and_nothing_else(string image) => AssertFault(Sound with { Image = image }, "Image");

    [Fact]
    public void Cpu_0_does_not_trade_and_no_cpu_has_two_owners()
    {
        AssertFault(With(Sound.Resources with { Cpus = CpuSet.Of(0, 2) }), "Cpus");
        AssertFault(With(Sound.Resources with { HousekeepingCpus = CpuSet.Of(1, 2) }), "HousekeepingCpus");
        Assert.Empty(DeploymentRules.Check(With(Sound.Resources with { HousekeepingCpus = CpuSet.Of(0) })));
    }

    [Theory]
    [InlineData(8192, 2048, "")]
    [InlineData(8191, 2048, "MemoryBytes")] // odd: not of huge pages of 2 MiB
    [InlineData(8192, 2047, "HugePageBytes")]
    [InlineData(8192, 8192, "HugePageBytes")]
    [InlineData(8192, 7938, "HugePageBytes")] // 254 MiB are left
    [InlineData(8192, 7936, "")] // 256
    [InlineData(256, 0, "MemoryBytes")]
    [InlineData(8192, -2, "HugePageBytes")]
    public void Memory_comes_in_huge_pages_and_leaves_some_plain_ones(long mebibytes, long hugeMebibytes, string member)
    {
        DeploymentConfiguration deployment = With(Sound.Resources with { MemoryBytes = mebibytes << 20, HugePageBytes = hugeMebibytes << 20 });
        Assert.Equal(member.Length == 0 ? [] : [member], DeploymentRules.Check(deployment).Select(fault => fault.Member));
    }

    [Fact]
    public void Nodes_queues_and_packet_rings_are_what_a_machine_can_have()
    {
        AssertFault(With(Sound.Resources with { MemoryNodes = [-1] }), "MemoryNodes");
        AssertFault(With(Sound.Resources with { MemoryNodes = [0, 0] }), "MemoryNodes");
        AssertFault(With(Sound.Resources with { NetworkQueues = [1] }), "NetworkQueues");
        AssertFault(With(Sound.Resources with { NetworkInterface = "eth0 --x" }), "NetworkInterface");
        AssertFault(With(Sound.Resources with { NetworkInterface = ".." }), "NetworkInterface");
        AssertFault(Sound with { IsPacketRing = true }, "IsPacketRing");
        AssertFault(Sound with { HostSettings = ["mem", "mem.nothing"] }, "HostSettings");
        AssertFault(Sound with { RealTimePriority = 99 }, "RealTimePriority");
        AssertFault(Sound with { StopSeconds = 0 }, "StopSeconds");
        AssertFault(Sound with { Gen0Bytes = 1 }, "Gen0Bytes");
    }

    [Fact]
    public void Whatever_name_is_taken_stands_on_one_line_without_quotes()
    {
        Gen.String[Gen.Char["az09-_.:/%$\"'\\\n\r\t #{}\u0085\u2028é"], 0, 40].Sample(name =>
        {
            bool isTaken = DeploymentRules.Check(Sound with { Name = name }).Count == 0;
            Assert.Equal(isTaken, System.Text.RegularExpressions.Regex.IsMatch(name, @"\A[a-z]([a-z0-9-]{0,29}[a-z0-9])?\z"));
        });
    }

    private static DeploymentConfiguration With(ResourceAllocation resources) => Sound with { Resources = resources };

    private static void AssertFault(DeploymentConfiguration deployment, string member)
    {
        Assert.Equal(member, Assert.Single(DeploymentRules.Check(deployment)).Member);
        Assert.Throws<ArgumentException>(() => KubernetesFiles.Render(deployment, DeploymentFile.OfSettings("{}")));
    }
}
