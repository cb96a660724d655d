using System;
using System.Collections.Generic;
using CsCheck;
using Harrier.Runtime.Rings;
using Xunit;

namespace Harrier.Tests.Runtime.Rings;

public sealed class TimedMessageRingTests
{
    [Fact]
    public void Messages_come_out_whole_and_in_order_like_from_a_plain_queue()
    {
        // A step is a message of the given length, or -1 to take one away.
        Gen.Int[-1, 120].Array[0, 400].Sample(steps =>
        {
            var ring = new TimedMessageRing(1024);
            var twin = new Queue<(long Due, byte[] Bytes)>();
            long due = 0;
            foreach (int step in steps)
            {
                if (step < 0)
                {
                    if (twin.Count > 0)
                    {
                        ring.Advance();
                        twin.Dequeue();
                    }
                }
                else
                {
                    byte[] message = new byte[step];
                    Array.Fill(message, unchecked((byte)due));
                    if (ring.TryWrite(++due, message))
                    {
                        twin.Enqueue((due, message));
                    }
                    else
                    {
                        Assert.True(twin.Count > 0, "an empty ring of 1,024 bytes has room for 120");
                    }
                }

                Assert.Equal(twin.Count, ring.Count);
                Assert.Equal(twin.TryPeek(out (long Due, byte[] Bytes) head) ? head.Due : long.MaxValue, ring.HeadDueNanoseconds);
                Assert.True(ring.Peek().SequenceEqual(head.Bytes));
                Assert.Equal(twin.Count > 1 ? head.Due + 1 : long.MaxValue, ring.PeekSecondDue());
            }
        });
    }
}
