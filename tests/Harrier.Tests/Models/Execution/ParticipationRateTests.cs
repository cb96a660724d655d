using System;
using CsCheck;
using Harrier.Models.Execution;
using Xunit;

namespace Harrier.Tests.Models.Execution;

public sealed class ParticipationRateTests
{
    [Fact]
    public void A_tenth_of_the_volume_is_a_ninth_of_what_the_others_trade()
    {
        Assert.Equal(100, ParticipationRate.Of(0.1).LotsBeside(900));
        Assert.Equal(99, ParticipationRate.Of(0.1).LotsBeside(899));
        Assert.Equal(0, ParticipationRate.Of(0.1).LotsBeside(0));
    }

    [Fact]
    public void It_is_never_more_than_the_part_and_one_lot_more_would_be() =>
        Gen.Select(Gen.Int[1, 999_999], Gen.Long[0, 9_000_000_000_000]).Sample((parts, others) =>
        {
            long lots = new ParticipationRate(parts).LotsBeside(others);
            Assert.True((Int128)lots * (1_000_000 - parts) <= (Int128)others * parts);
            Assert.True((Int128)(lots + 1) * (1_000_000 - parts) > (Int128)others * parts);
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void What_is_no_part_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParticipationRate.Of(share));
}
