using System;
using System.Diagnostics.CodeAnalysis;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>The fields that are more than a big-endian number: sides and space-padded text.</summary>
internal static class ItchFields
{
    private const byte Buy = (byte)'B';
    private const byte Sell = (byte)'S';

    /// <summary>The side of a code; <see cref="Side.None"/> for a byte that the specification does not have.</summary>
    public static Side ReadSide(byte code) => code switch
    {
        Buy => Side.Buy,
        Sell => Side.Sell,
        _ => Side.None,
    };

    public static byte SideCode(Side side) => side switch
    {
        Side.Buy => Buy,
        Side.Sell => Sell,
        _ => ThrowNoSide(side),
    };

    public static void WriteText(Span<byte> field, ReadOnlySpan<byte> text)
    {
        text.CopyTo(field);
        field[text.Length..].Fill((byte)' ');
    }

    [DoesNotReturn]
    private static byte ThrowNoSide(Side side) =>
        throw new ArgumentOutOfRangeException(nameof(side), side, "An order has a side: buy or sell.");
}
