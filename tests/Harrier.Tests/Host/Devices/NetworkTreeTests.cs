using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Harrier.Host;
using Harrier.Host.Devices;
using Harrier.Tests.Host.Changes;
using Xunit;

namespace Harrier.Tests.Host.Devices;

/// <summary>Settings of real interfaces of the kernel, against what ethtool(8) and tc(8) say of them.</summary>
public sealed partial class NetworkTreeTests
{
    private static readonly HostRoot Machine = new("/");

    /// <summary>Our names are the kernel's; those of ethtool -k are older ones of the same bits.</summary>
    [Theory]
    [InlineData("rx-gro", "generic-receive-offload")]
    [InlineData("rx-lro", "large-receive-offload")]
    [InlineData("rx-gro-hw", "rx-gro-hw")]
    [InlineData("rx-ntuple-filter", "ntuple-filters")]
    [InlineData("rx-checksum", "rx-checksumming")]
    [InlineData("tx-tcp-segmentation", "tx-tcp-segmentation")]
    public void Features_are_what_ethtool_says(string feature, string theirs)
    {
        using var network = new NetworkNamespace();
        Dictionary<string, string> all = Pairs(network.Run("ethtool", "-k", "v0"));
        string expected = all[theirs].Replace("on", "1", StringComparison.Ordinal).Replace("off", "0", StringComparison.Ordinal).Replace("[fixed]", "fixed", StringComparison.Ordinal);
        Assert.Equal(expected, Read(network, $"/@ethtool/v0/features/{feature}"));
    }

    [Fact]
    public void A_feature_that_is_written_is_what_ethtool_says()
    {
        using var network = new NetworkNamespace();
        foreach ((string value, string word) in new[] { ("1", "on"), ("0", "off"), ("1", "on") })
        {
            Assert.Equal("", Write(network, "/@ethtool/v0/features/rx-gro", value));
            Assert.Equal(word, Pairs(network.Run("ethtool", "-k", "v0"))["generic-receive-offload"]);
            Assert.Equal(value, Read(network, "/@ethtool/v0/features/rx-gro"));
        }
    }

