using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Harrier.Cli;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class DeployCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-deploy-").FullName;
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("systemd", "==> harrier.service <==")]
    [InlineData("container", "==> Containerfile <==")]
    [InlineData("kubernetes", "==> harrier.yaml <==")]
    public void Without_a_folder_the_files_are_printed_and_nothing_is_written(string target, string heading)
    {
        string file = Settings("""{ "Deployment": { "Name": "harrier" } }""");
        Assert.Equal(0, Run(target, "--config", file));
        Assert.Contains(heading, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_files_are_written_again_only_where_they_say_the_same_or_it_is_forced()
    {
        string target = Path.Combine(_folder, "units");
        Assert.Equal(0, Run("systemd", "--output", target));
        string[] written = [.. Directory.GetFiles(target, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(written, _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(0, Run("systemd", "--output", target));

        string changed = Path.Combine(target, "harrier.slice");
        File.AppendAllText(changed, "MemoryMax=1G\n");
        string[] before = [.. written.Select(File.ReadAllText)];
        Assert.Equal(3, Run("systemd", "--output", target, "--Deployment:StopSeconds=60"));
        Assert.Contains($"{changed}: is there and says something else", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, written.Select(File.ReadAllText));

        Assert.Equal(0, Run("systemd", "--output", target, "--force"));
        Assert.DoesNotContain("MemoryMax", File.ReadAllText(changed), StringComparison.Ordinal);
        Assert.Equal(written, Directory.GetFiles(target, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_script_is_written_as_one_that_can_be_run()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no such modes on Windows.");
            return;
        }

        Assert.Equal(0, Run("container", "--output", _folder));
        Assert.True(File.GetUnixFileMode(Path.Combine(_folder, "run.sh")).HasFlag(UnixFileMode.UserExecute));
        Assert.False(File.GetUnixFileMode(Path.Combine(_folder, "Containerfile")).HasFlag(UnixFileMode.UserExecute));
    }

    [Fact]
    public void What_is_wrong_is_told_together_and_nothing_is_written()
    {
        string target = Path.Combine(_folder, "none");
        Assert.Equal(2, Run("kubernetes", "--output", target, "--Deployment:Cpus=", "--Deployment:Name=a b", "--Deployment:MemoryMebibytes=513"));
        Assert.Equal(
            [
                "harrier: Deployment:Name = 'a b' (command line): must be 1 to 31 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'",
                "harrier: Deployment:MemoryMebibytes = '513' (command line): must be a multiple of 2 MiB from 512 MiB to 64 TiB",
                "harrier: Deployment:HugePageMebibytes = '2048' (default): must be at most the memory of the process less 256 MiB: the runtime, code and stacks lie on plain pages",
                "harrier: Deployment:Cpus (command line): must name the CPUs of the trading threads: 'harrier host topology' shows those of a machine",
            ],
            _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public void The_configuration_of_the_session_goes_with_it()
    {
        string file = Settings("""{ "Session": { "Seed": 7 }, "Deployment": { "Cpus": "3-5", "RealTime": false } }""");
        Assert.Equal(0, Run("kubernetes", "--config", file, "--output", Path.Combine(_folder, "pod")));
        string yaml = File.ReadAllText(Path.Combine(_folder, "pod", "harrier.yaml"));
        Assert.Contains("        \"Seed\": 7\n", yaml, StringComparison.Ordinal);
        Assert.Contains("add: [\"SYS_NICE\", \"IPC_LOCK\"]", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_a_file_is_the_environments_fault()
    {
        string file = Settings("{}");
        Assert.Equal(3, Run("systemd", "--output", file));
        Assert.Equal("{}", File.ReadAllText(file));
    }

    private string Settings(string json)
    {
        string file = Path.Combine(_folder, "harrier.json");
        File.WriteAllText(file, json);
        return file;
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(["deploy", .. arguments], (_, _, _) => throw new InvalidOperationException("no session is asked for"), _output, _error);
}
