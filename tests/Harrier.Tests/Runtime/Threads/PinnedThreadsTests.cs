using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

/// <summary>On the real kernel. What a thread has is read here by other means: /proc by the numbers of its manual page,
/// and the programs taskset and chrt.</summary>
public sealed class PinnedThreadsTests
{
    private const int FarCpu = 63;

    private static readonly int LastCpu = Environment.ProcessorCount - 1;

    public PinnedThreadsTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Threads are placed on Linux.");

    [Fact]
    public void A_real_time_thread_is_pinned_and_seen_in_proc_by_its_name()
    {
        SkipUnlessRealTime();
        using var threads = PinnedThreads.Start([HotThread("hot-quotes", SchedulingPriority.RealTime(7))]);
        Assert.True(threads.IsRunning, string.Join(' ', threads.Refusals));
        Assert.Empty(threads.Refusals);
        ThreadReadBack has = threads.Threads[0].Placement.Has!;
        string task = $"/proc/self/task/{has.ThreadId}";
        Assert.Equal("hot-quotes\n", File.ReadAllText($"{task}/comm"));
        Assert.Contains($"Cpus_allowed_list:\t{LastCpu}\n", File.ReadAllText($"{task}/status"), StringComparison.Ordinal);

        // proc_pid_stat(5): (38) processor counts from 1 as 39, (40) rt_priority, (41) policy, 1 is SCHED_FIFO. The name has no blank.
        string[] stat = File.ReadAllText($"{task}/stat").Split(' ');
        Assert.Equal((LastCpu.ToString(CultureInfo.InvariantCulture), "7", "1"), (stat[38], stat[39], stat[40]));
        Assert.Equal(has, threads.Threads[0].Placement.ReadAgain());
        Assert.Contains($"current scheduling policy: SCHED_FIFO|SCHED_RESET_ON_FORK\npid {has.ThreadId}'s current scheduling priority: 7\n", Output("chrt", "-p", has.ThreadId), StringComparison.Ordinal);
        Assert.Contains($"current affinity list: {LastCpu}\n", Output("taskset", "-pc", has.ThreadId), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_a_pinned_thread_starts_does_not_inherit_its_priority()
    {
        SkipUnlessRealTime();
        var agent = new StartsOne();
        using var threads = PinnedThreads.Start([AgentThread.Of(
            new ThreadSettings { Name = "parent", Cpus = CpuSet.Of(LastCpu), Priority = SchedulingPriority.RealTime(3), IsSpinning = false }, agent, new ParkIdle(1))]);
        threads.Threads[0].Join();
        Assert.Null(threads.Threads[0].Fault);
        Assert.Equal(("0", "0", "0"), (agent.ChildStat[18], agent.ChildStat[39], agent.ChildStat[40])); // nice, rt_priority, policy SCHED_OTHER
    }

    [Fact]
    public void A_thread_of_high_priority_has_a_nice_value_and_one_of_normal_priority_has_none()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "A negative nice value needs CAP_SYS_NICE.");
        using var threads = PinnedThreads.Start(
        [
            AgentThread.Of(new ThreadSettings { Name = "high", Priority = SchedulingPriority.High, IsSpinning = false }, new Counted(), new ParkIdle(1_000_000)),
            AgentThread.Of(new ThreadSettings { Name = "plain", IsSpinning = false }, new Counted(), new ParkIdle(1_000_000)),
        ]);
        Assert.Empty(threads.Refusals);
        Assert.Equal(["-10", "0"], threads.Threads.Select(thread => File.ReadAllText($"/proc/self/task/{thread.Placement.Has!.ThreadId}/stat").Split(' ')[18]));
    }

    [Theory]
    [InlineData(64 << 10)] // the smallest that is allowed
    [InlineData(3 << 20)]
    public void A_thread_works_on_the_stack_that_was_asked(int bytes)
    {
        using var threads = PinnedThreads.Start([AgentThread.Of(new ThreadSettings { Name = "stacked", StackBytes = bytes, IsSpinning = false }, new Counted(until: 3), new ParkIdle(1_000))]);
        threads.Threads[0].Join();
        Assert.Equal(3, threads.Threads[0].Duties);
        Assert.True(threads.Threads[0].Placement.Has!.StackBytes >= bytes); // glibc may hand out a larger one from its cache
    }

