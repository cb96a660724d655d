using System.Linq;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

public sealed class ThreadSettingsTests
{
    private static readonly ThreadSettings Sound = new() { Name = "quotes", Cpus = CpuSet.Of(2), Priority = SchedulingPriority.RealTime(40) };

    [Fact]
    public void Threads_with_a_cpu_each_are_sound() =>
        Assert.Empty(ThreadSettings.Faults([Sound, Sound with { Name = "books", Cpus = CpuSet.Of(3) }, Sound with { Name = "log", Cpus = CpuSet.Of(0, 1), Priority = default, IsSpinning = false }]));

    [Fact]
    public void Two_threads_on_the_cpu_of_a_spinning_one_are_a_fault_that_names_both()
    {
        string fault = Assert.Single(ThreadSettings.Faults([Sound, Sound with { Name = "log", Cpus = CpuSet.Of(1, 2), Priority = default, IsSpinning = false }]));
        Assert.Equal("Threads 'quotes' and 'log' may both run on CPU 2, and 'quotes' never waits. A CPU has one owner: give each its own.", fault);
    }

    [Fact]
    public void Threads_that_wait_may_share() =>
        Assert.Empty(ThreadSettings.Faults([Sound with { IsSpinning = false }, Sound with { Name = "log", IsSpinning = false }]));

    [Theory]
    [InlineData("0")]
    [InlineData("0,3")]
    [InlineData("")] // may run on all, CPU 0 among them
    public void A_spinning_real_time_thread_is_kept_off_cpu_0(string cpus)
    {
        Assert.True(CpuSet.TryParseList(cpus, out CpuSet set));
        Assert.Contains("starves the kernel's own work", Assert.Single(ThreadSettings.Faults([Sound with { Cpus = set }])), System.StringComparison.Ordinal);
        Assert.Empty(ThreadSettings.Faults([Sound with { Cpus = set, Priority = SchedulingPriority.High }]));
        Assert.Empty(ThreadSettings.Faults([Sound with { Cpus = set, IsSpinning = false }]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sixteen-letters!")]
    [InlineData("two words")]
    [InlineData("tab\there")]
    [InlineData("größe")]
    public void A_name_that_the_kernel_would_cut_or_garble_is_a_fault(string name) =>
        Assert.Contains("1 to 15 printable ASCII characters", Assert.Single(ThreadSettings.Faults([Sound with { Name = name }])), System.StringComparison.Ordinal);

    [Theory]
    [InlineData(0, false)]
    [InlineData((64 << 10) - 1, false)]
    [InlineData(64 << 10, true)]
    [InlineData(1 << 30, true)]
    [InlineData((1 << 30) + 1, false)]
    public void A_stack_has_64_KiB_to_1_GiB(long bytes, bool isSound) =>
        Assert.Equal(isSound, ThreadSettings.Faults([Sound with { StackBytes = bytes }]).Count == 0);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        ThreadSettings wrong = Sound with { Name = "", StackBytes = 1, Priority = new SchedulingPriority(SchedulingPolicy.Fifo, 100, 0), Cpus = CpuSet.Of(0) };
        Assert.Equal(4 + 4 + 2, ThreadSettings.Faults([wrong, wrong]).Count); // each of the two, and name and CPU between them
    }

    [Fact]
    public void The_engines_threads_get_a_cpu_each_in_order_and_what_is_left_over_waits_elsewhere()
    {
        var priority = SchedulingPriority.RealTime(40);
        var three = ThreadConfiguration.On(CpuSet.Of(2, 3, 4, 5), CpuSet.Of(0, 1), priority);
        Assert.Equal(["market-data 2 fifo:40 True", "quote-engine 3 fifo:40 True", "risk-monitor 4 fifo:40 True"], three.Threads.Select(Words));
        Assert.Empty(three.Faults());
        var one = ThreadConfiguration.On(CpuSet.Of(1), CpuSet.Of(0, 1), priority);
        Assert.Equal(["market-data 1 fifo:40 True", "quote-engine 0 normal False", "risk-monitor 0 normal False"], one.Threads.Select(Words));
        Assert.Empty(one.Faults());

        static string Words(ThreadSettings thread) => $"{thread.Name} {thread.Cpus} {thread.Priority} {thread.IsSpinning}";
    }
}
