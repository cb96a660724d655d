using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <content>Fetches what an ITCH message will need. Each takes the address of a length-prefixed message, and gives the
/// address of the next one.</content>
public sealed unsafe partial class OrderBooks
{
    /// <summary>The top of book of an instrument below the limit, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly TopOfBook TopRef(uint instrument) => ref _headers[instrument].Top;

    /// <summary>Where the reference leads, and the head of the book. An order message has its reference, the one that
    /// goes, at 11.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* LookAtReference(byte* at, byte* safe)
    {
        unchecked
        {
            if (at >= safe)
            {
                return at;
            }

            byte* message = at + 2;
            Fetch(_headers + Two(message + 1));
            Fetch(_recent + ((uint)Eight(message + 11) & _recentMask));
            return message + Two(at);
        }
    }

    /// <summary>The order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* LookAtOrder(byte* at, byte* safe)
    {
        unchecked
        {
            if (at >= safe)
            {
                return at;
            }

            byte* message = at + 2;
            Fetch(_records + OrderOf(message));
            return message + Two(at);
        }
    }

    /// <summary>The level, its bit, and the neighbours in the queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* LookAtLevel(byte* at, byte* safe)
    {
        unchecked
        {
            if (at >= safe)
            {
                return at;
            }

            byte* message = at + 2;
            if ((*message == ItchMessageType.AddOrder) | (*message == ItchMessageType.AddOrderWithMpid))
            {
                FetchLevel(LevelOfAdd(message));
            }
            else
            {
                BookRecord* order = _records + OrderOf(message);
                Fetch(_records + order->Next);
                Fetch(_records + order->Previous);
                FetchLevel(order->Level);
                if (*message == ItchMessageType.OrderReplace)
                {
                    FetchLevel(LevelOfReplace(message, order->Level));
                }
            }

            return message + Two(at);
        }
    }

    /// <summary>The last order of the queue that an order joins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* LookAtQueue(byte* at, byte* safe)
    {
        unchecked
        {
            if (at >= safe)
            {
                return at;
            }

            byte* message = at + 2;
            if ((*message == ItchMessageType.AddOrder) | (*message == ItchMessageType.AddOrderWithMpid))
            {
                Fetch(_records + _records[LevelOfAdd(message)].Previous);
            }
            else if (*message == ItchMessageType.OrderReplace)
            {
                Fetch(_records + _records[LevelOfReplace(message, _records[OrderOf(message)].Level)].Previous);
            }

            return message + Two(at);
        }
    }

    /// <summary>The record that the reference of a message leads to now; record 0 where it leads nowhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint OrderOf(byte* message) => unchecked(_recent[(uint)Eight(message + 11) & _recentMask]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FetchLevel(uint level)
    {
        unchecked
        {
            Fetch(_records + level);
            Fetch(_bits + (level >> 6));
        }
    }

    /// <summary>The level that an add will go to if nothing moves the window; some level for one that makes no sense.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint LevelOfAdd(byte* message)
    {
        unchecked
        {
            uint locate = Two(message + 1);
            uint sideIndex = ((locate < _instruments ? locate : 0) * 2) + (message[19] & 1u);
            _ = TryGetWindowLevel(Window(sideIndex), sideIndex, Four(message + 32), out uint level);
            return level;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint LevelOfReplace(byte* message, uint level)
    {
        unchecked
        {
            uint sideIndex = (level < _farRecords ? level : 0) >> SideBit;
            _ = TryGetWindowLevel(Window(sideIndex), sideIndex, Four(message + 31), out uint replaced);
            return replaced;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Four(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(at));
}
