using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The result of an auction in one instrument. It changes no displayed book.</summary>
/// <remarks>
/// <code>
///  0 type 'Q' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 shares 8 | 19 stock 8 | 27 cross price ticks 4 | 31 match number 8 | 39 cross type 1
/// </code>
/// </remarks>
public readonly ref struct CrossTrade
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 40;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.CrossTrade"/>.</param>
    public CrossTrade(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The matched lots: eight bytes, unlike everywhere else.</summary>
    public ulong Shares => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(19, 8);

    /// <summary>The auction price in ticks.</summary>
    public uint CrossPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[27..]);

    /// <summary>The exchange's number of the trade.</summary>
    public ulong MatchNumber => BinaryPrimitives.ReadUInt64BigEndian(_message[31..]);

    /// <summary>O opening, C closing, H halt or initial offering, I intraday.</summary>
    public byte CrossType => _message[39];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="shares">The matched lots: eight bytes, unlike everywhere else.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="crossPriceTicks">The auction price in ticks.</param>
    /// <param name="matchNumber">The exchange's number of the trade.</param>
    /// <param name="crossType">O opening, C closing, H halt or initial offering, I intraday.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong shares,
        ReadOnlySpan<byte> stock,
        uint crossPriceTicks,
        ulong matchNumber,
        byte crossType)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.CrossTrade, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], shares);
        ItchFields.WriteText(message.Slice(19, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[27..], crossPriceTicks);
        BinaryPrimitives.WriteUInt64BigEndian(message[31..], matchNumber);
        message[39] = crossType;
        return Length;
    }
}
