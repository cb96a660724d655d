using System;
using System.Buffers.Binary;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The part behind the fixed fields: two bytes of length, then the optional fields.</summary>
internal static class Appendage
{
    /// <summary>The bytes of the length itself.</summary>
    public const int LengthBytes = 2;

    /// <summary>Writes the length and the fields.</summary>
    /// <param name="destination">The message that is being written.</param>
    /// <param name="offset">Where the length goes.</param>
    /// <param name="fields">The fields; below 65,536 bytes.</param>
    /// <returns>The bytes of the whole message.</returns>
    public static int Write(Span<byte> destination, int offset, ReadOnlySpan<byte> fields)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[offset..], (ushort)fields.Length);
        fields.CopyTo(destination[(offset + LengthBytes)..]);
        return offset + LengthBytes + fields.Length;
    }

    /// <summary>Checks what follows the fixed part.</summary>
    /// <param name="message">The whole message.</param>
    /// <param name="fixedLength">The bytes of its fixed part, the required length of the appendage included.</param>
    /// <param name="rule">Whether an appendage may or must be there.</param>
    /// <returns>Valid, or what is wrong.</returns>
    public static OuchCheck Check(ReadOnlySpan<byte> message, int fixedLength, AppendageRule rule)
    {
        if (message.Length < fixedLength)
        {
            return OuchCheck.TooShort;
        }

        if (message.Length == fixedLength && rule != AppendageRule.Required)
        {
            return OuchCheck.Valid;
        }

        int start = rule == AppendageRule.Required ? fixedLength : fixedLength + LengthBytes;
        if (rule == AppendageRule.None || message.Length < start)
        {
            return OuchCheck.AppendageMalformed;
        }

        ReadOnlySpan<byte> fields = message[start..];
        int stated = BinaryPrimitives.ReadUInt16BigEndian(message[(start - LengthBytes)..]);
        return stated == fields.Length && new OptionalFields(fields).AreWellFormed
            ? OuchCheck.Valid
            : OuchCheck.AppendageMalformed;
    }
}
