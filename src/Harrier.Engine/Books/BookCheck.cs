using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Engine.Books;

/// <summary>Runs the slow twin beside the books, message by message: best bid and offer are compared after each of them,
/// and every level and the front of every queue at the end.</summary>
internal sealed class BookCheck(FeedBooks books, Action<int, long> advance)
{
    private const int QueueFront = 64; // farther back a position costs the walk to it, and the front shows the order

    private readonly NaiveItchBooks _twin = new(ushort.MaxValue + 1);
    private long _messages;
    private long _differences;
    private string _first = string.Empty;
    private TopSum _tops;

    /// <summary>Reads the files again.</summary>
    /// <param name="files">The files.</param>
    /// <param name="ahead">The books as they were after the pass with look-ahead.</param>
    /// <param name="aheadSum">The sum of the tops of that pass.</param>
    public BookCheckResult Run(IReadOnlyList<string> files, IReadOnlyList<BookRow> ahead, ulong aheadSum)
    {
        books.Reset();
        using var chunks = new FeedChunks(files);
        while (chunks.TryRead(out ReadOnlySpan<byte> chunk))
        {
            Follow(chunk);
            advance(chunk.Length, 0);
        }

        if (aheadSum != _tops.Sum)
        {
            Note("the pass with look-ahead had other best bids and offers on its way");
        }

        int different = 0;
        foreach (BookRow row in ahead)
        {
            different += row.Top == _twin.Books.Top(row.Locate) && IsEqual(row.Locate) ? 0 : 1;
        }

        return new BookCheckResult(_messages, _differences, _first, ahead.Count, different);
    }

    private void Follow(ReadOnlySpan<byte> chunk)
    {
        while (chunk.Length > 0)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(chunk);
            ReadOnlySpan<byte> message = chunk.Slice(2, length);
            bool isApplied = books.TryApplyOne(message, out int locate);
            _twin.Apply(message);
            _messages++;
            if (isApplied)
            {
                _tops.OnChange(locate, _twin.Books.Top(locate));
                Compare(message, locate);
            }
            else if (length >= ItchHeader.Length)
            {
                Compare(message, new ItchHeader(message).StockLocate);
            }

            chunk = chunk[(2 + length)..];
        }
    }

    private void Compare(ReadOnlySpan<byte> message, int locate)
    {
        TopOfBook expected = _twin.Books.Top(locate);
        TopOfBook top = books.Top(locate);
        if (top != expected)
        {
            Note(FormattableString.Invariant(
                $"message {_messages} ({(char)message[0]}, locate {locate}): {Describe(top)}, the twin has {Describe(expected)}"));
        }
    }

    private void Note(string difference)
    {
        _differences++;
        _first = _first.Length > 0 ? _first : difference;
    }

    private bool IsEqual(int locate) => IsEqual(locate, Side.Buy) && IsEqual(locate, Side.Sell);

    private bool IsEqual(int locate, Side side)
    {
        using IEnumerator<BookLevel> levels = books.Depth(locate, side).GetEnumerator();
        foreach (BookLevel expected in _twin.Books.Depth(locate, side))
        {
            if (!levels.MoveNext() || levels.Current != expected || !IsQueueEqual(locate, side, expected.PriceTicks))
            {
                return false;
            }
        }

        return !levels.MoveNext();
    }

    private bool IsQueueEqual(int locate, Side side, int priceTicks)
    {
        int orders = 0;
        foreach (ulong reference in _twin.Books.Queue(locate, side, priceTicks))
        {
            bool isThere = books.TryGetPosition(reference, out QueuePosition position);
            if (!isThere || !_twin.Books.TryGetPosition(reference, out QueuePosition expected) || position != expected)
            {
                return false;
            }

            if (++orders == QueueFront)
            {
                break;
            }
        }

        return true;
    }

    private static string Describe(in TopOfBook top) =>
        FormattableString.Invariant($"{top.BidPrice} x {top.BidSize} - {top.AskPrice} x {top.AskSize}");
}