    [Fact]
    public void Where_a_cpu_is_not_online_no_thread_begins_its_work()
    {
        SkipIfOnline(FarCpu);
        var first = new Counted();
        var second = new Counted();
        using var threads = PinnedThreads.Start(
        [
            AgentThread.Of(new ThreadSettings { Name = "here", Cpus = CpuSet.Of(LastCpu) }, first, default(BusySpinIdle)),
            AgentThread.Of(new ThreadSettings { Name = "nowhere", Cpus = CpuSet.Of(FarCpu) }, second, default(BusySpinIdle)),
        ]);
        Refusal refusal = Assert.Single(threads.Refusals);
        Assert.Equal(RefusalCause.CpuNotOnline, refusal.Cause);
        Assert.Contains($"'nowhere': asked for CPU {FarCpu}", refusal.Sentence, StringComparison.Ordinal);
        Assert.False(threads.IsRunning);
        Assert.All(threads.Threads, thread => Assert.False(thread.IsAlive));
        Assert.Equal((0, 0), (first.Duties, second.Duties));
    }

    [Fact]
    public void A_set_that_the_kernel_cuts_without_an_error_is_a_refusal()
    {
        // sched_setaffinity(2) returns 0 for a set of which one CPU is online, and takes that one alone.
        SkipIfOnline(FarCpu);
        using var threads = PinnedThreads.Start([AgentThread.Of(new ThreadSettings { Name = "half", Cpus = CpuSet.Of(LastCpu, FarCpu) }, new Counted(), default(BusySpinIdle))]);
        Assert.Equal(RefusalCause.CpuNotOnline, Assert.Single(threads.Refusals).Cause);
        Assert.Equal(CpuSet.Of(LastCpu), threads.Threads[0].Placement.Has!.Cpus);
    }

    [Fact]
    public void A_spinning_thread_that_goes_on_without_its_cpu_goes_on_without_real_time_too()
    {
        SkipIfOnline(FarCpu);
        var agent = new Counted();
        using var threads = PinnedThreads.Start([AgentThread.Of(
            new ThreadSettings { Name = "adrift", Cpus = CpuSet.Of(FarCpu), Priority = SchedulingPriority.RealTime(5), OnRefusal = RefusalChoice.GoOn }, agent, default(BusySpinIdle))]);
        Assert.Equal([RefusalCause.CpuNotOnline, RefusalCause.NotOnItsCpu], threads.Refusals.Select(refusal => refusal.Cause));
        Assert.True(threads.IsRunning);
        Assert.Equal(SchedulingPolicy.Other, threads.Threads[0].Placement.ReadAgain()!.Policy);
        SpinWait.SpinUntil(() => agent.Duties > 0);
    }

    [Fact]
    public void Contradictions_are_refused_before_any_thread_is_started()
    {
        var one = AgentThread.Of(new ThreadSettings { Name = "one", Cpus = CpuSet.Of(LastCpu) }, new Counted(), default(BusySpinIdle));
        var other = AgentThread.Of(new ThreadSettings { Name = "other", Cpus = CpuSet.Of(LastCpu) }, new Counted(), default(BusySpinIdle));
        ArgumentException fault = Assert.Throws<ArgumentException>(() => PinnedThreads.Start([one, other]));
        Assert.Contains("'one' and 'other'", fault.Message, StringComparison.Ordinal);
        Assert.False(one.IsAlive || other.IsAlive);
        Assert.Throws<ArgumentException>(() => AgentThread.Of(new ThreadSettings { Name = "waits" }, new Counted(), new ParkIdle(1)));
    }

    [Fact]
    public void An_agent_that_throws_ends_its_thread_and_one_that_is_done_does_too()
    {
        using var threads = PinnedThreads.Start(
        [
            AgentThread.Of(new ThreadSettings { Name = "throws", IsSpinning = false }, new Counted(until: 5, throws: true), new ParkIdle(1)),
            AgentThread.Of(new ThreadSettings { Name = "ends", IsSpinning = false }, new Counted(until: 5), new ParkIdle(1)),
        ]);
        threads.Threads[0].Join();
        threads.Threads[1].Join();
        Assert.Equal("the fifth duty", Assert.IsType<InvalidOperationException>(threads.Threads[0].Fault).Message);
        Assert.Null(threads.Threads[1].Fault);
        Assert.Equal(5, threads.Threads[1].Duties);
    }

