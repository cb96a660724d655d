using System;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class MoneyTests
{
    [Fact]
    public void A_size_at_a_price_is_exact() =>
        Assert.Equal(4217.25m, Money.Of(Price.FromDecimal(42.1725m), new Quantity(100)).ToDecimal());

    [Fact]
    public void Half_a_tick_is_exact() =>
        Assert.Equal(0.00005m, Money.OfHalf(1, new Quantity(1)).ToDecimal());

    [Fact]
    public void An_amount_that_does_not_fit_is_an_error() =>
        Assert.Throws<OverflowException>(() => Money.Of(new Price(long.MaxValue / 2), new Quantity(3)));
}
