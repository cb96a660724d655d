using System;
using Harrier.Runtime.Memory;
using Xunit;

namespace Harrier.Tests.Runtime.Memory;

/// <summary>Memory from the operating system: where it begins, what is in it, and what is said when there is none.</summary>
public sealed unsafe class NativeBufferTests
{
    [Theory]
    [InlineData(1, false, 4 << 10)]
    [InlineData(1_000, true, 4 << 10)]
    [InlineData(300_000, false, 2 << 20)]
    [InlineData(1_000_000, true, 2 << 20)]
    public void It_is_zero_aligned_and_writable_to_its_end(int length, bool isTouched, int alignment)
    {
        using var buffer = new NativeBuffer<long>(length, "numbers", isTouched);
        Assert.Equal((length, length * 8L), (buffer.Length, buffer.ByteCount));
        Assert.Equal(0, (nint)buffer.Start % alignment);
        Assert.Equal((0L, 0L), (buffer[0], buffer[length - 1]));
        buffer[length - 1] = 7;
        Assert.Equal(7, buffer.Start[length - 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[length]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[-1]);
    }

    [Fact]
    public void What_the_system_cannot_give_is_said_with_its_size()
    {
        InsufficientMemoryException thrown = Assert.Throws<InsufficientMemoryException>(() => new NativeBuffer<long>(1L << 50, "numbers"));
        Assert.Contains("9,007,199,254,740,992 bytes for 1,125,899,906,842,624 numbers", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new NativeBuffer<long>(0, "numbers"));
    }

    [Fact]
    public void A_disposed_buffer_has_no_memory_and_may_be_disposed_again()
    {
        var buffer = new NativeBuffer<int>(10, "numbers");
        buffer.Dispose();
        buffer.Dispose();
        Assert.True(buffer.Start is null);
        Assert.Throws<ObjectDisposedException>(() => buffer[0]);
        Assert.Throws<ObjectDisposedException>(() => buffer.AsSpan(0, 1).Length);
    }

    [Theory]
    [InlineData(0, 10, true)]
    [InlineData(10, 0, true)]
    [InlineData(9, 2, false)]
    [InlineData(-1, 1, false)]
    [InlineData(0, -1, false)]
    [InlineData(long.MaxValue, 1, false)]
    public void A_span_is_some_of_the_structs_and_no_others(long start, int count, bool isInside)
    {
        using var buffer = new NativeBuffer<int>(10, "numbers");
        buffer[9] = 5;
        if (isInside)
        {
            Assert.Equal(count, buffer.AsSpan(start, count).Length);
            Assert.Equal(5, buffer.AsSpan(start, (int)(10 - start)) is [.., var last] ? last : 5);
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => buffer.AsSpan(start, count).Length);
        }
    }
}
