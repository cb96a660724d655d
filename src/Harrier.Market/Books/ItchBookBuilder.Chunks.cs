using System;
using System.Runtime.CompilerServices;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <content>The path over many messages at once, which looks ahead.</content>
public sealed unsafe partial class ItchBookBuilder
{
    private const int PrefixBytes = 2;

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
    /// <see cref="LookAhead.LookBytes"/> before it; an address that is only fetched cannot fault, and indexes are read from records
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
            LookAhead ahead = default;
            ahead.Next = at;
            ahead.End = end - at > LookAhead.LookBytes ? end - LookAhead.LookBytes : at; // an empty chunk is at no address
            Start(&ahead);
            long* types = stackalloc long[256];
            new Span<long>(types, 256).Clear();
            long messages = 0;
            while (end - at >= PrefixBytes)
            {
                Look(&ahead);
                at = ApplyGroup(Books, types, at, end, ref messages, ref sink);
            }

            for (int type = 0; type < 256; type++)
            {
                Counts.Count((byte)type, types[type]);
            }

            MalformedMessages += at < end ? 1 : 0;
            return messages;
        }
    }

    /// <summary>Gives each look its lead: a group before the next look, and the last one a group before the messages.</summary>
    private void Start(LookAhead* ahead)
    {
        if (!OrderBooks.CanFetch)
        {
            return;
        }

        for (int lead = 0; lead < 4; lead++)
        {
            Books.LookAtReferences(ahead);
        }

        for (int lead = 0; lead < 3; lead++)
        {
            Books.LookAtOrders(ahead);
        }

        Books.LookAtLevels(ahead);
        Books.LookAtLevels(ahead);
        Books.LookAtQueues(ahead);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Look(LookAhead* ahead)
    {
        if (!OrderBooks.CanFetch)
        {
            return;
        }

        Books.LookAtReferences(ahead);
        Books.LookAtOrders(ahead);
        Books.LookAtLevels(ahead);
        Books.LookAtQueues(ahead);
    }

    /// <summary>Applies the next few messages.</summary>
    /// <returns>Where they end; the end of the bytes where one is cut.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* ApplyGroup<TSink>(OrderBooks books, long* types, byte* at, byte* end, ref long messages, ref TSink sink)
        where TSink : struct, IBookSink
    {
        unchecked
        {
            for (int i = 0; i < LookAhead.Group && end - at >= PrefixBytes; i++)
            {
                int length = (int)Two(at);
                byte* message = at + PrefixBytes;
                if (length > end - message)
                {
                    MalformedMessages++;
                    return end;
                }

                at = message + length;
                messages++;
                ApplyInChunk(books, types, message, length, ref sink);
            }

            return at;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ApplyInChunk<TSink>(OrderBooks books, long* types, byte* message, int length, ref TSink sink)
        where TSink : struct, IBookSink
    {
        if (length == 0)
        {
            MalformedMessages++;
            return;
        }

        unchecked
        {
            types[*message]++;
        }

        if (ApplyMessage(books, message, length, out uint instrument) == BookResult.Applied)
        {
            sink.OnChange(unchecked((int)instrument), in books.TopRef(instrument));
        }
        else if (*message == ItchMessageType.SystemEvent && length == SystemEvent.Length && message[11] == SystemEventCode.StartOfMessages)
        {
            sink.OnClear();
        }
    }
}
