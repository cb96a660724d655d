using System;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Asks for the next user reference number that is free. OUCH 5.0 type Q, client to exchange.</summary>
/// <remarks>
/// <code>
///   0 +1   type 'Q'
///   1 ...  appendage length and appendage, or nothing
/// </code>
/// </remarks>
public readonly ref struct AccountQuery
{
    /// <summary>The bytes of the fixed part.</summary>
    public const int Length = 1;

    /// <summary>The first byte of the message.</summary>
    public const byte Type = (byte)'Q';

    private readonly ReadOnlySpan<byte> _bytes;

    /// <summary>Lays the view over a message, without a copy.</summary>
    /// <param name="message">The whole message, which <see cref="OuchInbound.Check"/> found valid.</param>
    public AccountQuery(ReadOnlySpan<byte> message) => _bytes = message;

    /// <summary>Gets the optional fields.</summary>
    public OptionalFields OptionalFields => OptionalFields.AfterFixedPart(_bytes, Length);

    /// <summary>Writes a message.</summary>
    /// <param name="destination">Where to; at least the length of the fixed part and the appendage.</param>
    /// <param name="appendage">The optional fields, as <see cref="AppendageWriter"/> lays them out; may be empty.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, ReadOnlySpan<byte> appendage = default)
    {
        destination[0] = Type;
        return appendage.IsEmpty ? Length : Appendage.Write(destination, Length, appendage);
    }
}
