using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Lays out optional fields, for the last argument of a message's Write.</summary>
public ref struct AppendageWriter
{
    private readonly Span<byte> _destination;
    private int _used;

    /// <summary>Starts with no field.</summary>
    /// <param name="destination">Where to; a field takes two bytes and its value.</param>
    public AppendageWriter(Span<byte> destination) => _destination = destination;

    /// <summary>Gets what was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination[.._used];

    /// <summary>Appends a field of one byte or character.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value.</param>
    public void AddByte(OptionTag tag, byte value) => Start(tag, 1)[0] = value;

    /// <summary>Appends a field of two bytes.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value.</param>
    public void AddUInt16(OptionTag tag, ushort value) =>
        BinaryPrimitives.WriteUInt16BigEndian(Start(tag, sizeof(ushort)), value);

    /// <summary>Appends a field of four bytes.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value.</param>
    public void AddUInt32(OptionTag tag, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(Start(tag, sizeof(uint)), value);

    /// <summary>Appends a field of four bytes with a sign.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value.</param>
    public void AddInt32(OptionTag tag, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(Start(tag, sizeof(int)), value);

    /// <summary>Appends a field of eight bytes.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value.</param>
    public void AddUInt64(OptionTag tag, ulong value) =>
        BinaryPrimitives.WriteUInt64BigEndian(Start(tag, sizeof(ulong)), value);

    /// <summary>Appends a field of bytes as they are: a text, or a field that this version does not name.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">Its value; at most 254 bytes.</param>
    public void AddBytes(OptionTag tag, ReadOnlySpan<byte> value) => value.CopyTo(Start(tag, value.Length));

    private Span<byte> Start(OptionTag tag, int valueLength)
    {
        _destination[_used] = (byte)(valueLength + 1);
        _destination[_used + 1] = (byte)tag;
        Span<byte> value = _destination.Slice(_used + 2, valueLength);
        _used += valueLength + 2;
        return value;
    }
}
