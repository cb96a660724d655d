using System;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Primitives;

public sealed class Pcg64Tests
{
    [Fact]
    public void The_published_check_numbers_come_out()
    {
        // pcg-cpp, test-high/expected/check-pcg64.out: pcg64(42, 54), first line of 64-bit numbers.
        var generator = new Pcg64(42, 54);
        ulong[] published =
        [
            0x86b1da1d72062b68, 0x1304aa46c9853d39, 0xa3670e9e0dd50358,
            0xf9090e529a7dae00, 0xc85b9fd837996f2c, 0x606121f8e3919196,
        ];
        foreach (ulong expected in published)
        {
            Assert.Equal(expected, generator.NextULong());
        }
    }

    [Fact]
    public void Streams_of_one_seed_differ() =>
        Assert.NotEqual(new Pcg64(1, 0).NextULong(), new Pcg64(1, 1).NextULong());

    [Fact]
    public void Every_number_below_a_bound_is_equally_likely()
    {
        const int Bound = 7;
        const int Draws = 70_000;
        var generator = new Pcg64(3);
        int[] counts = new int[Bound];
        for (int draw = 0; draw < Draws; draw++)
        {
            counts[generator.NextBelow(Bound)]++;
        }

        double chiSquare = 0.0;
        foreach (int count in counts)
        {
            double excess = count - Draws / (double)Bound;
            chiSquare += excess * excess / (Draws / (double)Bound);
        }

        // Upper 0.1 % point of chi-square with 6 degrees of freedom.
        Assert.True(chiSquare < 22.46, $"chi-square {chiSquare}");
    }

    [Fact]
    public void A_bound_above_half_the_range_has_no_bias()
    {
        // With bound 3/4 of 2^64, taking the remainder would give the lowest quarter twice as often as the rest.
        const ulong Bound = 3UL << 62;
        const int Draws = 30_000;
        var generator = new Pcg64(4);
        int lowest = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            ulong number = generator.NextBelow(Bound);
            Assert.True(number < Bound);
            lowest += number < 1UL << 62 ? 1 : 0;
        }

        // Binomial(30,000, 1/3): mean 10,000, standard deviation 81.6; four of them.
        Assert.InRange(lowest, 10_000 - 327, 10_000 + 327);
    }

    [Fact]
    public void Uniform_exponential_and_Gaussian_numbers_have_their_moments()
    {
        const int Draws = 200_000;
        var generator = new Pcg64(5);
        double uniform = 0.0, exponential = 0.0, exponentialSquare = 0.0, gaussian = 0.0, square = 0.0, fourth = 0.0;
        for (int draw = 0; draw < Draws; draw++)
        {
            double u = generator.NextDouble();
            Assert.InRange(u, 0.0, 1.0 - 1.0 / (1L << 53));
            uniform += u;
            double e = generator.NextExponential();
            exponential += e;
            exponentialSquare += e * e;
            double g = generator.NextGaussian();
            gaussian += g;
            square += g * g;
            fourth += g * g * g * g;
        }

        // Four standard errors: sd of u 1/√12, e 1, e² √20, g 1, g² √2, g⁴ √96, each over √200,000 = 447.2.
        Assert.InRange(uniform / Draws, 0.5 - 0.00258, 0.5 + 0.00258);
        Assert.InRange(exponential / Draws, 1.0 - 0.00894, 1.0 + 0.00894);
        Assert.InRange(exponentialSquare / Draws, 2.0 - 0.0400, 2.0 + 0.0400);
        Assert.InRange(gaussian / Draws, -0.00894, 0.00894);
        Assert.InRange(square / Draws, 1.0 - 0.01265, 1.0 + 0.01265);
        Assert.InRange(fourth / Draws, 3.0 - 0.0876, 3.0 + 0.0876);
    }

    [Fact]
    public void A_bound_of_zero_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Pcg64(1).NextBelow(0));
}
