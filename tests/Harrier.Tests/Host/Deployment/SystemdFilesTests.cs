using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Harrier.Host.Deployment;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

/// <summary>The units, as systemd itself reads them (systemd-analyze) and against what its manual pages say.</summary>
public sealed class SystemdFilesTests : IDisposable
{
    private const string Analyze = "/usr/bin/systemd-analyze";

    private readonly List<string> _folders = [];

    public void Dispose() => _folders.ForEach(folder => Directory.Delete(folder, recursive: true));

    /// <summary>Settings of the section Deployment, with a space between.</summary>
    public static TheoryData<string> Deployments { get; } =
    [
        "",
        "NetworkInterface=eth1 PacketRing=true MemoryNodes=0-1 Cpus=2-7,10",
        "RealTime=false MemoryLocked=false MemoryNodes= HugePageMebibytes=0",
        "Isolation=none Name=desk-1",
        "HostSettings=mem,irq,sch.autogroup NetworkInterface=enp1s0f0np0",
    ];

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Systemd_takes_every_line(string settings)
    {
        string folder = Write(settings, out Dictionary<string, string> files);
        Assert.Equal("", Verify(folder, Units(files)));
    }

    [Fact]
    public void Systemd_does_not_take_a_misspelt_key_or_a_program_that_is_not_there()
    {
        string folder = Write("", out Dictionary<string, string> files);
        string slice = Path.Combine(folder, "harrier.slice");
        File.WriteAllText(slice, File.ReadAllText(slice).Replace("AllowedCPUs", "AllowdCPUs", StringComparison.Ordinal));
        Assert.Contains("Unknown key", Verify(folder, Units(files)), StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, "harrier"));
        Assert.Contains("is not executable", Verify(folder, Units(files)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void The_session_is_exposed_to_little(string settings)
    {
        string folder = Write(settings, out Dictionary<string, string> files);
        string unit = Units(files).First(unit => unit.EndsWith(".service", StringComparison.Ordinal) && !unit.Contains("-host", StringComparison.Ordinal));

        // From 0 to 100. Systemd 252 gives 10 by default, 21 with network and packet ring, and 96 without the drop-in.
        Assert.Equal(0, Run(folder, out _, "security", "--offline=yes", "--threshold=25", Path.Combine(folder, unit)));
        File.Delete(Path.Combine(folder, unit + ".d", "40-security.conf"));
        Assert.NotEqual(0, Run(folder, out _, "security", "--offline=yes", "--threshold=25", Path.Combine(folder, unit)));
    }

    [Fact]
    public void The_process_starts_beside_the_trading_cpus_and_may_use_them()
    {
        Dictionary<string, string> files = Rendered.Systemd("Cpus=2-4", "HousekeepingCpus=1", "MemoryNodes=1");
        Assert.Equal("1", Value(files["harrier.service.d/10-cpus.conf"], "CPUAffinity"));
        Assert.Equal("1-4", Value(files["harrier.slice"], "AllowedCPUs"));
        Assert.Equal("1", Value(files["harrier.slice"], "AllowedMemoryNodes"));
        Assert.Equal("bind", Value(files["harrier.service.d/20-memory.conf"], "NUMAPolicy"));
        Assert.Equal("1", Value(files["harrier.service.d/20-memory.conf"], "NUMAMask"));
    }

    [Fact]
    public void Amounts_are_those_of_the_configuration_in_the_units_of_systemd()
    {
        Dictionary<string, string> files = Rendered.Systemd("MemoryMebibytes=8192", "HugePageMebibytes=2048", "Gen0Mebibytes=64", "RealTimePriority=50", "StopSeconds=30");
        Assert.Equal("6144M", Value(files["harrier.service.d/20-memory.conf"], "MemoryMax")); // 8192 - 2048
        Assert.Equal("infinity", Value(files["harrier.service.d/20-memory.conf"], "LimitMEMLOCK"));
        Assert.Equal("50", Value(files["harrier.service.d/30-realtime.conf"], "LimitRTPRIO"));
        Assert.Equal("30", Value(files["harrier.service"], "TimeoutStopSec"));
        Assert.Contains("Environment=DOTNET_GCgen0size=4000000\n", files["harrier.service.d/50-runtime.conf"], StringComparison.Ordinal); // 64 * 2^20 = 0x4000000
    }

    [Fact]
    public void What_is_not_asked_for_is_not_granted()
    {
        Dictionary<string, string> files = Rendered.Systemd("RealTime=false", "MemoryLocked=false");
        Assert.Equal("0", Value(files["harrier.service.d/30-realtime.conf"], "LimitRTPRIO"));
        Assert.Equal("yes", Value(files["harrier.service.d/40-security.conf"], "RestrictRealtime"));
        Assert.DoesNotContain("LimitMEMLOCK", files["harrier.service.d/20-memory.conf"], StringComparison.Ordinal);
        Assert.Equal("", Value(files["harrier.service.d/40-security.conf"], "AmbientCapabilities"));
        Assert.Equal("CAP_NET_RAW", Value(Rendered.Systemd("NetworkInterface=eth1", "PacketRing=true")["harrier.service.d/40-security.conf"], "AmbientCapabilities"));
    }

    [Fact]
    public void The_host_is_tuned_before_the_session_and_put_back_after_it()
    {
        Dictionary<string, string> files = Rendered.Systemd("Cpus=2-4", "HostSettings=mem,irq");
        Assert.Equal("harrier-host.service", Value(files["harrier.service"], "Requires"));
        Assert.Equal("harrier-host.service", Value(files["harrier.service"], "After"));
        Assert.Equal("/opt/harrier/harrier host apply mem irq --yes --hot 2-4 --journal /run/harrier/host.journal", Value(files["harrier-host.service"], "ExecStart"));
        Assert.Equal("/opt/harrier/harrier host rollback --journal /run/harrier/host.journal", Value(files["harrier-host.service"], "ExecStopPost"));
        Assert.DoesNotContain("harrier-host.service", Rendered.Systemd("Isolation=none").Keys);
        Assert.DoesNotContain("host", Rendered.Systemd("Isolation=none")["harrier.service"], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void None_of_the_guides_mistakes_is_made(string settings) =>
        Assert.All(Rendered.Systemd(Rendered.Split(settings)).Values, text =>
        {
            string[] lines = [.. text.Split('\n').Where(line => !line.StartsWith('#'))];
            Assert.DoesNotContain(lines, line => line.Contains("sysctl", StringComparison.Ordinal) || line.Contains("sched_rt_runtime", StringComparison.Ordinal));
            Assert.DoesNotContain(lines, line => line.StartsWith("Conflicts=", StringComparison.Ordinal) || line.StartsWith("CPUSchedulingPolicy", StringComparison.Ordinal));
        });

    private string Write(string settings, out Dictionary<string, string> files)
    {
        Assert.SkipUnless(File.Exists(Analyze), "systemd-analyze is not installed (apt-get install systemd).");
        string folder = Directory.CreateTempSubdirectory("harrier-units-").FullName;
        _folders.Add(folder);
        string program = Path.Combine(folder, "harrier");
        DeploymentFolder.Write(folder, [new DeploymentFile("harrier", "#!/bin/sh\n", IsExecutable: true)]);
        files = Rendered.Systemd([.. Rendered.Split(settings), $"ProgramPath={program}"]);
        Rendered.Write(files, folder);
        return folder;
    }

    private static string[] Units(Dictionary<string, string> files) =>
        [.. files.Keys.Where(path => !path.Contains('/', StringComparison.Ordinal) && !path.EndsWith(".json", StringComparison.Ordinal))];

    /// <summary>What it complains about: it ends with 0 also where it ignored a line.</summary>
    private static string Verify(string folder, string[] units)
    {
        int exitCode = Run(folder, out string error, ["verify", "--man=no", .. units.Select(unit => Path.Combine(folder, unit))]);
        return exitCode == 0 ? error : $"exit code {exitCode}: {error}";
    }

    private static int Run(string folder, out string error, params string[] arguments)
    {
        using Process analyze = Process.Start(new ProcessStartInfo(Analyze, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["SYSTEMD_UNIT_PATH"] = folder + ":" }, // the colon keeps the system's own folders
        })!;
        analyze.OutputDataReceived += (_, _) => { };
        analyze.BeginOutputReadLine();
        error = analyze.StandardError.ReadToEnd();
        analyze.WaitForExit();
        return analyze.ExitCode;
    }

    private static string Value(string text, string key) =>
        Assert.Single(text.Split('\n'), line => line.StartsWith(key + "=", StringComparison.Ordinal))[(key.Length + 1)..];
}
