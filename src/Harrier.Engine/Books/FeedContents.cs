using System;
using System.Buffers.Binary;
using System.Text;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Engine.Books;

/// <summary>Which messages a feed holds, and which symbol each locate stands for.</summary>
internal sealed class FeedContents
{
    private readonly string?[] _symbols = new string?[ushort.MaxValue + 1];

    public ItchCounts Counts { get; } = new();

    /// <summary>Counts the messages of a chunk, each after its length.</summary>
    public void Note(ReadOnlySpan<byte> chunk)
    {
        while (chunk.Length > 0)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(chunk);
            NoteMessage(chunk.Slice(2, length));
            chunk = chunk[(2 + length)..];
        }
    }

    /// <summary>Null for a locate without a directory message or an order.</summary>
    public string? Symbol(int locate) => _symbols[locate];

    /// <summary>Counts one message, which has a byte at least.</summary>
    public void NoteMessage(ReadOnlySpan<byte> message)
    {
        byte type = message[0];
        Counts.Count(type);
        if (type == ItchMessageType.StockDirectory)
        {
            _symbols[new StockDirectory(message).StockLocate] = Text(new StockDirectory(message).Stock);
        }
        else if (type is ItchMessageType.AddOrder or ItchMessageType.AddOrderWithMpid)
        {
            // A cut of a day has no directory; the first order names its symbol too.
            ref string? symbol = ref _symbols[new AddOrder(message).StockLocate];
            symbol ??= Text(new AddOrder(message).Stock);
        }
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.Latin1.GetString(field.TrimEnd((byte)' '));
}
