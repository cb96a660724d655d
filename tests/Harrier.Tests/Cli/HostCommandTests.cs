using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Tests.Host;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class HostCommandTests : IDisposable
{
    private readonly MadeMachine _machine = new(("/sys/kernel/mm/ksm/run", "1\n"), ("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n"));
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _machine.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_check_says_what_fails_who_disagrees_and_how_many_there_are()
    {
        Assert.Equal(1, Run("check", "mem", "--root", _machine.Root));
        Assert.Contains("a server with Intel processors, 4 CPUs", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Hot CPUs 1-3 (proposed: name others with --hot), housekeeping 0.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 -> 0 or 2", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("mem.thp  tuned's network-latency says never", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("24 settings: 1 fail, 1 conflict,", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_explained_by_its_name()
    {
        Assert.Equal(1, Run("check", "mem.ksm", "--root", _machine.Root));
        Assert.Contains("Would write  0 into /sys/kernel/mm/ksm/run", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Rests on     another tool: tuned realtime-virtual-host", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_documented_keys()
    {
        string file = Path.Combine(_machine.Root, "check.json");
        Assert.Equal(1, Run("check", "--root", _machine.Root, "--hot", "2", "--json", file));
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        Assert.Equal("2", json.RootElement.GetProperty("host").GetProperty("hot").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("counts").GetProperty("conflict").GetInt32());
        foreach (JsonElement setting in json.RootElement.GetProperty("settings").EnumerateArray())
        {
            if (setting.GetProperty("id").GetString() == "mem.ksm")
            {
                Assert.Equal("Fail", setting.GetProperty("status").GetString());
                Assert.Equal("0", setting.GetProperty("writes")[0].GetProperty("value").GetString());
            }
        }
    }

    [Theory]
    [InlineData(3, "--hot 4: CPU 4 is not online. ", "--hot", "4")]
    [InlineData(3, "--feed eth9: there is no such interface. ", "--feed", "eth9:1")]
    [InlineData(2, "--feed eth9: give an interface and its queue, as in eth1:7, ", "--feed", "eth9")]
    [InlineData(2, "--hot x: this is no list of CPUs. Give numbers and ranges, as in 2-4,8.", "--hot", "x")]
    [InlineData(2, "nothing: there is no such setting and no such category. Categories: cpu, iso, ", "nothing")]
    public void Bad_arguments_get_a_sentence(int exitCode, string sentence, params string[] arguments)
    {
        Assert.Equal(exitCode, Run(["check", "--root", _machine.Root, .. arguments]));
        Assert.StartsWith(sentence, _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "--yes")]
    public void Without_a_cpu_for_the_system_nothing_is_planned(params string[] command)
    {
        Assert.Equal(3, Run([.. command, "--root", _machine.Root, "--hot", "0-3"]));
        Assert.StartsWith("Hot are 0-3, all CPUs that run: leave one for the system, CPU 0 at best. Name the others with --hot.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_is_not_there_or_is_no_machine_is_the_environments_fault()
    {
        Assert.Equal(3, Run("check", "--root", "/nowhere/at/all"));
        Assert.Contains("--root /nowhere/at/all: there is no such directory.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run("check", "--root", Path.Combine(_machine.Root, "proc")));
        Assert.Contains("there are no CPUs", _error.ToString(), StringComparison.Ordinal);
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(["host", .. arguments], (_, _, _) => throw new InvalidOperationException("no session is asked for"), _output, _error);
}
