using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The price collar of the auction that ends a limit-up limit-down pause.</summary>
/// <remarks>
/// <code>
///  0 type 'J' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 reference price ticks 4 | 23 upper price ticks 4 | 27 lower price ticks 4
///  31 extension 4
/// </code>
/// </remarks>
public readonly ref struct LuldAuctionCollar
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 35;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.LuldAuctionCollar"/>.</param>
    public LuldAuctionCollar(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>The price from which the collar is set, in ticks.</summary>
    public uint ReferencePriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[19..]);

    /// <summary>The upper end of the collar in ticks.</summary>
    public uint UpperPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[23..]);

    /// <summary>The lower end of the collar in ticks.</summary>
    public uint LowerPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[27..]);

    /// <summary>How often the collar was extended.</summary>
    public uint Extension => BinaryPrimitives.ReadUInt32BigEndian(_message[31..]);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="referencePriceTicks">The price from which the collar is set, in ticks.</param>
    /// <param name="upperPriceTicks">The upper end of the collar in ticks.</param>
    /// <param name="lowerPriceTicks">The lower end of the collar in ticks.</param>
    /// <param name="extension">How often the collar was extended.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        uint referencePriceTicks,
        uint upperPriceTicks,
        uint lowerPriceTicks,
        uint extension)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.LuldAuctionCollar, stockLocate, trackingNumber, timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[19..], referencePriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[23..], upperPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[27..], lowerPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[31..], extension);
        return Length;
    }
}