    [Fact]
    public void The_loop_of_a_thread_allocates_nothing()
    {
        var agent = new Counted(until: 200_000);
        using var threads = PinnedThreads.Start([AgentThread.Of(new ThreadSettings { Name = "spins", Cpus = CpuSet.Of(LastCpu) }, agent, default(BusySpinIdle))]);
        threads.Threads[0].Join();
        Assert.Equal(0, agent.AllocatedBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_spinning_thread_does_not_hold_up_collections_elsewhere(bool isRealTime)
    {
        // The case of dotnet/runtime#94767: a loop around a call so short that the runtime hardly ever interrupts within.
        if (isRealTime)
        {
            SkipUnlessRealTime();
        }

        var agent = new Counted();
        using var threads = PinnedThreads.Start([HotThread("spins", isRealTime ? SchedulingPriority.RealTime(3) : default, agent)]);
        Assert.True(threads.IsRunning, string.Join(' ', threads.Refusals));
        SpinWait.SpinUntil(() => agent.Duties > 1_000);
        long allocated = 0;
        var collects = new Thread(() =>
        {
            for (int again = 0; again < 50; again++)
            {
                allocated += new byte[100].Length;
                GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            }
        })
        { IsBackground = true };
        collects.Start();
        Assert.True(collects.Join(TimeSpan.FromSeconds(60)), "50 collections are not over after a minute: the spinning thread holds them up.");
        Assert.Equal(5_000, allocated);
        Assert.True(threads.Threads[0].IsAlive);
    }

    private static AgentThread HotThread(string name, SchedulingPriority priority, Counted? agent = null) =>
        AgentThread.Of(new ThreadSettings { Name = name, Cpus = CpuSet.Of(LastCpu), Priority = priority }, agent ?? new Counted(), default(BusySpinIdle));

    private static void SkipUnlessRealTime()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "SCHED_FIFO needs CAP_SYS_NICE.");
        Assert.SkipUnless(LastCpu > 0, "A spinning real-time thread needs a CPU besides CPU 0.");
        string budget = File.Exists("/sys/fs/cgroup/cpu/cpu.rt_runtime_us") ? File.ReadAllText("/proc/self/cgroup") : "";
        Assert.SkipUnless(budget.Length == 0 || budget.Contains(":cpu:/\n", StringComparison.Ordinal), "The control group of the tests may have no real-time budget.");
    }

    private static void SkipIfOnline(int cpu) => Assert.SkipWhen(Directory.Exists($"/sys/devices/system/cpu/cpu{cpu}"), $"CPU {cpu} is there.");

    private static string Output(string program, string option, int thread)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, [option, thread.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private sealed class StartsOne : IAgent
    {
        public string[] ChildStat { get; private set; } = [];

        public int DoWork()
        {
            using Process child = Process.Start(new ProcessStartInfo("cat", ["/proc/self/stat"]) { RedirectStandardOutput = true })!;
            ChildStat = child.StandardOutput.ReadToEnd().Split(' ');
            child.WaitForExit();
            return IAgent.Done;
        }
    }

    /// <summary>Counts its duties, and what its thread allocates from the hundredth on.</summary>
    private sealed class Counted(int until = int.MaxValue, bool throws = false) : IAgent
    {
        private int _duties;
        private long _allocatedBefore;

        public int Duties => Volatile.Read(ref _duties);

        public long AllocatedBytes { get; private set; } = -1;

        // Not compiled into the loop: a call in it is what made suspension slow.
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int DoWork()
        {
            _duties++;
            if (_duties == 100)
            {
                _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            }

            if (_duties < until)
            {
                return 0;
            }

            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocatedBefore;
            return throws ? throw new InvalidOperationException("the fifth duty") : IAgent.Done;
        }
    }
}
