using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The trading state of one instrument changed or is told at the start.</summary>
/// <remarks>
/// <code>
///  0 type 'H' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 trading state 1 | 20 reserved 1 | 21 reason 4
/// </code>
/// </remarks>
public readonly ref struct StockTradingAction
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 25;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.StockTradingAction"/>.</param>
    public StockTradingAction(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>One of <see cref="TradingStateCode"/>.</summary>
    public byte TradingState => _message[19];

    /// <summary>Reserved by the exchange; kept so that the bytes can be written again.</summary>
    public byte Reserved => _message[20];

    /// <summary>Why the state changed, padded with spaces.</summary>
    public ReadOnlySpan<byte> Reason => _message.Slice(21, 4);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="tradingState">One of <see cref="TradingStateCode"/>.</param>
    /// <param name="reserved">Reserved by the exchange; kept so that the bytes can be written again.</param>
    /// <param name="reason">At most 4 characters; the rest is filled with spaces.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        byte tradingState,
        byte reserved = (byte)' ',
        ReadOnlySpan<byte> reason = default)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.StockTradingAction,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        message[19] = tradingState;
        message[20] = reserved;
        ItchFields.WriteText(message.Slice(21, 4), reason);
        return Length;
    }
}
