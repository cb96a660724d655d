using System;
using System.Collections.Generic;
using System.Text;
using Harrier.Engine.Calibration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Calibration;

public sealed class OrderedItchSourceTests
{
    [Theory]
    [InlineData("1 2 50000 3 4", "1 2 2 3 4", 1)]
    [InlineData("50000 1 2", "0 1 2", 1)]
    [InlineData("1 50000 40000 2 3", "1 1 1 2 3", 2)]
    [InlineData("1 2 50000 50001 50002", "1 2 50000 50001 50002", 0)]
    [InlineData("11000 14400 34200 57600", "11000 14400 34200 34200", 0)]
    [InlineData("1 6 3 4 7", "1 6 3 4 7", 0)]
    [InlineData("1 7 1 2", "1 1 1 2", 1)]
    public void A_time_far_later_than_that_of_the_message_after_it_gives_way_to_the_one_before(string given, string taken, long falseTimes)
    {
        // Seconds after midnight. The last message of the fifth row has none after it that confirms a jump of hours.
        var source = new OrderedItchSource(new Messages(Array.ConvertAll(given.Split(' '), long.Parse)));
        var times = new List<string>();
        int references = 0;
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            MarketUpdate.Decode(message, out MarketUpdate update);
            times.Add($"{update.Time / Nanoseconds.PerSecond}");
            Assert.Equal((ulong)++references, update.Reference);
        }

        Assert.Equal((taken, falseTimes), (string.Join(' ', times), source.FalseTimes));
    }

    [Fact]
    public void Messages_too_short_for_a_time_pass_as_they_are()
    {
        var source = new OrderedItchSource(new Messages([1, -1, 50_000, -1, 50_001]));
        var lengths = new List<int>();
        while (source.TryRead(out ReadOnlySpan<byte> message))
        {
            lengths.Add(message.Length);
        }

        Assert.Equal([36, 1, 36, 1, 36], lengths);
        Assert.Equal(0, source.FalseTimes);
    }

    /// <summary>Adds at these seconds with references from 1; a message of one byte for -1. Each is overwritten by the
    /// next, as the contract allows.</summary>
    private sealed class Messages(long[] seconds) : IItchSource
    {
        private readonly byte[] _bytes = new byte[64];
        private int _next;

        public FeedFault? Fault => null;

        public bool TryRead(out ReadOnlySpan<byte> message)
        {
            message = default;
            if (_next == seconds.Length)
            {
                return false;
            }

            long second = seconds[_next++];
            int length = second < 0 ? 1 : AddOrder.Write(
                _bytes, 1, 0, second * Nanoseconds.PerSecond, (ulong)_next, Side.Buy, 100, Encoding.ASCII.GetBytes("AAA"), 10_000);
            message = _bytes.AsSpan(0, length);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
