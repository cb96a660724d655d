using System;
using System.Runtime.CompilerServices;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <content>The path over many messages at once, which looks ahead.</content>
public sealed unsafe partial class ItchBookBuilder
{
    private const int PrefixBytes = 2;

    /// <summary>Messages between two rounds of looking ahead.</summary>
    private const int Group = 8;

    /// <summary>The bytes that a look ahead reads from the length of a message on; it stops that far before the end.</summary>
    private const int LookBytes = 64;

    /// <summary>Applies messages, each after its length in two bytes, big-endian, as
    /// <see cref="Feeds.LengthPrefixedReader.TryReadChunk"/> hands them out. Bytes at the end that are no whole message are
    /// counted as a malformed one.</summary>
    /// <remarks>
    /// A book is scattered over far more memory than the caches hold, and a message alone waits for four misses, one
    /// after the other. So four cursors run ahead and fetch: where the reference leads, and the head of the book; the
    /// order; by what these hold, the level and the neighbours in the queue; by what the level holds, the last order of
    /// the queue.
    /// Nothing is decided ahead: a look at what will have changed by then only fetches in vain.
    /// Safety of the pointers: the cursor that applies checks each length against the end; those ahead stop
    /// <see cref="LookBytes"/> before it; an address that is only fetched cannot fault, and indexes are read from records
    /// that are in the table.
    /// </remarks>
    /// <typeparam name="TSink">Who is told; a struct.</typeparam>
    /// <param name="chunk">The messages.</param>
    /// <param name="sink">Is told after each message that changed a book.</param>
    /// <returns>The messages.</returns>
    public long ApplyChunk<TSink>(ReadOnlySpan<byte> chunk, ref TSink sink)
        where TSink : struct, IBookSink
    {
        fixed (byte* start = chunk)
        {
            long messages = ApplyChunk(start, start + chunk.Length, ref sink);
            GC.KeepAlive(Books);
            return messages;
        }
    }

    [SkipLocalsInit]
    private long ApplyChunk<TSink>(byte* at, byte* end, ref TSink sink)
        where TSink : struct, IBookSink
    {
        unchecked
        {
            long messages = 0;
            byte* safe = end - LookBytes;
            byte* queue = at;
            byte* level = at;
            byte* order = at;
            byte* reference = at;
            for (int i = 0; i < 3 * Group; i++)
            {
                reference = Books.LookAtReference(reference, safe);
            }

            for (int i = 0; i < 2 * Group; i++)
            {
                order = Books.LookAtOrder(order, safe);
            }

            for (int i = 0; i < Group; i++)
            {
                level = Books.LookAtLevel(level, safe);
            }

            while (end - at >= PrefixBytes)
            {
                for (int i = 0; i < Group; i++)
                {
                    reference = Books.LookAtReference(reference, safe);
                }

                for (int i = 0; i < Group; i++)
                {
                    order = Books.LookAtOrder(order, safe);
                }

                for (int i = 0; i < Group; i++)
                {
                    level = Books.LookAtLevel(level, safe);
                }

                for (int i = 0; i < Group; i++)
                {
                    queue = Books.LookAtQueue(queue, safe);
                }

                for (int i = 0; i < Group && end - at >= PrefixBytes; i++)
                {
                    int length = (int)Two(at);
                    byte* message = at + PrefixBytes;
                    if (length > end - message)
                    {
                        at = end;
                        MalformedMessages++;
                        break;
                    }

                    at = message + length;
                    messages++;
                    ApplyInChunk(message, length, ref sink);
                }
            }

            MalformedMessages += at < end ? 1 : 0;
            return messages;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ApplyInChunk<TSink>(byte* message, int length, ref TSink sink)
        where TSink : struct, IBookSink
    {
        if (length == 0)
        {
            MalformedMessages++;
            return;
        }

        Counts.Count(*message);
        if (ApplyMessage(message, length, out uint instrument) == BookResult.Applied)
        {
            sink.OnChange((int)instrument, in Books.TopRef(instrument));
        }
        else if (*message == ItchMessageType.SystemEvent && length == SystemEvent.Length && message[11] == SystemEventCode.StartOfMessages)
        {
            sink.OnClear();
        }
    }
}
