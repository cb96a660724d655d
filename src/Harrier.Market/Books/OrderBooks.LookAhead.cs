using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
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

    /// <summary>Where an add has its price; a replacement has it one byte before.</summary>
    private const int AddPriceAt = 32;

    /// <summary>The top of book of an instrument below the limit, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref readonly TopOfBook TopRef(uint instrument) => ref _headers[instrument].Top;

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
            for (int i = 0; i < LookAhead.Group && at < end; i++)
            {
                byte* message = at + 2;
                ahead->At(number++).Bytes = message;
                Fetch(at + StreamBytes);
                Fetch(headers + Two(message + 1));
                Fetch(recent + ((uint)Eight(message + ReferenceAt) & mask));
                at = message + Two(at);
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
            uint mask = _recentMask;
            BookRecord* records = _records;
            ulong* references = _references;
            uint firstOrder = _orderRecords;
            uint end = Math.Min(ahead->Orders + LookAhead.Group, ahead->References);
            for (uint number = ahead->Orders; number != end; number++)
            {
                ref LookAhead.Message message = ref ahead->At(number);
                uint order = recent[(uint)Eight(message.Bytes + ReferenceAt) & mask];
                message.Order = order;
                Fetch(records + order);
                Fetch(references + (order - firstOrder));
            }

            ahead->Orders = end;
        }
    }

    /// <summary>The levels, their bits, and the neighbours in the queue. Without a branch: of what kind the next message
    /// is, no predictor guesses.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal void LookAtLevels(LookAhead* ahead)
    {
        unchecked
        {
            BookRecord* records = _records;
            ulong* bits = _bits;
            uint instruments = _instruments;
            uint farRecords = _farRecords;
            uint end = Math.Min(ahead->Levels + LookAhead.Group, ahead->Orders);
            for (uint number = ahead->Levels; number != end; number++)
            {
                ref LookAhead.Message message = ref ahead->At(number);
                byte* bytes = message.Bytes;
                uint isAdd = AllBitsIf((*bytes == ItchMessageType.AddOrder) | (*bytes == ItchMessageType.AddOrderWithMpid));
                uint isReplace = AllBitsIf(*bytes == ItchMessageType.OrderReplace);
                uint locate = Two(bytes + 1);
                BookRecord order = records[message.Order];
                uint level = order.Level & AllBitsIf(order.Level < farRecords);
                uint sideOfAdd = (locate * 2 + (bytes[19] & 1u)) & AllBitsIf(locate < instruments);
                uint side = Choose(isAdd, sideOfAdd, level >> SideBit);
                uint priceTicks = Four(bytes + AddPriceAt + (int)isReplace);
                _ = TryGetWindowLevel(Window(side), side, priceTicks, out uint joined);
                uint target = Choose(isAdd | isReplace, joined, level);
                message.Target = Choose(isAdd | isReplace, joined, message.Order);
                Fetch(records + target);
                Fetch(bits + (target >> 6));
                Fetch(records + level);
                Fetch(bits + (level >> 6));
                Fetch(records + order.Next);
                Fetch(records + order.Previous);
            }

            ahead->Levels = end;
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
                Fetch(records + records[ahead->At(number).Target].Previous);
            }

            ahead->Queues = end;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint AllBitsIf(bool condition) => unchecked(0u - (condition ? 1u : 0u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choose(uint allBits, uint yes, uint no) => no ^ ((no ^ yes) & allBits);

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
