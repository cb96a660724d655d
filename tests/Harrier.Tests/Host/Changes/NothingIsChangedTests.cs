using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Xunit;

namespace Harrier.Tests.Host.Changes;

/// <summary>The commands that only look, watched by others: every call of theirs that could change something, by
/// strace(1), and the files of a root, by inotify.</summary>
public sealed partial class NothingIsChangedTests : IDisposable
{
    private const string Traced = "trace=open,openat,openat2,creat,truncate,ftruncate,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,mount,umount2,fsmount,move_mount,sched_setaffinity,ioctl,sendto,sendmsg";

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-watch-").FullName;

    /// <summary>The commands: {out} is a folder for what they are asked to write.</summary>
    public static TheoryData<string> Commands =>
    [
        "host check --json {out}/check.json",
        "host check nic",
        "host plan --script {out}/tune.sh",
        "host plan nic.gro_lro iso.kthreads",
        "host topology --json {out}/topology.json",
        "host layout --json {out}/layout.json",
        "deploy systemd --output {out}/systemd",
        "deploy container --output {out}/container",
        "deploy kubernetes --output {out}/kubernetes",
        "host verify --journal {out}/none.journal",
    ];

    /// <summary>The same, for the root of another machine.</summary>
    public static TheoryData<string> CommandsOfRoot =>
    [
        "host check --root {root} --json {out}/check.json",
        "host plan --root {root} --script {out}/tune.sh",
        "host topology --root {root} --json {out}/topology.json",
        "host layout --root {root} --json {out}/layout.json",
        "host apply mem --root {root} --journal {out}/host.journal",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public void On_this_machine_nothing_is_opened_for_writing_but_what_was_asked_for(string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/strace"), "strace is not installed (apt-get install strace).");
        string trace = Path.Combine(_folder, "trace");
        string[] arguments = [.. command.Split(' ').Select(word => word.Replace("{out}", _folder, StringComparison.Ordinal))];
        (int exitCode, _, string error) = HarrierProcess.RunProgram(["strace", "-f", "-qq", "--seccomp-bpf", "-o", trace, "-e", Traced, .. HarrierProcess.Command, .. arguments]);
        Assert.SkipWhen(error.Contains("PTRACE", StringComparison.OrdinalIgnoreCase), $"Processes cannot be traced here: {error}");
        Assert.InRange(exitCode, 0, 1);

        string[] lines = File.ReadAllLines(trace);
        Assert.Contains(lines, line => line.Contains("/sys/devices/system/cpu", StringComparison.Ordinal)); // it did look, and the trace saw it
        Assert.All(lines, line => Assert.True(ChangesNothing(line), line));
    }

    [Theory]
    [MemberData(nameof(CommandsOfRoot))]
    public void In_the_root_of_another_machine_no_file_changes(string command)
    {
        using var machine = new MadeMachine(("/sys/kernel/mm/ksm/run", "1\n"), ("/proc/sys/vm/swappiness", "60\n"));
        string sentinel = machine.At("/sys/sentinel");
        var changes = new ConcurrentQueue<string>();
        using var isSeen = new ManualResetEventSlim();
        using var watch = new FileSystemWatcher(machine.Root)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.Attributes | NotifyFilters.DirectoryName | NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Security | NotifyFilters.Size,
        };
        void See(object sender, FileSystemEventArgs change)
        {
            if (change.FullPath == sentinel)
            {
                isSeen.Set();
            }
            else if (change.FullPath != Path.GetDirectoryName(sentinel))
            {
                changes.Enqueue($"{change.ChangeType} {change.FullPath}");
            }
        }

        watch.Changed += See;
        watch.Created += See;
        watch.Deleted += See;
        watch.Renamed += See;
        watch.EnableRaisingEvents = true;
        (int exitCode, _, string error) = HarrierProcess.RunProgram(
            [.. HarrierProcess.Command, .. command.Split(' ').Select(word => word.Replace("{out}", _folder, StringComparison.Ordinal).Replace("{root}", machine.Root, StringComparison.Ordinal))]);
        Assert.True(exitCode is 0 or 1 or 3, error);

        // What comes before the sentinel in the queue of the kernel was seen when that is.
        File.WriteAllText(sentinel, "seen");
        isSeen.Wait(TestContext.Current.CancellationToken);
        Assert.Empty(changes);
    }

    private bool ChangesNothing(string line)
    {
        Match open = Opening().Match(line);
        if (open.Success)
        {
            bool isForWriting = open.Groups["flags"].Value.Split('|').Any(flag => flag is "O_WRONLY" or "O_RDWR" or "O_CREAT" or "O_TRUNC" or "O_APPEND");
            return !isForWriting || IsOurs(open.Groups["path"].Value);
        }

        return Call().Match(line).Groups["name"].Value switch
        {
            "ioctl" => !SettingRequest().IsMatch(line),
            "sendto" or "sendmsg" => !line.Contains("RTM_NEW", StringComparison.Ordinal) && !line.Contains("RTM_DEL", StringComparison.Ordinal) && !line.Contains("RTM_SET", StringComparison.Ordinal),
            "sched_setaffinity" => line.Contains("sched_setaffinity(0, ", StringComparison.Ordinal), // of the runtime's own threads
            "ftruncate" => true, // of a file that was opened for writing, and that is seen above
            "" => true, // the end of a call that another thread interrupted, or of a process
            _ => Quoted().Matches(line) is { Count: > 0 } paths && paths.All(path => IsOurs(path.Groups["path"].Value)),
        };
    }

    // The runtime's own: its shared memory, the names of its threads, and the terminal.
    private bool IsOurs(string path) => path.StartsWith(_folder, StringComparison.Ordinal) || path.StartsWith("/tmp/.dotnet", StringComparison.Ordinal)
        || path.StartsWith("/dev/shm", StringComparison.Ordinal) || OwnThread().IsMatch(path) || path is "/dev/null" or "/dev/tty" or "/tmp" || path.StartsWith("/memfd:", StringComparison.Ordinal);

    [GeneratedRegex("(open|creat|openat|openat2)\\((?:[A-Z_]+|\\d+)?(?:, )?\"(?<path>[^\"]*)\", (?:\\{flags=)?(?<flags>[A-Z_|0-9]+)")]
    private static partial Regex Opening();

    [GeneratedRegex("^\\d+ +(?<name>[a-z_0-9]+)\\(")]
    private static partial Regex Call();

    [GeneratedRegex("\"(?<path>[^\"]*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^/proc/(self|[0-9]+)/task/[0-9]+/comm$")]
    private static partial Regex OwnThread();

    [GeneratedRegex("SIOCS(IF|HWTSTAMP|MII)|SIOCDEV|BLK[A-Z]+|TUNSET")]
    private static partial Regex SettingRequest();
}