    [Fact]
    public void Queues_are_read_and_written_as_ethtool_does()
    {
        using var network = new NetworkNamespace();
        for (int queues = 1; queues <= 4; queues++)
        {
            string text = $"{queues}";
            _ = network.Run("ethtool", "-L", "v0", "rx", text);
            Assert.Equal(text, Read(network, "/@ethtool/v0/channels/rx"));
            Assert.Equal("", Write(network, "/@ethtool/v0/channels/tx", text));
            Assert.EndsWith($"RX:\t\t{queues}\nTX:\t\t{queues}\nOther:\t\tn/a\nCombined:\tn/a\n", network.Run("ethtool", "-l", "v0").Replace("\n\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        }

        Assert.Equal("4", Read(network, "/@ethtool/v0/channels/rx-max"));
        Assert.NotEqual("", Write(network, "/@ethtool/v0/channels/rx", "5"));
    }

    /// <summary>A tap is the one interface without hardware whose coalescing can be set.</summary>
    [Fact]
    public void Coalescing_is_read_and_written_as_ethtool_does()
    {
        Assert.SkipUnless(File.Exists("/dev/net/tun"), "/dev/net/tun: there is no such device.");
        using var network = new NetworkNamespace();
        _ = network.Run("ip", "tuntap", "add", "t0", "mode", "tap");
        Assert.Equal("", Write(network, "/@ethtool/t0/coalesce/rx-frames", "7"));
        Assert.Equal("7", Pairs(network.Run("ethtool", "-c", "t0"))["rx-frames"]);
        _ = network.Run("ethtool", "-C", "t0", "rx-frames", "3");
        Assert.Equal("3", Read(network, "/@ethtool/t0/coalesce/rx-frames"));
    }

    /// <summary>The numbers of a real card, which this only reads.</summary>
    [Theory]
    [InlineData("-g", "RX", "rings/rx")]
    [InlineData("-g", "TX", "rings/tx")]
    [InlineData("-c", "rx-usecs", "coalesce/rx-usecs")]
    [InlineData("-c", "tx-usecs", "coalesce/tx-usecs")]
    [InlineData("-l", "Combined", "channels/combined")]
    public void A_real_card_has_what_ethtool_says(string option, string theirs, string ours)
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/ethtool"), "ethtool is not installed (apt-get install ethtool).");
        string? name = Directory.GetDirectories("/sys/class/net").FirstOrDefault(path => Directory.Exists($"{path}/device"));
        Assert.SkipWhen(name is null, "This machine shows no network card.");
        (_, string output, _) = HarrierProcess.RunProgram("ethtool", option, Path.GetFileName(name));
        Dictionary<string, string> pairs = Pairs(output); // of two with one name, maximum and now, the last
        Assert.SkipUnless(pairs.TryGetValue(theirs, out string? expected) && expected != "n/a", $"{Path.GetFileName(name)} has no {theirs}.");
        Assert.Equal(expected, Machine.Text($"/@ethtool/{Path.GetFileName(name)}/{ours}"));
    }

    [Fact]
    public void What_a_driver_does_not_have_is_missing_and_an_interface_that_is_not_there_too()
    {
        using var network = new NetworkNamespace();
        foreach (string path in new[] { "/@ethtool/v0/rings/rx", "/@ethtool/v0/flags", "/@ethtool/v0/rules", "/@ethtool/v0/features/none", "/@ethtool/v9/channels/rx", "/@qdisc/v9" })
        {
            Assert.Equal(HostFileState.Missing, network.Inside(() => Machine.Read(path)).State);
        }
    }

    [Fact]
    public void The_root_discipline_is_read_set_and_put_back_as_tc_does()
    {
        using var network = new NetworkNamespace();
        Assert.StartsWith("qdisc noqueue 0: root", network.Run("tc", "qdisc", "show", "dev", "v0"), StringComparison.Ordinal);
        Assert.Equal("noqueue", Read(network, "/@qdisc/v0"));
        Assert.Equal("", Write(network, "/@qdisc/v0", "mq 1:"));
        Assert.StartsWith("qdisc mq 1: root", network.Run("tc", "qdisc", "show", "dev", "v0"), StringComparison.Ordinal);
        _ = network.Run("tc", "qdisc", "replace", "dev", "v0", "root", "handle", "1a:", "pfifo_fast");
        Assert.Equal("pfifo_fast 1a:", Read(network, "/@qdisc/v0"));
        Assert.Equal("", Write(network, "/@qdisc/v0", "noqueue"));
        Assert.StartsWith("qdisc noqueue 0: root", network.Run("tc", "qdisc", "show", "dev", "v0"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_discipline_with_options_is_told_and_not_taken_away()
    {
        using var network = new NetworkNamespace();
        _ = network.Run("tc", "qdisc", "replace", "dev", "v0", "root", "handle", "1:", "htb", "default", "10");
        (int exitCode, string output, _) = network.Harrier("host", "plan", "nic.qdisc", "--feed", "v0:1");
        Assert.Equal(0, exitCode);
        Assert.Contains("0 writes, 1 setting left.", output, StringComparison.Ordinal);
        (_, output, _) = network.Harrier("host", "check", "nic.qdisc", "--feed", "v0:1");
        Assert.Contains("htb 1:", output, StringComparison.Ordinal);
        Assert.Contains("could not be put back", string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("htb 1:", Write(network, "/@qdisc/v0", "htb 1:") + "htb 1:", StringComparison.Ordinal);
        Assert.NotEqual("", Write(network, "/@qdisc/v0", "htb 2:"));
    }

    [Fact]
    public void Applied_and_rolled_back_the_interface_is_what_it_was()
    {
        using var network = new NetworkNamespace();
        _ = network.Run("ethtool", "-L", "v0", "rx", "1", "tx", "4");
        _ = network.Run("ethtool", "-K", "v0", "gro", "on");
        _ = network.Run("tc", "qdisc", "replace", "dev", "v0", "root", "handle", "10:", "pfifo_fast");
        string before = Described(network);
        string journal = Path.Combine(Path.GetTempPath(), network.Name + ".journal");
        string[] arguments = ["nic.qdisc", "nic.gro_lro", "nic.channels", "--feed", "v0:2", "--yes", "--journal", journal];

        (int exitCode, string output, string error) = network.Harrier(["host", "apply", .. arguments]);
        Assert.True(exitCode == 0, output + error);
        Assert.Equal("3", Read(network, "/@ethtool/v0/channels/rx"));
        Assert.Equal("off", Pairs(network.Run("ethtool", "-k", "v0"))["generic-receive-offload"]);
        Assert.StartsWith("qdisc mq 1: root", network.Run("tc", "qdisc", "show", "dev", "v0"), StringComparison.Ordinal);
        Assert.StartsWith("--- /@ethtool/v0/channels/rx", output, StringComparison.Ordinal); // the queues first: they reset the rest
        Assert.Equal(0, network.Harrier("host", "verify", "--journal", journal).ExitCode);

        Assert.Equal(0, network.Harrier("host", "rollback", "--journal", journal).ExitCode);
        Assert.Equal(before, Described(network));
        File.Delete(journal);
    }

    /// <summary>What strace(1) cannot tell: whether a request to a driver asks or sets.</summary>
    [Fact]
    public void Checking_and_planning_leave_the_interface_as_it_is()
    {
        using var network = new NetworkNamespace();
        _ = network.Run("ethtool", "-L", "v0", "rx", "1", "tx", "4");
        string before = Described(network);
        Assert.Equal(1, network.Harrier("host", "check", "nic", "--feed", "v0:2=233.54.12.1:26477").ExitCode);
        Assert.Equal(0, network.Harrier("host", "plan", "nic.channels", "nic.gro_lro", "nic.qdisc", "nic.rss", "nic.ntuple", "--feed", "v0:2=233.54.12.1:26477").ExitCode);
        Assert.Equal(before, Described(network));
    }

    /// <summary>The interface has the default route, or is where the SSH session came in.</summary>
    [Theory]
    [InlineData(true, "it has the default route")]
    [InlineData(false, "your SSH session came in by it, at 10.9.0.1")]
    public void The_network_in_use_is_not_cut_off_unasked(bool isDefault, string why)
    {
        using var network = new NetworkNamespace();
        _ = network.Run("ethtool", "-L", "v0", "rx", "1");
        _ = network.Run("ip", "address", "add", "10.9.0.1/24", "dev", "v0");
        if (isDefault)
        {
            _ = network.Run("ip", "route", "add", "default", "via", "10.9.0.2");
        }

        string journal = Path.Combine(Path.GetTempPath(), network.Name + ".journal");
        string[] command = ["ip", "netns", "exec", network.Name, "env", isDefault ? "NONE=" : "SSH_CONNECTION=10.9.0.2 50000 10.9.0.1 22", .. HarrierProcess.Command, "host"];
        string[] arguments = ["--feed", "v0:2", "--journal", journal, "--yes"];
        (int exitCode, _, string error) = HarrierProcess.RunProgram([.. command, "apply", "nic.channels", .. arguments]);
        Assert.Equal((3, "1"), (exitCode, Read(network, "/@ethtool/v0/channels/rx")));
        Assert.StartsWith($"nic.channels may take down the link of v0 for a moment: {why}. Leave it out, or give --allow-network-loss.", error, StringComparison.Ordinal);

        (_, string output, _) = HarrierProcess.RunProgram([.. command, "plan", "nic", "--feed", "v0:2"]); // unnamed, it is left
        Assert.DoesNotContain("--- /@ethtool/v0/channels/rx", output, StringComparison.Ordinal);

        Assert.Equal(0, HarrierProcess.RunProgram([.. command, "apply", "nic.channels", .. arguments, "--allow-network-loss"]).ExitCode);
        Assert.Equal("3", Read(network, "/@ethtool/v0/channels/rx"));
        File.Delete(journal);
    }

    private static string? Read(NetworkNamespace network, string path) => network.Inside(() => Machine.Text(path));

    private static string Write(NetworkNamespace network, string path, string text) => network.Inside(() => HostTrees.Of(path).Write(Machine, path, text + "\n"));

    private static string Described(NetworkNamespace network) =>
        network.Run("ethtool", "-l", "v0") + network.Run("ethtool", "-k", "v0") + network.Run("tc", "qdisc", "show", "dev", "v0");

    private static Dictionary<string, string> Pairs(string output)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match pair in Pair().Matches(output))
        {
            pairs[pair.Groups["name"].Value] = pair.Groups["value"].Value;
        }

        return pairs;
    }

    [GeneratedRegex(@"^\s*(?<name>[^:\n]+):[ \t]*(?<value>[^\n]+?)[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Pair();
}
