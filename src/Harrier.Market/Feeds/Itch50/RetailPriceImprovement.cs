using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>Retail interest is there at a better price than displayed, without saying how much.</summary>
/// <remarks>
/// <code>
///  0 type 'N' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 interest flag 1
/// </code>
/// </remarks>
public readonly ref struct RetailPriceImprovement
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 20;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.RetailPriceImprovement"/>.</param>
    public RetailPriceImprovement(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>B buy, S sell, A both, N none.</summary>
    public byte InterestFlag => _message[19];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="interestFlag">B buy, S sell, A both, N none.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        byte interestFlag)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.RetailPriceImprovement,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        message[19] = interestFlag;
        return Length;
    }
}
