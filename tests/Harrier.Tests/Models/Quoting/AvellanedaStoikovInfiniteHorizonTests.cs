using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Quoting;

public sealed class AvellanedaStoikovInfiniteHorizonTests
{
    // γ = 0.1, σ = 2, k = 1.5, q_max = 5, s = 100; from an independent program. It also gives a bid of -260 at q = 5, which is
    // the logarithm of a rounding error: 1 - 11/11.
    [Theory]
    [InlineData(-5, 105.978370008)]
    [InlineData(-1, 100.28170877)]
    [InlineData(0, 99.7182912303)]
    [InlineData(1, 99.1038784131)]
    public void The_reservation_bids_of_another_program(int inventory, double bid)
    {
        Assert.Equal(bid, Paper(2.0).ReservationBid(100.0, inventory), 5e-10);
        Assert.Equal(200.0 - bid, Paper(2.0).ReservationAsk(100.0, -inventory), 5e-10);
    }

    // The same program's asks follow the formula as printed, exp(γ(r_a - s)) = 1 + (1 - 2q)/R; ours exp(-γ(r_a - s)) =
    // 1 - (1 - 2q)/R: the two add to 2.
    [Theory]
    [InlineData(-1, 100.822380982)]
    [InlineData(0, 100.273989742)]
    [InlineData(1, 99.7101246313)]
    [InlineData(5, 82.9525190776)]
    public void The_reservation_asks_are_the_printed_ones_with_the_sign_put_right(int inventory, double printed)
    {
        double ours = Paper(2.0).ReservationAsk(100.0, inventory);
        Assert.Equal(2.0, Math.Exp(0.1 * (printed - 100.0)) + Math.Exp(-0.1 * (ours - 100.0)), 1e-10);

        // One is indifferent to selling an order: -exp(-γ(x + qs)) / (2ω/γ²σ² - q²) is the same at (x + r_a, q - 1).
        double Utility(double cash, int held) => -Math.Exp(-0.1 * (cash + held * 100.0 - inventory * 100.0)) / (36.0 - held * held);
        Assert.Equal(1.0, Utility(ours, inventory - 1) / Utility(0.0, inventory), 1e-10);
    }

    [Fact]
    public void Quotes_stand_outside_of_the_reservation_prices_by_equation_18()
    {
        var quotes = ModelQuotes.Of(Paper(2.0), 5, double.PositiveInfinity);
        double outside = Math.Log(1.0 + 0.1 / 1.5) / 0.1;
        Assert.Equal(0.2817087697 + outside, quotes.Bid(0), 1e-9);
        Assert.Equal(-5.978370008 + outside, quotes.Ask(5), 1e-9);
        Assert.Equal(double.PositiveInfinity, quotes.Bid(5));
        Assert.Equal(double.PositiveInfinity, quotes.Ask(-5));
    }

    [Fact]
    public void The_papers_discount_takes_the_volatility_out()
    {
        // ω = γ²σ²(q_max + 1)²/2 has the same σ² as what it is compared with.
        Assert.Equal(ModelQuotes.Of(Paper(2.0), 4, 1.0).Bid(2), ModelQuotes.Of(Paper(0.01), 4, 1.0).Bid(2));
    }

    [Fact]
    public void Beyond_the_largest_inventory_there_is_no_logarithm()
    {
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(() => Paper(2.0).ReservationBid(100.0, 5));
        Assert.Contains("from -5 to 4", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Paper(2.0).ReservationAsk(100.0, -5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelQuotes.Of(Paper(2.0), 6, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AvellanedaStoikovInfiniteHorizon(
            new AvellanedaStoikovParameters { RiskAversion = 0.1, Volatility = 2.0, Decay = 1.5 }, 0));
    }

    private static AvellanedaStoikovInfiniteHorizon Paper(double volatility) =>
        new(new AvellanedaStoikovParameters { RiskAversion = 0.1, Volatility = volatility, Decay = 1.5 }, 5);
}
