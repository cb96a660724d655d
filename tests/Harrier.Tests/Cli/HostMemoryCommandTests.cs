using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class HostMemoryCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-memory-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public HostMemoryCommandTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory of a node is taken on Linux.");

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void It_says_where_the_pages_are_and_writes_the_same_as_json()
    {
        string path = Path.Combine(_folder, "memory.json");
        int node = MemoryNodes.Allowed()[0];
        Assert.Equal(0, Run("--megabytes", "4", "--pages", "4k", "--json", path));
        Assert.Contains($"Node {node}  4,194,304 bytes", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Policy  bind {node}", _output.ToString(), StringComparison.Ordinal);

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.True(json.RootElement.GetProperty("isAsAsked").GetBoolean());
        JsonElement arena = json.RootElement.GetProperty("arenas")[0];
        Assert.Equal(4_194_304, arena.GetProperty("placed")[0].GetProperty("bytes").GetInt64());
        Assert.Equal((node, "4k", 4_096), (arena.GetProperty("placed")[0].GetProperty("node").GetInt32(), arena.GetProperty("pages").GetString(), arena.GetProperty("pageBytes").GetInt32()));
    }

    [Fact]
    public void Less_than_was_asked_for_is_no_and_nothing_at_all_is_the_environments_fault()
    {
        Assert.SkipUnless(MemoryNodes.Allowed() is [0], "The machine has more nodes than one.");
        Assert.Equal(1, Run("--node", "0,1", "--policy", "interleave", "--megabytes", "1"));
        Assert.Contains("Not as asked: Interleave over nodes 0, 1 was cut to node 0", _output.ToString(), StringComparison.Ordinal);

        string path = Path.Combine(_folder, "memory.json");
        Assert.Equal(3, Run("--node", "1", "--json", path));
        Assert.StartsWith("harrier: mbind to node 1: there is no memory for this process (EINVAL).", _error.ToString(), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        Assert.False(json.RootElement.GetProperty("isAsAsked").GetBoolean());
        Assert.StartsWith("mbind to node 1", json.RootElement.GetProperty("fault").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--node 1024: give numbers from 0 to 1023, as in 0 or 0,1", "--node", "1024")]
    [InlineData("--node x: give numbers from 0 to 1023, as in 0 or 0,1", "--node", "x")]
    [InlineData("--pages 3m: give 1g, 2m, thp or 4k", "--pages", "3m")]
    [InlineData("--policy near: give bind, preferred, interleave or local", "--policy", "near")]
    [InlineData("--megabytes 0: give 1 to 16777216", "--megabytes", "0")]
    public void Bad_arguments_get_a_sentence(string sentence, params string[] arguments)
    {
        Assert.Equal(2, Run(arguments));
        Assert.Equal($"harrier: {sentence}", _error.ToString().Trim());
    }

    /// <summary>As nobody, without CAP_IPC_LOCK, and with the limit that the machine gives: 8 MB or less is usual.</summary>
    [Fact]
    public void Memory_that_may_not_be_locked_is_taken_unlocked_with_the_limit_and_what_to_do()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "Another user is taken by root, with setpriv.");
        using Process process = Process.Start(new ProcessStartInfo(
            "/usr/bin/setpriv",
            ["--reuid=65534", "--regid=65534", "--clear-groups", "--bounding-set=-all", "prlimit", "--memlock=8388608:8388608", "dotnet", Path.Combine(AppContext.BaseDirectory, "harrier.dll"), "host", "memory", "--megabytes", "16", "--lock"])
        {
            RedirectStandardOutput = true,
        })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("Locked  no", output, StringComparison.Ordinal);
        Assert.Contains("Not as asked: mlock of 16,777,216 bytes: Cannot allocate memory (error 12). 'Max locked memory' of /proc/self/limits is 8388608 bytes", output, StringComparison.Ordinal);
        Assert.Contains("LimitMEMLOCK=infinity", output, StringComparison.Ordinal);
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(["host", "memory", .. arguments], (_, _, _) => throw new InvalidOperationException("no session is asked for"), _output, _error);
}
