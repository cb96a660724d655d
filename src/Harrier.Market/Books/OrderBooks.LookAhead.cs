using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Books;

/// <content>Fetches what the next ITCH messages will need, one group of them at a time.</content>
public sealed unsafe partial class OrderBooks
{
    /// <summary>Where every order message has its reference, a replacement the one that goes.</summary>
    private const int ReferenceAt = 11;

    /// <summary>How far ahead the messages themselves are fetched: the processor's own streams end at each page.</summary>
    private const int StreamBytes = 1_024;

    /// <summary>Where an add has its side.</summary>
    private const int SideAt = 19;

    /// <summary>Where an add has its price.</summary>
    private const int AddPriceAt = 32;

    /// <summary>Where a replacement has its price.</summary>
    private const int ReplacePriceAt = 31;

    /// <summary>Whether the runtime knows this processor's instruction to fetch; without it looks are in vain.</summary>
    internal static bool CanFetch => Sse.IsSupported;

    /// <summary>The top of book of an instrument below the limit, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly TopOfBook TopRef(uint instrument) => ref unchecked(_headers + instrument)->Top;

    /// <summary>Where the reference leads, and the head of the book.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void LookAtReferences(LookAhead* ahead)
    {
        unchecked
        {
            uint* recent = _recent;
            uint mask = _recentMask;
            BookHeader* headers = _headers;
            byte* at = ahead->Next;
            byte* end = ahead->End;
            uint number = ahead->References;
            uint place = LookAhead.PlaceOf(number);
            for (int i = 0; i < LookAhead.Group && at < end; i++, place++)
            {
                byte* message = at + 2;
                uint slot = (uint)Eight(message + ReferenceAt) & mask;
                ahead->Heads[place] = *(uint*)message;
                ahead->Sides[place] = *(uint*)(message + SideAt);
                ahead->AddPrices[place] = *(uint*)(message + AddPriceAt);
                ahead->ReplacePrices[place] = *(uint*)(message + ReplacePriceAt);
                ahead->Recents[place] = slot;
                Fetch(at + StreamBytes);
                Fetch(headers + Two(message + 1));
                Fetch(recent + slot);
                at = message + Two(at);
                number++;
            }

            ahead->Next = at;
            ahead->References = number;
        }
    }

    /// <summary>The order, and the word with its reference: where it goes, the next order takes its record, and writes there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void LookAtOrders(LookAhead* ahead)
    {
        unchecked
        {
            uint* recent = _recent;
            BookRecord* records = _records;
            ulong* references = _references - _orderRecords;
            uint end = Math.Min(ahead->Orders + LookAhead.Group, ahead->References);
            for (uint number = ahead->Orders; number != end; number++)
            {
                uint place = LookAhead.PlaceOf(number);
                uint order = recent[ahead->Recents[place]];
                ahead->Records[place] = order;
                Fetch(records + order);
                Fetch(references + order);
            }

            ahead->Orders = end;
        }
    }

    /// <summary>The levels, the bits, and the neighbours in the queue. Without a branch: of what kind the next message is, no
    /// predictor guesses. For all messages of the group at once: to know a level takes sixty instructions, and one message
    /// after the other they were a fifth of the time of a message.</summary>
    /// <remarks>In a group that is not whole there is, behind its last message, what was there before, or zero: it is
    /// fetched once more.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void LookAtLevels(LookAhead* ahead)
    {
        unchecked
        {
            uint first = ahead->Levels;
            if (first == ahead->Orders)
            {
                return;
            }

            ahead->Levels = Math.Min(first + LookAhead.Group, ahead->Orders);
            uint place = LookAhead.PlaceOf(first);
            uint* orders = ahead->Records + place;
            var head = Vector256.Load(ahead->Heads + place);
            Vector256<uint> type = head & Vector256.Create(0xFFu);
            Vector256<uint> locate = (head & Vector256.Create(0xFF00u)) | ((head >>> 16) & Vector256.Create(0xFFu));
            var isReplace = Vector256.Equals(type, Vector256.Create((uint)ItchMessageType.OrderReplace));
            Vector256<uint> isAdd = Vector256.Equals(type, Vector256.Create((uint)ItchMessageType.AddOrder))
                | Vector256.Equals(type, Vector256.Create((uint)ItchMessageType.AddOrderWithMpid));

            // The level of the order; 0 where it is outside of the windows, or there is no order.
            Vector256<uint> level = LevelsOf(orders);
            level &= Vector256.LessThan(level, Vector256.Create(_farRecords));
            Vector256<uint> sideOfAdd = (locate + locate) | (Vector256.Load(ahead->Sides + place) & Vector256<uint>.One);
            sideOfAdd &= Vector256.LessThan(locate, Vector256.Create(_instruments));
            var side = Vector256.ConditionalSelect(isAdd, sideOfAdd, level >>> SideBit);
            var price = Vector256.ConditionalSelect(
                isReplace, Vector256.Load(ahead->ReplacePrices + place), Vector256.Load(ahead->AddPrices + place));
            Vector256<uint> joined = (side << SideBit) + PlacesOf(ahead, price, side);
            var target = Vector256.ConditionalSelect(isAdd | isReplace, joined, level);
            Vector256.ConditionalSelect(isAdd | isReplace, joined, Vector256.Load(orders)).Store(ahead->Targets + place);

            // Records have two words each.
            (target + target).Store(ahead->Joined);
            (target >>> 6).Store(ahead->JoinedBits);
            (level + level).Store(ahead->Left);
            BookRecord* records = _records;
            ulong* words = (ulong*)records;
            ulong* bits = _bits;
            for (int i = 0; i < LookAhead.Group; i++)
            {
                BookRecord* order = records + orders[i];
                Fetch(words + ahead->Joined[i]);
                Fetch(bits + ahead->JoinedBits[i]);
                Fetch(words + ahead->Left[i]);
                Fetch(records + order->Next);
                Fetch(records + order->Previous);
            }
        }
    }

