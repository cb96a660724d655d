using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The standing of one market participant in one instrument.</summary>
/// <remarks>
/// <code>
///  0 type 'L' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 mpid 4 | 15 stock 8 | 23 primary market maker 1 | 24 market maker mode 1 | 25 participant state 1
/// </code>
/// </remarks>
public readonly ref struct MarketParticipantPosition
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 26;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.MarketParticipantPosition"/>.</param>
    public MarketParticipantPosition(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The participant.</summary>
    public ReadOnlySpan<byte> Mpid => _message.Slice(11, 4);

    /// <summary>The symbol, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(15, 8);

    /// <summary>Y or N.</summary>
    public byte PrimaryMarketMaker => _message[23];

    /// <summary>N normal, P passive, S syndicate, R pre-syndicate, L penalty.</summary>
    public byte MarketMakerMode => _message[24];

    /// <summary>A active, E excused, W withdrawn, S suspended, D deleted.</summary>
    public byte ParticipantState => _message[25];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="mpid">At most 4 characters; the rest is filled with spaces.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="primaryMarketMaker">Y or N.</param>
    /// <param name="marketMakerMode">N normal, P passive, S syndicate, R pre-syndicate, L penalty.</param>
    /// <param name="participantState">A active, E excused, W withdrawn, S suspended, D deleted.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> mpid,
        ReadOnlySpan<byte> stock,
        byte primaryMarketMaker,
        byte marketMakerMode,
        byte participantState)
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(
            message,
            ItchMessageType.MarketParticipantPosition,
            stockLocate,
            trackingNumber,
            timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 4), mpid);
        ItchFields.WriteText(message.Slice(15, 8), stock);
        message[23] = primaryMarketMaker;
        message[24] = marketMakerMode;
        message[25] = participantState;
        return Length;
    }
}
