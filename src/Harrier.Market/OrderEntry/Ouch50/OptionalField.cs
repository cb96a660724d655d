using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>One optional field: a tag and its value.</summary>
public readonly ref struct OptionalField
{
    /// <summary>Makes a field.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="value">The bytes of its value.</param>
    public OptionalField(OptionTag tag, ReadOnlySpan<byte> value)
    {
        Tag = tag;
        Value = value;
    }

    /// <summary>Gets which field it is; a tag that the enumeration does not name is kept as it is.</summary>
    public OptionTag Tag { get; }

    /// <summary>Gets the bytes of the value.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Reads a value of one byte.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when the value has another size.</returns>
    public bool TryGetByte(out byte value)
    {
        value = Value.Length == 1 ? Value[0] : (byte)0;
        return Value.Length == 1;
    }

    /// <summary>Reads a value of two, four or eight bytes as a big-endian unsigned number.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when the value has another size.</returns>
    public bool TryGetUnsigned(out ulong value)
    {
        switch (Value.Length)
        {
            case sizeof(ushort):
                value = BinaryPrimitives.ReadUInt16BigEndian(Value);
                return true;
            case sizeof(uint):
                value = BinaryPrimitives.ReadUInt32BigEndian(Value);
                return true;
            case sizeof(ulong):
                value = BinaryPrimitives.ReadUInt64BigEndian(Value);
                return true;
            default:
                value = 0;
                return false;
        }
    }

    /// <summary>Reads a value of four bytes as a big-endian signed number, as the peg offsets are.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when the value has another size.</returns>
    public bool TryGetSigned(out int value) => BinaryPrimitives.TryReadInt32BigEndian(Value, out value) && Value.Length == sizeof(int);
}
