using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

/// <summary>The run script, as a shell runs it with 'echo' in place of the container engine. scripts/container-test.sh
/// builds the image and runs a session in it.</summary>
public sealed class ContainerFilesTests
{
    [Fact]
    public void The_command_line_has_what_the_guides_lacks()
    {
        string[] line = CommandLine(["Cpus=2-4", "HousekeepingCpus=1", "MemoryNodes=0", "MemoryMebibytes=8192", "HugePageMebibytes=2048"]);
        Assert.Contains("--cpuset-cpus=1-4", line);
        Assert.Contains("--cpuset-mems=0", line);
        Assert.Contains("--memory=6144m", line); // 8192 - 2048
        Assert.Contains("--memory-swap=6144m", line);
        Assert.Contains("--ulimit=memlock=-1:-1", line);
        Assert.Contains("--ulimit=rtprio=50:50", line);
        Assert.Contains("--volume=/dev/hugepages:/dev/hugepages", line);
        Assert.Contains("--cap-drop=ALL", line);
        Assert.Contains("--network=none", line);
        Assert.Contains("--read-only", line);
        Assert.DoesNotContain(line, option => option.StartsWith("--device", StringComparison.Ordinal) || option.StartsWith("--memory-swappiness", StringComparison.Ordinal) || option.StartsWith("--privileged", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_asked_for_is_not_granted()
    {
        string[] line = CommandLine(["RealTime=false", "MemoryLocked=false", "HugePageMebibytes=0", "MemoryNodes="]);
        Assert.DoesNotContain(line, option => option.Contains("memlock", StringComparison.Ordinal) || option.Contains("rtprio", StringComparison.Ordinal) || option.Contains("hugepages", StringComparison.Ordinal) || option.Contains("cpuset-mems", StringComparison.Ordinal));
        Assert.DoesNotContain("--user=0:0", line);
        string[] ring = CommandLine(["NetworkInterface=eth1", "PacketRing=true"]);
        Assert.Equal(["--cap-add=NET_RAW", "--user=0:0", "--network=host"], ring.Where(option => option is "--cap-add=NET_RAW" or "--user=0:0" or "--network=host"));
    }

    [Fact]
    public void Arguments_and_further_options_come_through()
    {
        string[] line = CommandLine(["Name=desk-1", "Image=localhost/desk:2"], "run", "--Session:Seed=7");
        Assert.Equal(["run", "--network-alias=x"], line[..2]);
        Assert.Equal(["localhost/desk:2", "run", "--Session:Seed=7"], line[^3..]);
        Assert.Contains("--volume=desk-1-reports:/var/lib/desk-1", line);
    }

    [Fact]
    public void The_image_has_two_stages_a_user_by_number_and_no_settings_of_a_kernel()
    {
        string[] lines = Rendered.Container("ProgramPath=/srv/trading/engine")["Containerfile"].Split('\n');
        Assert.Equal(["FROM $SDK AS build", "FROM $BASE"], lines.Where(line => line.StartsWith("FROM", StringComparison.Ordinal)));
        Assert.Contains("COPY --from=build /out/harrier /srv/trading/engine", lines);
        Assert.Contains("COPY --from=build /out/*.so /srv/trading/", lines);
        Assert.Contains("USER 65532:65532", lines);
        Assert.Contains("ENTRYPOINT [\"/srv/trading/engine\"]", lines);
        Assert.DoesNotContain(lines, line => line.Contains("limits.conf", StringComparison.Ordinal) || line.Contains("sysctl", StringComparison.Ordinal) || line.Contains("setcap", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_stages_copy_from_the_repository_is_there()
    {
        string copied = Rendered.Container()["Containerfile"].Split('\n').Single(line => line.StartsWith("COPY .", StringComparison.Ordinal));
        Assert.All(copied.Split(' ')[1..^1], file => Assert.True(File.Exists(Path.Combine(TestData.Root, file)), file));
    }

    private static string[] CommandLine(string[] settings, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "There is no shell here.");
        string folder = Directory.CreateTempSubdirectory("harrier-container-").FullName;
        try
        {
            Rendered.Write(Rendered.Container(settings), folder);
            var start = new ProcessStartInfo("/bin/sh", [Path.Combine(folder, "run.sh"), .. arguments])
            {
                RedirectStandardOutput = true,
                Environment = { ["ENGINE"] = "echo", ["OPTIONS"] = "--network-alias=x" },
            };
            using Process shell = Process.Start(start)!;
            string line = shell.StandardOutput.ReadToEnd();
            shell.WaitForExit();
            Assert.Equal(0, shell.ExitCode);
            Assert.Contains($" --volume={folder}/harrier.json:/etc/harrier/harrier.json:ro ", line, StringComparison.Ordinal);
            return line.Trim().Split(' ');
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
