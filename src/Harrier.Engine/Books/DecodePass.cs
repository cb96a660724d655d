using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Engine.Books;

/// <summary>Reads every field that a book needs, and keeps no book: what decoding alone costs.</summary>
internal static class DecodePass
{
    /// <summary>Decodes a chunk of messages, each after its length.</summary>
    /// <returns>A sum over all fields, so that none of the reading can be left out.</returns>
    public static ulong Run(ReadOnlySpan<byte> chunk)
    {
        unchecked
        {
            ulong sum = 0;
            while (chunk.Length > 2)
            {
                int length = BinaryPrimitives.ReadUInt16BigEndian(chunk);
                ReadOnlySpan<byte> message = chunk.Slice(2, length);
                chunk = chunk[(2 + length)..];
                sum += Decode(message);
            }

            return sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Decode(ReadOnlySpan<byte> message)
    {
        unchecked
        {
            switch (message[0])
            {
                case ItchMessageType.AddOrder or ItchMessageType.AddOrderWithMpid:
                    var add = new AddOrder(message);
                    return add.StockLocate + add.Reference + (ulong)add.Side + add.Shares + add.PriceTicks;
                case ItchMessageType.OrderDelete:
                    return new OrderDelete(message).Reference;
                case ItchMessageType.OrderReplace:
                    var replace = new OrderReplace(message);
                    return replace.OriginalReference + replace.NewReference + replace.Shares + replace.PriceTicks;
                case ItchMessageType.OrderExecuted or ItchMessageType.OrderExecutedWithPrice:
                    var executed = new OrderExecuted(message); // both begin alike
                    return executed.Reference + executed.Shares;
                case ItchMessageType.OrderCancel:
                    var cancel = new OrderCancel(message);
                    return cancel.Reference + cancel.Shares;
                default:
                    return message[0];
            }
        }
    }
}
