using System;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Xunit;

namespace Harrier.Tests.Simulation.Latency;

public sealed class LinkTests
{
    [Fact]
    public void A_message_arrives_after_the_latency()
    {
        var link = new Link(2.5, 0, seed: 1, 1024);
        Assert.Equal(Nanoseconds.Never, link.HeadDue);
        Assert.True(link.Send(new Nanoseconds(1_000), "first"u8));
        Assert.True(link.Send(new Nanoseconds(1_010), "second"u8));

        Assert.Equal(new Nanoseconds(3_500), link.HeadDue);
        Assert.True(link.Peek().SequenceEqual("first"u8));
        link.Advance();
        Assert.Equal(new Nanoseconds(3_510), link.HeadDue);
        Assert.True(link.Peek().SequenceEqual("second"u8));
        link.Advance();
        Assert.Equal((0, 2L), (link.Count, link.Sent));
    }

    [Fact]
    public void Messages_of_one_instant_are_one_packet_and_arrive_together()
    {
        var link = new Link(1, 5, seed: 3, 1024);
        link.Send(new Nanoseconds(100), "a"u8);
        link.Send(new Nanoseconds(100), "b"u8);
        link.Send(new Nanoseconds(100_000_000), "c"u8);
        Nanoseconds packet = link.HeadDue;
        Assert.True(link.HasMoreOfPacket);
        link.Advance();
        Assert.Equal(packet, link.HeadDue);
        Assert.False(link.HasMoreOfPacket);
        link.Advance();
        Assert.NotEqual(packet, link.HeadDue);
        Assert.False(link.HasMoreOfPacket);
    }

    [Fact]
    public void Jitter_is_exponential_and_nothing_overtakes()
    {
        const int Count = 40_000;
        const double Mean = 3_000;
        var link = new Link(1, Mean / 1000, seed: 7, 1024);
        double sum = 0;
        int beyondMean = 0;
        for (int i = 0; i < Count; i++)
        {
            // So far apart (a second) that nothing waits for the one before.
            long now = i * Nanoseconds.PerSecond;
            link.Send(new Nanoseconds(now), [1]);
            double jitter = link.HeadDue.Value - now - 1_000;
            Assert.True(jitter >= 0);
            sum += jitter;
            beyondMean += jitter > Mean ? 1 : 0;
            link.Advance();
        }

        // Four standard errors: the mean's is Mean / sqrt(n); P(X > mean) = 1/e = 0.36788, its error sqrt(p (1 - p) / n).
        Assert.InRange(sum / Count, Mean * (1 - 0.02), Mean * (1 + 0.02));
        Assert.InRange(beyondMean / (double)Count, 0.36788 - 0.0097, 0.36788 + 0.0097);

        long last = 0;
        for (int i = 0; i < 20; i++)
        {
            link.Send(new Nanoseconds(Count * Nanoseconds.PerSecond + i), [1]);
        }

        for (; link.Count > 0; link.Advance())
        {
            Assert.True(link.HeadDue.Value >= last);
            last = link.HeadDue.Value;
        }
    }

    [Fact]
    public void Without_room_a_message_is_dropped_and_counted()
    {
        var link = new Link(1, 0, seed: 1, 1024);
        byte[] message = new byte[240];     // 256 with its header: four fit into 1,024 bytes
        for (int i = 0; i < 4; i++)
        {
            Assert.True(link.Send(default, message));
        }

        Assert.False(link.Send(default, message));
        Assert.Equal((4L, 1L), (link.Sent, link.Dropped));
        link.Advance();
        Assert.True(link.Send(default, message));
    }

    [Fact]
    public void Passing_messages_allocates_nothing()
    {
        var link = new Link(1, 1, seed: 1, 4096);
        Assert.Equal(0, Allocation.OfSecondRun(() => Pass(link, 1_000)));
    }

    private static void Pass(Link link, int count)
    {
        for (int i = 0; i < count; i++)
        {
            link.Send(new Nanoseconds(i), "a message"u8);
            link.Peek();
            link.Advance();
        }
    }
}
