using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The state of an auction before it is held.</summary>
/// <remarks>
/// <code>
///  0 type 'I' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 paired shares 8 | 19 imbalance shares 8 | 27 imbalance direction 1 | 28 stock 8
///  36 far price ticks 4 | 40 near price ticks 4 | 44 reference price ticks 4 | 48 cross type 1
///  49 price variation 1
/// </code>
/// </remarks>
public readonly ref struct NetOrderImbalance
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 50;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.NetOrderImbalance"/>.</param>
    public NetOrderImbalance(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The lots that would match at the current reference price.</summary>
    public ulong PairedShares => BinaryPrimitives.ReadUInt64BigEndian(_message[11..]);

    /// <summary>The lots that would not.</summary>
    public ulong ImbalanceShares => BinaryPrimitives.ReadUInt64BigEndian(_message[19..]);

    /// <summary>B buy, S sell, N none, O too few orders, P paused.</summary>
    public byte ImbalanceDirection => _message[27];

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(28, 8);

    /// <summary>The price at which the auction orders alone would clear, in ticks.</summary>
    public uint FarPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[36..]);

    /// <summary>The price at which auction and continuous orders would clear, in ticks.</summary>
    public uint NearPriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[40..]);

    /// <summary>The price at which the figures are computed, in ticks.</summary>
    public uint ReferencePriceTicks => BinaryPrimitives.ReadUInt32BigEndian(_message[44..]);

    /// <summary>O opening, C closing, H halt or initial offering, A extended trading close.</summary>
    public byte CrossType => _message[48];

    /// <summary>How far the near price is from the reference price: L below 1 %, 1 to 9, A to C, space not
    /// computed.</summary>
    public byte PriceVariation => _message[49];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="pairedShares">The lots that would match at the current reference price.</param>
    /// <param name="imbalanceShares">The lots that would not.</param>
    /// <param name="imbalanceDirection">B buy, S sell, N none, O too few orders, P paused.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="farPriceTicks">The price at which the auction orders alone would clear, in ticks.</param>
    /// <param name="nearPriceTicks">The price at which auction and continuous orders would clear, in ticks.</param>
    /// <param name="referencePriceTicks">The price at which the figures are computed, in ticks.</param>
    /// <param name="crossType">O opening, C closing, H halt or initial offering, A extended trading close.</param>
    /// <param name="priceVariation">How far the near price is from the reference price: L below 1 %, 1 to 9, A to C,
    /// space not computed.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ulong pairedShares,
        ulong imbalanceShares,
        byte imbalanceDirection,
        ReadOnlySpan<byte> stock,
        uint farPriceTicks,
        uint nearPriceTicks,
        uint referencePriceTicks,
        byte crossType,
        byte priceVariation)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.NetOrderImbalance, stockLocate, trackingNumber, timestampNanoseconds);
        BinaryPrimitives.WriteUInt64BigEndian(message[11..], pairedShares);
        BinaryPrimitives.WriteUInt64BigEndian(message[19..], imbalanceShares);
        message[27] = imbalanceDirection;
        ItchFields.WriteText(message.Slice(28, 8), stock);
        BinaryPrimitives.WriteUInt32BigEndian(message[36..], farPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[40..], nearPriceTicks);
        BinaryPrimitives.WriteUInt32BigEndian(message[44..], referencePriceTicks);
        message[48] = crossType;
        message[49] = priceVariation;
        return Length;
    }
}
