using System;
using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

public sealed class SchedulingPriorityTests
{
    [Theory]
    [InlineData("normal", SchedulingPolicy.Other, 0, 0)]
    [InlineData("high", SchedulingPolicy.Other, 0, -10)]
    [InlineData("fifo:1", SchedulingPolicy.Fifo, 1, 0)]
    [InlineData("fifo:99", SchedulingPolicy.Fifo, 99, 0)]
    public void A_priority_is_read_and_written_in_the_same_words(string text, SchedulingPolicy policy, int fifoPriority, int nice)
    {
        Assert.True(SchedulingPriority.TryParse(text, out SchedulingPriority priority));
        Assert.Equal(new SchedulingPriority(policy, fifoPriority, nice), priority);
        Assert.Equal(text, priority.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("fifo")]
    [InlineData("fifo:")]
    [InlineData("fifo:0")]
    [InlineData("fifo:100")]
    [InlineData("fifo:-1")]
    [InlineData("fifo: 7")]
    [InlineData("rr:5")]
    [InlineData("HIGH")]
    public void Anything_else_is_no_priority(string text) => Assert.False(SchedulingPriority.TryParse(text, out _));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Real_time_priorities_are_1_to_99(int priority) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SchedulingPriority.RealTime(priority));
}
