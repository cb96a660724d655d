using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Tests.Host;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class HostLayoutCommandTests : IDisposable
{
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_layout_is_a_table_with_reasons_and_what_it_implies()
    {
        using var machine = new MadeMachine();
        Assert.Equal(0, Run("--root", machine.Root));
        string text = _output.ToString();
        Assert.Contains("market data               1         Reads the feed.", text, StringComparison.Ordinal);
        Assert.Contains("interrupts of all others  0         ", text, StringComparison.Ordinal);
        Assert.Contains("command line:\nisolcpus=managed_irq,domain,1-3 nohz_full=1-3 rcu_nocbs=1-3 irqaffinity=0", text, StringComparison.Ordinal);
        Assert.Contains("  /sys/devices/virtual/workqueue/cpumask = 1", text, StringComparison.Ordinal);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public void Json_has_the_documented_keys()
    {
        using var machine = new MadeMachine();
        string file = Path.Combine(machine.Root, "layout.json");
        Assert.Equal(0, Run("--root", machine.Root, "--cpus", "1-3", "--isolation", "reserved", "--json", file));
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement root = json.RootElement;
        Assert.Equal("Reserved", root.GetProperty("isolation").GetString());
        Assert.Equal(("MarketData", "1"), (root.GetProperty("assignments")[0].GetProperty("owner").GetString(), root.GetProperty("assignments")[0].GetProperty("cpus").GetString()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("memoryNode").ValueKind);
        Assert.Equal("0", root.GetProperty("interrupts")[0].GetProperty("cpus").GetString());
        Assert.Equal(0, root.GetProperty("kernelParameters").GetArrayLength());
        Assert.Equal("/proc/irq/default_smp_affinity", root.GetProperty("writes")[0].GetProperty("path").GetString());
        Assert.Equal(JsonValueKind.Array, root.GetProperty("givenUp").ValueKind);
    }

    [Theory]
    [InlineData(2, "  Cpus: CPU 0 is never a trading thread's.", "--cpus", "0-2")]
    [InlineData(2, "  NetworkInterface = 'eth9': the machine has none of that name.", "--network-interface", "eth9")]
    [InlineData(3, "  Cpus: CPU 5 is offline.", "--cpus", "2-3,5")]
    [InlineData(2, "--cpus x: this is no list.", "--cpus", "x")]
    [InlineData(2, "--isolation much: give none, reserved or complete.", "--isolation", "much")]
    [InlineData(2, "--isolation 1: give none, reserved or complete.", "--isolation", "1")]
    [InlineData(2, "--memory -1: give a number of MiB", "--memory", "-1")]
    [InlineData(3, "--root /nowhere: there is no such directory.", "--root", "/nowhere")]
    public void A_refusal_is_a_sentence_and_an_exit_code(int exitCode, string sentence, params string[] arguments)
    {
        using var machine = new MadeMachine();
        machine.Write("/sys/devices/system/cpu/cpu5/online", "0\n");
        string[] root = arguments[0] == "--root" ? [] : ["--root", machine.Root];
        Assert.Equal(exitCode, Run([.. root, .. arguments]));
        Assert.Contains(sentence, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void All_faults_are_printed_at_once()
    {
        using var machine = new MadeMachine();
        Assert.Equal(2, Run("--root", machine.Root, "--cpus", "0-1", "--network-interface", "eth9", "--memory-nodes", "4"));
        Assert.Equal(5, _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length); // the head, CPU 0, too few, eth9, node 4
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(["host", "layout", .. arguments], (_, _, _) => throw new InvalidOperationException("no session is asked for"), _output, _error);
}
