using System;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>The optional fields of a message, read one after the other.</summary>
/// <remarks>
/// <code>
///  +---------+-----+-------------------+
///  | length  | tag | value             |  length counts the tag and the value, one byte each for itself and the tag
///  +---------+-----+-------------------+
/// </code>
/// </remarks>
public ref struct OptionalFields
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Lays the reader over the fields, without a copy.</summary>
    /// <param name="fields">The bytes behind the length of the appendage.</param>
    public OptionalFields(ReadOnlySpan<byte> fields) => _rest = fields;

    /// <summary>Gets a value indicating whether every field fits into the bytes.</summary>
    public readonly bool AreWellFormed
    {
        get
        {
            OptionalFields copy = this;
            while (copy.TryRead(out _))
            {
            }

            return copy._rest.IsEmpty;
        }
    }

    /// <summary>Gets a value indicating whether the order is marked post only.</summary>
    public readonly bool IsPostOnly =>
        TryFind(OptionTag.PostOnly, out OptionalField found) && found.TryGetByte(out byte code) && code == (byte)'P';

    /// <summary>Takes the next field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>False at the end, or where a field does not fit.</returns>
    public bool TryRead(out OptionalField field)
    {
        if (_rest.Length < 2 || _rest[0] == 0 || _rest.Length <= _rest[0])
        {
            field = default;
            return false;
        }

        int length = _rest[0];
        field = new OptionalField((OptionTag)_rest[1], _rest[2..(length + 1)]);
        _rest = _rest[(length + 1)..];
        return true;
    }

    /// <summary>Looks for a field from here on, and leaves the reader where it is.</summary>
    /// <param name="tag">Which field.</param>
    /// <param name="field">The first one with that tag.</param>
    /// <returns>False when there is none.</returns>
    public readonly bool TryFind(OptionTag tag, out OptionalField field)
    {
        OptionalFields copy = this;
        while (copy.TryRead(out field))
        {
            if (field.Tag == tag)
            {
                return true;
            }
        }

        field = default;
        return false;
    }

    /// <summary>Finds the fields of a message whose appendage may be left out.</summary>
    internal static OptionalFields AfterFixedPart(ReadOnlySpan<byte> message, int fixedLength)
    {
        int start = fixedLength + Appendage.LengthBytes;
        return new OptionalFields(message.Length < start ? [] : message[start..]);
    }
}