    /// <summary>The last order of the queue that an order joins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void LookAtQueues(LookAhead* ahead)
    {
        unchecked
        {
            BookRecord* records = _records;
            uint end = Math.Min(ahead->Queues + LookAhead.Group, ahead->Levels);
            for (uint number = ahead->Queues; number != end; number++)
            {
                Fetch(records + records[ahead->Targets[LookAhead.PlaceOf(number)]].Previous);
            }

            ahead->Queues = end;
        }
    }

    /// <summary>The places of prices in the rings of their sides, as they are written in messages. A price between the steps
    /// of its window is in none: it comes out as any place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> PlacesOf(LookAhead* ahead, Vector256<uint> bigEndianPrice, Vector256<uint> side)
    {
        unchecked
        {
            Vector256<uint> price = Vector256.Shuffle(bigEndianPrice.AsByte(), TurnedBytes).AsUInt32();

            // A hundredth, in single precision: half a step is added, so that no rounding takes a whole one away, up to
            // 40,000 currency units; above, the steps beside it are fetched.
            var middle = Vector256.ConvertToSingle((price + Vector256.Create(PriceWindow.CoarseTicks / 2)).AsInt32());
            Vector256<uint> coarse = Vector256.ConvertToInt32Native(middle * Vector256.Create(1f / PriceWindow.CoarseTicks)).AsUInt32();

            // A header is as long as four sides.
            Vector256<uint> isAsk = side & Vector256<uint>.One;
            (side + side - isAsk).Store(ahead->Windows);
            Vector256<uint> isSingle = Vector256.IsNegative(WordsOf(ahead->Windows).AsInt32()).AsUInt32();
            Vector256<uint> step = Vector256.ConditionalSelect(isSingle, price, coarse) ^ (isAsk - Vector256<uint>.One);
            return step & Vector256.Create(PriceWindow.Mask);
        }
    }

    private static Vector256<byte> TurnedBytes => Vector256.Create(
        (byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12,
        19, 18, 17, 16, 23, 22, 21, 20, 27, 26, 25, 24, 31, 30, 29, 28);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> LevelsOf(uint* orders)
    {
        BookRecord* records = _records;
        return unchecked(Vector256.Create(
            records[orders[0]].Level,
            records[orders[1]].Level,
            records[orders[2]].Level,
            records[orders[3]].Level,
            records[orders[4]].Level,
            records[orders[5]].Level,
            records[orders[6]].Level,
            records[orders[7]].Level));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<uint> WordsOf(uint* windows)
    {
        BookSide* sides = &_headers->Bids;
        return unchecked(Vector256.Create(
            sides[windows[0]].Words,
            sides[windows[1]].Words,
            sides[windows[2]].Words,
            sides[windows[3]].Words,
            sides[windows[4]].Words,
            sides[windows[5]].Words,
            sides[windows[6]].Words,
            sides[windows[7]].Words));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(void* address)
    {
        if (CanFetch)
        {
            Sse.Prefetch0(address);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Two(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Eight(byte* at) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(at));
}
