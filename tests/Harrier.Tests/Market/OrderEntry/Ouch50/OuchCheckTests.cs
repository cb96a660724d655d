using System;
using CsCheck;
using Harrier.Market.OrderEntry.Ouch50;
using Xunit;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

/// <summary>The check at the edge: what it lets through can be read and written back, whatever the bytes.</summary>
public sealed class OuchCheckTests
{
    // Type, fixed length and whether the appendage length is part of it, from the message tables of the specification.
    public static TheoryData<bool, char, int, bool> Messages => new()
    {
        { true, 'O', 47, true }, { true, 'U', 40, true }, { true, 'X', 9, false }, { true, 'M', 10, false },
        { true, 'C', 19, true }, { true, 'D', 11, true }, { true, 'E', 11, true }, { true, 'Q', 1, false },
        { false, 'S', 10, false }, { false, 'A', 64, true }, { false, 'U', 68, true }, { false, 'C', 18, false },
        { false, 'D', 32, false }, { false, 'E', 36, true }, { false, 'B', 36, false }, { false, 'F', 49, false },
        { false, 'J', 29, false }, { false, 'P', 13, false }, { false, 'I', 13, false }, { false, 'T', 30, false },
        { false, 'M', 18, false }, { false, 'R', 16, true }, { false, 'X', 27, true }, { false, 'G', 19, true },
        { false, 'K', 19, true }, { false, 'Q', 13, false },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_valid_at_its_length_and_too_short_below(bool isInbound, char type, int length, bool hasAppendageLength)
    {
        byte[] message = new byte[length];
        message[0] = (byte)type;
        Assert.Equal(OuchCheck.Valid, Check(isInbound, message));
        for (int shorter = 1; shorter < length; shorter++)
        {
            Assert.Equal(OuchCheck.TooShort, Check(isInbound, message.AsSpan(0, shorter)));
        }

        byte[] longer = new byte[length + 1];
        longer[0] = (byte)type;
        Assert.Equal(OuchCheck.AppendageMalformed, Check(isInbound, longer));
        if (hasAppendageLength)
        {
            message[^1] = 1;
            Assert.Equal(OuchCheck.AppendageMalformed, Check(isInbound, message));
        }
    }

    [Theory]
    [InlineData("0003021C05", OuchCheck.Valid)]
    [InlineData("0000", OuchCheck.Valid)]
    [InlineData("0002021C05", OuchCheck.AppendageMalformed)] // says 2 where 3 follow
    [InlineData("0003031C05", OuchCheck.AppendageMalformed)] // the field says 3 and has 2
    [InlineData("0003001C05", OuchCheck.AppendageMalformed)] // a field of no length
    [InlineData("0004021C0505", OuchCheck.AppendageMalformed)] // a field that stops after its length
    [InlineData("0005011C021C05", OuchCheck.Valid)] // a field of no value, then another
    public void An_appendage_must_add_up(string appendage, OuchCheck expected)
    {
        byte[] message = Convert.FromHexString("58" + "0000004D" + "00000019" + appendage);
        Assert.Equal(expected, OuchInbound.Check(message));
    }

    [Fact]
    public void An_empty_message_and_an_unknown_type_are_named()
    {
        Assert.Equal(OuchCheck.TooShort, OuchInbound.Check([]));
        Assert.Equal(OuchCheck.TooShort, OuchOutbound.Check([]));
        Assert.Equal(OuchCheck.UnknownType, OuchInbound.Check("A12345678"u8));
        Assert.Equal(OuchCheck.UnknownType, OuchOutbound.Check("O12345678"u8));
        Assert.Equal(OuchCheck.UnknownType, default);
    }

    [Fact]
    public void Any_bytes_that_are_valid_read_and_write_back_to_themselves() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 25], Gen.Byte.Array[0, 96]).Sample(
            (isInbound, type, bytes) =>
            {
                byte[] message = LengthMended(bytes, isInbound ? "OUXMCDEQ"[type % 8] : "SAUCDEBFJPITMRXGKQ"[type % 18]);
                AssertSurvives(isInbound, message);
            },
            iter: 20_000);

    [Fact]
    public void Flipped_and_cut_messages_never_throw() =>
        Gen.Select(Gen.Int[0, 25], Gen.Int[0, 90 * 8], Gen.Int[0, 90]).Sample(
            (row, bit, cut) =>
            {
                (bool isInbound, string hex) = OuchSamples.All[row % OuchSamples.All.Length];
                byte[] message = Convert.FromHexString(hex);
                message[bit / 8 % message.Length] ^= (byte)(1 << (bit % 8));
                AssertSurvives(isInbound, message);
                AssertSurvives(isInbound, message.AsSpan(0, cut % message.Length));
            },
            iter: 20_000);

    private static void AssertSurvives(bool isInbound, ReadOnlySpan<byte> message)
    {
        if (Check(isInbound, message) != OuchCheck.Valid)
        {
            return;
        }

        byte[] again = new byte[message.Length + 8];
        int length = isInbound ? OuchRewriter.Inbound(message, again) : OuchRewriter.Outbound(message, again);

        // An appendage of length zero may be left out, and is.
        bool isLeftOut = length == message.Length - 2 && message[^1] == 0 && message[^2] == 0;
        Assert.True(length == message.Length || isLeftOut, Convert.ToHexString(message));
        Assert.Equal(Convert.ToHexString(message[..length]), Convert.ToHexString(again.AsSpan(0, length)));
    }

    // Random bytes are hardly ever a message: give them a type, and the appendage, where one begins, its true length.
    private static byte[] LengthMended(byte[] bytes, char type)
    {
        byte[] message = [(byte)type, .. bytes];
        foreach (int start in new[] { 2, 11, 12, 15, 16, 18, 19, 20, 27, 31, 32, 34, 36, 38, 40, 47, 51, 64, 68 })
        {
            if (message.Length >= start && (message.Length - start) % 3 == 0 && bytes.Length % 2 == 0)
            {
                message[start - 2] = 0;
                message[start - 1] = (byte)(message.Length - start);
                for (int at = start; at < message.Length; at += 3)
                {
                    message[at] = 2;
                }
            }
        }

        return message;
    }

    private static OuchCheck Check(bool isInbound, ReadOnlySpan<byte> message) =>
        isInbound ? OuchInbound.Check(message) : OuchOutbound.Check(message);
}
