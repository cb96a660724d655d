using System;
using System.Buffers.Binary;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>Names the instrument that a stock locate stands for today, with its listing and trading rules.</summary>
/// <remarks>
/// <code>
///  0 type 'R' | 1 locate 2 | 3 tracking 2 | 5 time 6
///  11 stock 8 | 19 market category 1 | 20 financial status 1 | 21 round lot size 4
///  25 round lots only 1 | 26 issue classification 1 | 27 issue subtype 2 | 29 authenticity 1
///  30 short sale threshold 1 | 31 ipo flag 1 | 32 luld tier 1 | 33 etp flag 1
///  34 etp leverage factor 4 | 38 inverse indicator 1
/// </code>
/// </remarks>
public readonly ref struct StockDirectory
{
    /// <summary>The bytes of the message.</summary>
    public const int Length = 39;

    private readonly ReadOnlySpan<byte> _message;

    /// <summary>Looks at a message without copying it.</summary>
    /// <param name="message">At least <see cref="Length"/> bytes, of type
    /// <see cref="ItchMessageType.StockDirectory"/>.</param>
    public StockDirectory(ReadOnlySpan<byte> message) => _message = message[..Length];

    /// <summary>The day's number of the instrument; 0 for messages about the whole market.</summary>
    public ushort StockLocate => ItchHeader.ReadStockLocate(_message);

    /// <summary>The exchange's internal tracking number.</summary>
    public ushort TrackingNumber => ItchHeader.ReadTrackingNumber(_message);

    /// <summary>The time since midnight.</summary>
    public long TimestampNanoseconds => ItchHeader.ReadTimestampNanoseconds(_message);

    /// <summary>The symbol, left-justified, padded with spaces.</summary>
    public ReadOnlySpan<byte> Stock => _message.Slice(11, 8);

    /// <summary>The listing market or tier: Q, G, S for Nasdaq tiers, N NYSE, A NYSE American, P NYSE Arca, Z Cboe
    /// BZX, V IEX, space unknown.</summary>
    public byte MarketCategory => _message[19];

    /// <summary>Compliance with the listing rules: N normal, D deficient, E delinquent, Q bankrupt, S suspended, G,
    /// H, J, K combinations, C ETP creations suspended, space unknown.</summary>
    public byte FinancialStatus => _message[20];

    /// <summary>The shares in a round lot.</summary>
    public uint RoundLotSize => BinaryPrimitives.ReadUInt32BigEndian(_message[21..]);

    /// <summary>Y when only round lots are taken, else N.</summary>
    public byte RoundLotsOnly => _message[25];

    /// <summary>The kind of security: C common stock, Q other, and so on.</summary>
    public byte IssueClassification => _message[26];

    /// <summary>The kind of security in detail: Z not applicable, E exchange-traded fund, and so on.</summary>
    public ReadOnlySpan<byte> IssueSubtype => _message.Slice(27, 2);

    /// <summary>P live production, T test.</summary>
    public byte Authenticity => _message[29];

    /// <summary>Whether Regulation SHO 203(b)(3) applies: Y, N, or space when unknown.</summary>
    public byte ShortSaleThreshold => _message[30];

    /// <summary>Whether the symbol was made for a new issue: Y, N, or space.</summary>
    public byte IpoFlag => _message[31];

    /// <summary>The limit-up limit-down tier: 1, 2, or space.</summary>
    public byte LuldTier => _message[32];

    /// <summary>Whether it is an exchange-traded product: Y, N, or space.</summary>
    public byte EtpFlag => _message[33];

    /// <summary>The leverage of an exchange-traded product, a whole number; 1 for none.</summary>
    public uint EtpLeverageFactor => BinaryPrimitives.ReadUInt32BigEndian(_message[34..]);

    /// <summary>Whether the product moves against its index: Y or N.</summary>
    public byte InverseIndicator => _message[38];

    /// <summary>Writes a message.</summary>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="stockLocate">The stock locate.</param>
    /// <param name="trackingNumber">The exchange's internal tracking number.</param>
    /// <param name="timestampNanoseconds">The time since midnight, below 2^48.</param>
    /// <param name="stock">At most 8 characters; the rest is filled with spaces.</param>
    /// <param name="marketCategory">The listing market or tier: Q, G, S for Nasdaq tiers, N NYSE, A NYSE American, P
    /// NYSE Arca, Z Cboe BZX, V IEX, space unknown.</param>
    /// <param name="financialStatus">Compliance with the listing rules: N normal, D deficient, E delinquent, Q
    /// bankrupt, S suspended, G, H, J, K combinations, C ETP creations suspended, space
    /// unknown.</param>
    /// <param name="roundLotSize">The shares in a round lot.</param>
    /// <param name="roundLotsOnly">Y when only round lots are taken, else N.</param>
    /// <param name="issueClassification">The kind of security: C common stock, Q other, and so on.</param>
    /// <param name="issueSubtype">At most 2 characters; the rest is filled with spaces.</param>
    /// <param name="authenticity">P live production, T test.</param>
    /// <param name="shortSaleThreshold">Whether Regulation SHO 203(b)(3) applies: Y, N, or space when unknown.</param>
    /// <param name="ipoFlag">Whether the symbol was made for a new issue: Y, N, or space.</param>
    /// <param name="luldTier">The limit-up limit-down tier: 1, 2, or space.</param>
    /// <param name="etpFlag">Whether it is an exchange-traded product: Y, N, or space.</param>
    /// <param name="etpLeverageFactor">The leverage of an exchange-traded product, a whole number; 1 for none.</param>
    /// <param name="inverseIndicator">Whether the product moves against its index: Y or N.</param>
    /// <returns><see cref="Length"/>.</returns>
    public static int Write(
        Span<byte> destination,
        ushort stockLocate,
        ushort trackingNumber,
        long timestampNanoseconds,
        ReadOnlySpan<byte> stock,
        byte marketCategory = (byte)'Q',
        byte financialStatus = (byte)'N',
        uint roundLotSize = 100,
        byte roundLotsOnly = (byte)'N',
        byte issueClassification = (byte)'C',
        ReadOnlySpan<byte> issueSubtype = default,
        byte authenticity = (byte)'P',
        byte shortSaleThreshold = (byte)'N',
        byte ipoFlag = (byte)'N',
        byte luldTier = (byte)'1',
        byte etpFlag = (byte)'N',
        uint etpLeverageFactor = 1,
        byte inverseIndicator = (byte)'N')
    {
        Span<byte> message = destination[..Length];
        ItchHeader.Write(message, ItchMessageType.StockDirectory, stockLocate, trackingNumber, timestampNanoseconds);
        ItchFields.WriteText(message.Slice(11, 8), stock);
        message[19] = marketCategory;
        message[20] = financialStatus;
        BinaryPrimitives.WriteUInt32BigEndian(message[21..], roundLotSize);
        message[25] = roundLotsOnly;
        message[26] = issueClassification;
        ItchFields.WriteText(message.Slice(27, 2), issueSubtype);
        message[29] = authenticity;
        message[30] = shortSaleThreshold;
        message[31] = ipoFlag;
        message[32] = luldTier;
        message[33] = etpFlag;
        BinaryPrimitives.WriteUInt32BigEndian(message[34..], etpLeverageFactor);
        message[38] = inverseIndicator;
        return Length;
    }
}
