using System;
using System.Collections.Generic;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Tests.Market.Books;

/// <summary>Writes order messages, each after its length, and gives each back alone too.</summary>
internal sealed class ItchBytes
{
    private readonly List<byte> _bytes = [];
    private readonly byte[] _room = new byte[64];

    public byte[] ToArray() => _bytes.ToArray();

    public void Clear() => _bytes.Clear();

    public byte[] Add(int locate, ulong reference, Side side, int lots, int priceTicks) =>
        Put(AddOrder.Write(_room, (ushort)locate, 0, 0, reference, side, (uint)lots, "TEST"u8, (uint)priceTicks));

    public byte[] AddWithMpid(int locate, ulong reference, Side side, int lots, int priceTicks) =>
        Put(AddOrderWithMpid.Write(_room, (ushort)locate, 0, 0, reference, side, (uint)lots, "TEST"u8, (uint)priceTicks, "NSDQ"u8));

    public byte[] Execute(int locate, ulong reference, int lots) =>
        Put(OrderExecuted.Write(_room, (ushort)locate, 0, 0, reference, (uint)lots, 1));

    public byte[] ExecuteAtPrice(int locate, ulong reference, int lots) =>
        Put(OrderExecutedWithPrice.Write(_room, (ushort)locate, 0, 0, reference, (uint)lots, 1, (byte)'Y', 1));

    public byte[] Cancel(int locate, ulong reference, int lots) =>
        Put(OrderCancel.Write(_room, (ushort)locate, 0, 0, reference, (uint)lots));

    public byte[] Delete(int locate, ulong reference) =>
        Put(OrderDelete.Write(_room, (ushort)locate, 0, 0, reference));

    public byte[] Replace(int locate, ulong oldReference, ulong newReference, int lots, int priceTicks) =>
        Put(OrderReplace.Write(_room, (ushort)locate, 0, 0, oldReference, newReference, (uint)lots, (uint)priceTicks));

    public byte[] SystemEvent(byte code) =>
        Put(Harrier.Market.Feeds.Itch50.SystemEvent.Write(_room, 0, 0, 0, code));

    /// <summary>A message of a type that no book minds, or of none that there is.</summary>
    public byte[] Other(byte type)
    {
        _room[0] = type;
        return Put(Math.Max(1, ItchMessageLengths.Of(type)));
    }

    private byte[] Put(int length)
    {
        _bytes.Add((byte)(length >> 8));
        _bytes.Add((byte)length);
        _bytes.AddRange(_room.AsSpan(0, length));
        return _room.AsSpan(0, length).ToArray();
    }
}
