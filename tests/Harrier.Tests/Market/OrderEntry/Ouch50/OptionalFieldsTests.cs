using System;
using Harrier.Market.OrderEntry.Ouch50;
using Xunit;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

public sealed class OptionalFieldsTests
{
    // Appendix A of the specification: length (value + 1), tag, value.
    [Fact]
    public void Fields_of_each_width_have_the_bytes_of_the_appendix()
    {
        var writer = new AppendageWriter(stackalloc byte[64]);
        writer.AddUInt64(OptionTag.DiscretionPrice, 1_500_000); // 0x16E360
        writer.AddInt32(OptionTag.PegOffset, -100);
        writer.AddUInt32(OptionTag.ExpireTime, 3_600);
        writer.AddUInt16(OptionTag.GroupId, 513);
        writer.AddByte(OptionTag.PostOnly, (byte)'P');
        writer.AddBytes(OptionTag.Firm, "ABCD"u8);
        Assert.Equal(
            "0909000000000016E360" + "0507FFFFFF9C" + "050F00000E10" + "03180201" + "020C50" + "050241424344",
            Convert.ToHexString(writer.Written));
    }

    [Fact]
    public void Fields_read_back_in_their_order_with_their_values()
    {
        var fields = new OptionalFields(Convert.FromHexString("0909000000000016E3600507FFFFFF9C0318020102636405024142434401AA"));
        Assert.True(fields.AreWellFormed);
        Assert.True(fields.TryRead(out OptionalField field));
        Assert.Equal(OptionTag.DiscretionPrice, field.Tag);
        Assert.True(field.TryGetUnsigned(out ulong number));
        Assert.Equal(1_500_000UL, number);
        Assert.True(fields.TryRead(out field));
        Assert.True(field.TryGetSigned(out int offset));
        Assert.Equal(-100, offset);
        Assert.True(fields.TryRead(out field));
        Assert.False(field.TryGetSigned(out _));
        Assert.True(field.TryGetUnsigned(out number));
        Assert.Equal(513UL, number);

        // A tag of a later revision is handed out as it is.
        Assert.True(fields.TryRead(out field));
        Assert.Equal(99, (byte)field.Tag);
        Assert.True(field.TryGetByte(out byte code));
        Assert.Equal((byte)'d', code);
        Assert.True(fields.TryRead(out field));
        Assert.Equal("ABCD"u8, field.Value);
        Assert.False(field.TryGetByte(out _));
        Assert.True(fields.TryRead(out field));
        Assert.False(field.TryGetUnsigned(out _));
        Assert.True(field.Value.IsEmpty);
        Assert.False(fields.TryRead(out _));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("020C50", true)]
    [InlineData("020C4E", false)]
    [InlineData("0502414243440" + "20C50", true)]
    [InlineData("030C5050", false)]
    public void Post_only_is_the_code_P_of_tag_12(string hex, bool expected) =>
        Assert.Equal(expected, new OptionalFields(Convert.FromHexString(hex)).IsPostOnly);
}
