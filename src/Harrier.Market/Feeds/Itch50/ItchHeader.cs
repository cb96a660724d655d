using System;
using System.Buffers.Binary;
using System.Diagnostics;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The eleven bytes with which every message starts.</summary>
/// <remarks>
/// <code>
///  0 type 1 | 1 locate 2 | 3 tracking 2 | 5 time 6, nanoseconds since midnight
/// </code>
/// </remarks>
public readonly ref struct ItchHeader
{
    /// <summary>The bytes of the header; no message is shorter.</summary>
    public const int Length = 11;

    private const ulong TimestampMask = (1UL << 48) - 1;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at the header of a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes.</param>
    public ItchHeader(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>One of <see cref="ItchMessageType"/>, or unknown.</summary>
    public byte Type => _message[0];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ReadTimestampNanoseconds(_message);

    internal static ushort ReadStockLocate(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[1..]);

    internal static ushort ReadTrackingNumber(ReadOnlySpan<byte> message) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[3..]);

    // One load of tracking number and time together, then the mask, is cheaper than two loads for six bytes.
    internal static long ReadTimestampNanoseconds(ReadOnlySpan<byte> message) =>
        unchecked((long)(BinaryPrimitives.ReadUInt64BigEndian(message[3..]) & TimestampMask));

    internal static void Write(
        Span<byte> message,
        byte type,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds)
    {
        Debug.Assert((ulong)timestampNanoseconds <= TimestampMask, "A time since midnight fits into six bytes.");
        ulong time = unchecked((ulong)timestampNanoseconds) & TimestampMask;
        message[0] = type;
        BinaryPrimitives.WriteUInt16BigEndian(message[1..], stockLocate);
        BinaryPrimitives.WriteUInt64BigEndian(message[3..], ((ulong)trackingNumber << 48) | time);
    }
}
