using System;

namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>Texts of fixed width, left-justified and padded with spaces.</summary>
internal static class Alpha
{
    /// <summary>Writes a text; what does not fit is an error of the caller.</summary>
    /// <param name="destination">The whole field.</param>
    /// <param name="text">The text; at most the width of the field.</param>
    /// <exception cref="ArgumentException">The text is longer than the field.</exception>
    public static void Write(Span<byte> destination, ReadOnlySpan<byte> text)
    {
        text.CopyTo(destination);
        destination[text.Length..].Fill((byte)' ');
    }
}
