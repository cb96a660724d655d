using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.Books;

/// <summary>The books of every stock locate, kept by chunks of a feed.</summary>
internal sealed class FeedBooks : IDisposable
{
    private NaiveItchBooks _books = new(ushort.MaxValue + 1);

    public FeedBooks(int liveOrdersMax) => _ = liveOrdersMax;

    public long LiveOrders => _books.Books.LiveOrders;

    public BookStatistics Statistics => new(0, _books.UnknownReferences, 0, 0, _books.Refused, 0, 0, 0);

    public void Apply(ReadOnlySpan<byte> chunk)
    {
        while (chunk.Length > 0)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(chunk);
            ApplyOne(chunk.Slice(2, length));
            chunk = chunk[(2 + length)..];
        }
    }

    public void ApplyOne(ReadOnlySpan<byte> message) => _books.Apply(message);

    public void Reset() => _books = new NaiveItchBooks(ushort.MaxValue + 1);

    public TopOfBook Top(int locate) => _books.Books.Top(locate);

    public IEnumerable<BookLevel> Depth(int locate, Side side) => _books.Books.Depth(locate, side);

    public bool TryGetPosition(ulong reference, out QueuePosition position) => _books.Books.TryGetPosition(reference, out position);

    public void Dispose()
    {
    }
}
