using System;
using CsCheck;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class LinearOffsetsTests
{
    [Fact]
    public void The_integers_are_within_their_bound_of_the_doubles() =>
        Gen.Select(Gen.Double[1e-7, 1e-3], Gen.Double[1e-4, 0.05], Gen.Double[1.0, 500.0], Gen.Double[0.0, 100.0], Gen.Int[-5_000, 5_000])
            .Sample(
                (riskAversion, volatility, decay, seconds, inventory) =>
                {
                    var engine = new AvellanedaStoikovEngine(new AvellanedaStoikovParameters
                    {
                        RiskAversion = riskAversion,
                        Volatility = volatility,
                        Decay = decay,
                        OrderSize = 100.0,
                    });
                    var offsets = LinearOffsets.Of(engine, seconds);

                    // The double twin in ticks of 1/10,000 dollar. A decimal takes 15 digits of a double, hence the last term.
                    decimal half = (decimal)(0.5 * engine.Spread(seconds) * 10_000.0);
                    decimal skew = (decimal)(engine.SkewPerOrder(seconds) * 10_000.0);
                    decimal bound = (Math.Abs(inventory) + 1) / 8589934592m + 1e-14m * (half + Math.Abs(inventory) * skew);
                    Assert.InRange(offsets.BidOffset(inventory).ToDecimal() - (half + inventory * skew), -bound, bound);
                    Assert.InRange(offsets.AskOffset(inventory).ToDecimal() - (half - inventory * skew), -bound, bound);
                },
                iter: 20_000);

    [Fact]
    public void A_bid_when_long_is_the_mirror_of_an_ask_when_short() =>
        Gen.Int[-5_000, 5_000].Sample(inventory =>
        {
            var offsets = LinearOffsets.Of(AvellanedaStoikovEngineTests.Paper(0.1), 0.7, 100.0);
            Assert.Equal(offsets.BidOffset(inventory), offsets.AskOffset(-inventory));
        });

    [Fact]
    public void A_coefficient_beyond_the_range_is_an_error() =>
        Assert.Throws<OverflowException>(() => LinearOffsets.Of(AvellanedaStoikovEngineTests.Paper(1.0), 1.0, 1e12));
}
