using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harrier.Tests.Host;
using Harrier.Tests.Host.Changes;
using Xunit;

namespace Harrier.Tests.Cli;

/// <summary>The trading threads in a process of their own, looked at from outside, and in places that refuse.</summary>
[Collection(ThisMachineTests.Collection)]
public sealed partial class HostThreadsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-threads-").FullName;

    public HostThreadsTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Priorities and control groups are set on Linux, as root.");
        Assert.SkipUnless(Environment.ProcessorCount > 1, "A spinning real-time thread needs a CPU besides CPU 0.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Real_time_threads_and_locked_memory_are_seen_from_outside()
    {
        using Process process = HarrierProcess.Start("host", "threads", "--hot", "1", "--priority", "fifo:11", "--lock", "--seconds", "3600");
        try
        {
            string line = process.StandardOutput.ReadLine() ?? process.StandardError.ReadToEnd();
            Match market = ThreadLine().Match(line);
            Assert.True(market.Success, line);
            Assert.Equal("market-data: thread N, CPU 1, SCHED_FIFO 11", line.Replace(market.Groups["thread"].Value, "N", StringComparison.Ordinal).Split(", stack")[0]);
            while (process.StandardOutput.ReadLine() is string later && !later.StartsWith("memory: VmLck", StringComparison.Ordinal))
            {
            }

            string task = $"/proc/{process.Id}/task/{market.Groups["thread"].Value}";
            Assert.Equal("market-data\n", File.ReadAllText($"{task}/comm"));
            string[] stat = File.ReadAllText($"{task}/stat").Split(' ');
            Assert.Equal(("11", "1"), (stat[39], stat[40])); // proc_pid_stat(5): (40) rt_priority, (41) policy SCHED_FIFO
            Assert.Contains("Cpus_allowed_list:\t1\n", File.ReadAllText($"{task}/status"), StringComparison.Ordinal);
            string locked = Assert.Single(File.ReadLines($"/proc/{process.Id}/status"), entry => entry.StartsWith("VmLck:", StringComparison.Ordinal));
            Assert.DoesNotMatch(@"\s0 kB", locked);
            Assert.Equal(
                ["market-data", "quote-engine", "risk-monitor"],
                Directory.GetDirectories($"/proc/{process.Id}/task").Select(thread => File.ReadAllText($"{thread}/comm").Trim()).Where(name => name.Contains('-', StringComparison.Ordinal) && !name.StartsWith('.')).Order(StringComparer.Ordinal));
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    [Fact]
    public void Without_the_rights_the_cause_is_the_right_that_is_missing()
    {
        (int exitCode, string output, string error) = InShell("exec setpriv --reuid=65534 --clear-groups --bounding-set=-all --inh-caps=-all", "threads --hot 1 --priority fifo:80 --lock");
        Assert.SkipWhen(error.Contains("setpriv", StringComparison.Ordinal), error);
        Assert.Equal(1, exitCode);
        Assert.Contains("asked for SCHED_FIFO 80, and has SCHED_OTHER (nice 0): CAP_SYS_NICE is missing, and RLIMIT_RTPRIO is 0.", error, StringComparison.Ordinal);
        Assert.Contains("CAP_IPC_LOCK is missing, and RLIMIT_MEMLOCK is ", error, StringComparison.Ordinal);
        Assert.Contains("CPU 1, SCHED_OTHER, nice 0", output, StringComparison.Ordinal);
        (exitCode, _, error) = InShell("exec setpriv --reuid=65534 --clear-groups --bounding-set=-all --inh-caps=-all", "threads --hot 1 --priority high");
        Assert.Equal(1, exitCode);
        Assert.Contains("asked for nice -10, and has 0: CAP_SYS_NICE is missing, and RLIMIT_NICE is 0.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_allows_the_priority_is_enough()
    {
        (int exitCode, string output, string error) = InShell("exec prlimit --rtprio=30:30 setpriv --reuid=65534 --clear-groups --bounding-set=-all --inh-caps=-all", "threads --hot 1 --priority fifo:30");
        Assert.SkipWhen(error.Contains("prlimit", StringComparison.Ordinal) || error.Contains("setpriv", StringComparison.Ordinal), error);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("CPU 1, SCHED_FIFO 30", output, StringComparison.Ordinal);
        (exitCode, _, error) = InShell("exec prlimit --rtprio=30:30 setpriv --reuid=65534 --clear-groups --bounding-set=-all --inh-caps=-all", "threads --hot 1 --priority fifo:31");
        Assert.Equal(1, exitCode);
        Assert.Contains("CAP_SYS_NICE is missing, and RLIMIT_RTPRIO is 30.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_control_group_without_a_budget_the_cause_is_the_budget()
    {
        string group = MakeGroup("/sys/fs/cgroup/cpu", "cpu.rt_runtime_us");
        try
        {
            Assert.Equal("0\n", File.ReadAllText($"{group}/cpu.rt_runtime_us"));
            (int exitCode, _, string error) = InShell($"echo $$ > {group}/cgroup.procs; exec", "threads --hot 1 --priority fifo:80");
            Assert.Equal(1, exitCode);
            Assert.Contains($"the real-time budget of the control group /{Path.GetFileName(group)} is 0", error, StringComparison.Ordinal);
            File.WriteAllText($"{group}/cpu.rt_runtime_us", "10000\n");
            (exitCode, _, error) = InShell($"echo $$ > {group}/cgroup.procs; exec", "threads --hot 1 --priority fifo:80");
            Assert.Equal((0, ""), (exitCode, error));
        }
        finally
        {
            Directory.Delete(group);
        }
    }

    [Fact]
    public void Outside_of_the_cpuset_the_cause_is_the_cpuset()
    {
        string group = MakeGroup("/sys/fs/cgroup/cpuset", "cpuset.cpus");
        try
        {
            File.WriteAllText($"{group}/cpuset.cpus", "0");
            File.WriteAllText($"{group}/cpuset.mems", "0");
            (int exitCode, string output, string error) = InShell($"echo $$ > {group}/cgroup.procs; exec", "threads --hot 1 --priority fifo:80");
            Assert.Equal(1, exitCode);
            Assert.Contains("CPU 1 is outside of the cpuset of this process, which has 0.", error, StringComparison.Ordinal);
            Assert.Contains("CPU 0, SCHED_OTHER, nice 0", output, StringComparison.Ordinal); // not real-time on CPU 0
        }
        finally
        {
            Directory.Delete(group);
        }
    }

    [Fact]
    public void A_cpu_that_is_not_online_is_told_and_the_others_run()
    {
        Assert.SkipWhen(Directory.Exists("/sys/devices/system/cpu/cpu63"), "CPU 63 is there.");
        string json = Path.Combine(_folder, "threads.json");
        (int exitCode, _, string error) = InShell("exec", $"threads --hot 1,63 --json {json}");
        Assert.Equal(1, exitCode);
        Assert.Contains("CPU 63 is not online. Online are 0-", error, StringComparison.Ordinal);
        using var read = JsonDocument.Parse(File.ReadAllBytes(json));
        Assert.Equal("CpuNotOnline", Assert.Single(read.RootElement.GetProperty("refusals").EnumerateArray()).GetProperty("cause").GetString());
        Assert.Equal(["market-data 1", "quote-engine 63", "risk-monitor 0"], read.RootElement.GetProperty("threads").EnumerateArray().Select(thread => $"{thread.GetProperty("name")} {thread.GetProperty("askedCpus")}"));
        Assert.All(read.RootElement.GetProperty("threads").EnumerateArray(), thread => Assert.True(thread.GetProperty("duties").GetInt64() > 0));
    }

    [Fact]
    public void Figures_before_are_kept_beside_the_journal_compared_by_verify_and_forgotten_by_rollback()
    {
        string journal = Path.Combine(_folder, "host.journal");
        const string File1 = "/proc/sys/vm/stat_interval";
        string found = File.ReadAllText(File1);
        try
        {
            File.WriteAllText(File1, "1\n");
            (int exitCode, string output, string error) = InShell("exec", $"apply mem.stat_interval --hot 1 --yes --journal {journal} --measure --each --seconds 0.02 --rounds 4");
            Assert.True(exitCode == 0, error);
            Assert.Contains("mem.stat_interval: ", output, StringComparison.Ordinal);
            Assert.Contains("of 4 rounds before and 4 after.", output, StringComparison.Ordinal);
            Assert.Contains("chance alone does that to one figure in 35", output, StringComparison.Ordinal);
            (exitCode, output, _) = InShell("exec", $"verify --measure --journal {journal}");
            Assert.Equal(0, exitCode);
            Assert.Contains("4 rounds of 0.02 s", output, StringComparison.Ordinal); // as it was measured before
            Assert.Contains("of 4 rounds before and 4 after.", output, StringComparison.Ordinal);
            Assert.True(File.Exists(journal + ".before.json"));
            Assert.Equal(0, InShell("exec", $"rollback --journal {journal}").ExitCode);
            Assert.False(File.Exists(journal + ".before.json"));
            Assert.Equal("1\n", File.ReadAllText(File1));
        }
        finally
        {
            File.WriteAllText(File1, found);
        }
    }

    [Fact]
    public void Figures_before_that_cannot_be_read_and_machines_that_are_files_are_not_compared()
    {
        string journal = Path.Combine(_folder, "none.journal");
        (int exitCode, string output, _) = InShell("exec", $"verify --journal {journal}");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("jitter", output, StringComparison.Ordinal);
        File.WriteAllText(journal + ".before.json", "{}");
        (exitCode, _, string error) = InShell("exec", $"verify --measure --journal {journal}");
        Assert.Equal(3, exitCode);
        Assert.Contains($"{journal}.before.json: is no measurement of 'harrier host apply --measure'", error, StringComparison.Ordinal);
        using var machine = new MadeMachine();
        (exitCode, _, error) = InShell("exec", $"verify --measure --journal {journal} --root {machine.Root}");
        Assert.Equal(2, exitCode);
        Assert.Contains("--measure: jitter is measured on the machine that runs", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("threads --hot 0-1 --priority fifo:5", "spins under SCHED_FIFO and may run on CPU 0")]
    [InlineData("threads --hot x", "--hot x: this is no list of CPUs.")]
    [InlineData("threads --hot 1 --priority fast", "--priority fast: this is none of fifo:1 to fifo:99, high and normal.")]
    [InlineData("threads --hot 1 --seconds -1", "--seconds -1: allowed are 0 to 3600.")]
    [InlineData("jitter --hot 1 --rounds 0", "0 rounds: allowed are 1 to 100.")]
    [InlineData("jitter --hot 1 --seconds 0", "A round of 0 seconds: allowed are 0.01 to 3600.")]
    [InlineData("apply mem.stat_interval --each --yes", "--each: says when to measure. Give --measure with it.")]
    public void Bad_arguments_get_a_sentence_and_no_thread(string arguments, string sentence)
    {
        (int exitCode, string output, string error) = InShell("exec", arguments);
        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public void A_cpu_that_is_not_online_is_the_environments_fault()
    {
        Assert.SkipWhen(Directory.Exists("/sys/devices/system/cpu/cpu63"), "CPU 63 is there.");
        (int exitCode, string output, string error) = InShell("exec", "jitter --hot 63");
        Assert.Equal((3, ""), (exitCode, output));
        Assert.StartsWith("--hot 63: CPU 63 is not online.", error, StringComparison.Ordinal);
    }

    private static string MakeGroup(string mount, string file)
    {
        Assert.SkipUnless(File.Exists($"{mount}/{file}"), $"{mount}/{file} is not here: the controller of version 1 is not mounted, or the kernel has no budget by group.");
        string group = string.Create(CultureInfo.InvariantCulture, $"{mount}/harrier-test-{Environment.ProcessId}");
        _ = Directory.CreateDirectory(group);
        return group;
    }

    private static (int ExitCode, string Output, string Error) InShell(string before, string arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "harrier.dll");
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"{before} dotnet {program} host {arguments}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        System.Threading.Tasks.Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    [GeneratedRegex("^market-data: thread (?<thread>[0-9]+),")]
    private static partial Regex ThreadLine();
}
