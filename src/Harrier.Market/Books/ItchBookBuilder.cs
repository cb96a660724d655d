using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <summary>Keeps <see cref="OrderBooks"/> by ITCH 5.0 messages, one by one or by the chunk. Counts what it reads and
/// knows the symbol of each stock locate. One thread; nothing is allocated after construction.</summary>
/// <remarks>No bytes make it fail: a message whose length is not the published one is counted and left out.</remarks>
public sealed unsafe partial class ItchBookBuilder
{
    private const int SymbolBytes = 8;

    private readonly byte[] _symbols;

    /// <summary>Starts with books, which it does not own.</summary>
    /// <param name="books">The books; instruments are stock locates.</param>
    public ItchBookBuilder(OrderBooks books)
    {
        Books = books;
        _symbols = new byte[books.Limits.Instruments * SymbolBytes];
    }

    /// <summary>The books.</summary>
    public OrderBooks Books { get; }

    /// <summary>The messages by type, those included that do not concern an order.</summary>
    public ItchCounts Counts { get; } = new();

    /// <summary>Messages without a byte, or of another length than their type has.</summary>
    public long MalformedMessages { get; private set; }

    /// <summary>Directory entries of a stock locate beyond the limit of instruments. The orders of such are in the
    /// statistics of the books.</summary>
    public long UnknownInstruments { get; private set; }

    /// <summary>The symbol of a stock locate: eight characters padded with spaces, or empty where no directory entry
    /// came.</summary>
    /// <param name="instrument">The stock locate.</param>
    /// <returns>The characters, ASCII; a view of the table.</returns>
    public ReadOnlySpan<byte> Symbol(int instrument)
    {
        bool isKnown = instrument >= 0 && instrument < Books.Limits.Instruments && _symbols[instrument * SymbolBytes] != 0;
        return isKnown ? _symbols.AsSpan(instrument * SymbolBytes, SymbolBytes) : default;
    }

    /// <summary>Applies one message.</summary>
    /// <param name="message">The message, type first, without a length before it.</param>
    /// <returns>What it did.</returns>
    public BookChange Apply(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            MalformedMessages++;
            return new BookChange(BookResult.Malformed, 0, false);
        }

        Counts.Count(message[0]);
        fixed (byte* start = message)
        {
            int locate = message.Length >= ItchHeader.Length ? ItchHeader.ReadStockLocate(message) : 0;
            TopOfBook before = Books.Top(locate);
            BookResult result = ApplyMessage(Books, start, message.Length, out uint instrument);
            bool isApplied = result == BookResult.Applied;

            // The order counts, not the message: should they name different instruments, the top is taken as changed.
            bool isTopChanged = isApplied && (instrument != locate || before != Books.Top(locate));
            return new BookChange(result, isApplied ? (int)instrument : 0, isTopChanged);
        }
    }

    /// <summary>Applies one message at an address; all of its bytes are there.</summary>
    /// <remarks>Executions, cancels and deletes go one way, so that only three kinds of messages are to be told apart:
    /// each branch between them is guessed wrong half of the time. A delete is read four bytes earlier, which gives
    /// lots that mean nothing, for it has none.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private BookResult ApplyMessage(OrderBooks books, byte* message, int length, out uint instrument)
    {
        unchecked
        {
            uint type = *message;
            instrument = 0;
            if (length != ItchMessageLengths.Of((byte)type))
            {
                return ApplyOther(message, length);
            }

            if ((type == ItchMessageType.AddOrder) | (type == ItchMessageType.AddOrderWithMpid))
            {
                instrument = Two(message + 1);
                return books.Count(books.AddOrder(
                    instrument, Eight(message + 11), SideOf(message[19]), Four(message + 20), Four(message + 32)));
            }

            bool isDelete = type == ItchMessageType.OrderDelete;
            if (isDelete | (type == ItchMessageType.OrderExecuted) | (type == ItchMessageType.OrderCancel) | (type == ItchMessageType.OrderExecutedWithPrice))
            {
                uint lots = Four(message + 19 - (isDelete ? 4 : 0));
                return books.Count(books.TakeLots(Eight(message + 11), lots, isDelete, out instrument));
            }

            return type == ItchMessageType.OrderReplace
                ? books.Count(books.ReplaceOrder(Eight(message + 11), Eight(message + 19), Four(message + 27), Four(message + 31), out instrument))
                : ApplyOther(message, length);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private BookResult ApplyOther(byte* message, int length)
    {
        int published = ItchMessageLengths.Of(*message);
        if (published != 0 && length != published)
        {
            MalformedMessages++;
            return BookResult.Malformed;
        }

        if (*message == ItchMessageType.StockDirectory)
        {
            KeepSymbol(new ReadOnlySpan<byte>(message, length));
        }
        else if (*message == ItchMessageType.SystemEvent && message[11] == SystemEventCode.StartOfMessages)
        {
            Books.ClearAll();
        }

        return BookResult.None;
    }

    private void KeepSymbol(ReadOnlySpan<byte> message)
    {
        int locate = ItchHeader.ReadStockLocate(message);
        if (locate < Books.Limits.Instruments)
        {
            new StockDirectory(message).Stock.CopyTo(_symbols.AsSpan(locate * SymbolBytes));
        }
        else
        {
            UnknownInstruments++;
        }
    }

    /// <summary>0 for 'B', 1 for 'S', above 1 for any other byte: without a branch, for which side comes is a coin.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SideOf(byte code)
    {
        unchecked
        {
            // 'B' and 'S' differ by 17: both its bits are set or none, and no other bit is.
            uint other = (uint)(code ^ 'B');
            uint wrong = (other & ~17u) | ((other ^ (other >> 4)) & 1);
            return (other & 1) | (wrong << 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(at));
}
