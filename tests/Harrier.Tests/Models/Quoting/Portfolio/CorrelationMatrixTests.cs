using System;
using CsCheck;
using Harrier.Models.Quoting.Portfolio;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class CorrelationMatrixTests
{
    [Theory]
    [InlineData(2, -1.0)]
    [InlineData(3, -0.5)]
    [InlineData(5, -0.25)]
    [InlineData(512, 1.0)]
    public void All_pairs_can_have_one_correlation_down_to_minus_one_over_n_less_one(int assets, double correlation)
    {
        var correlations = CorrelationMatrix.Uniform(assets, correlation);
        Assert.Equal(1.0, correlations[assets - 1, assets - 1]);
        Assert.Equal(correlation, correlations[0, assets - 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelationMatrix.Uniform(assets, correlation < 0 ? correlation - 1e-9 : 1 + 1e-9));
    }

    [Fact]
    public void Correlations_that_no_prices_can_have_are_refused_with_their_eigenvalue()
    {
        // Each of three moves against both others: the eigenvalues of 1 with r beside it are 1 + 2r and 1 - r twice, so
        // -0.8 for r = -0.9. Blended with the unit matrix by x: (1 - x)(-0.8) + x = 0 at x = 0.8 / 1.8 = 0.444444.
        ArgumentException fault = Assert.Throws<ArgumentException>(() => CorrelationMatrix.Of(3, [1, -0.9, -0.9, -0.9, 1, -0.9, -0.9, -0.9, 1]));
        Assert.Contains("smallest eigenvalue is -0.8 and must be 0 or more", fault.Message, StringComparison.Ordinal);
        Assert.Contains("taking 0.444444 of each away", fault.Message, StringComparison.Ordinal);
        const double Kept = 1 - 0.4444445;
        _ = CorrelationMatrix.Of(3, [1, -0.9 * Kept, -0.9 * Kept, -0.9 * Kept, 1, -0.9 * Kept, -0.9 * Kept, -0.9 * Kept, 1]);
    }

    [Theory]
    [InlineData(double.NaN, 0.5, 1.0, "row 1, column 2 is NaN; it must be a number from -1 to 1")]
    [InlineData(1.5, 1.5, 1.0, "row 1, column 2 is 1.5; it must be a number from -1 to 1")]
    [InlineData(double.NegativeInfinity, 0.5, 1.0, "must be a number from -1 to 1")]
    [InlineData(0.5, 0.4, 1.0, "row 1, column 2 is 0.5, but that of row 2, column 1 is 0.4")]
    [InlineData(0.5, 0.5, 0.9, "row 2, column 2 is 0.9; it must be 1")]
    public void An_element_out_of_its_range_is_named(double above, double below, double diagonal, string sentence)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => CorrelationMatrix.Of(2, [1, above, below, diagonal]));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_or_too_few_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelationMatrix.Uniform(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CorrelationMatrix.Uniform(CorrelationMatrix.AssetsMax + 1, 0));
        Assert.Throws<ArgumentException>(() => CorrelationMatrix.Of(2, [1, 0, 1]));
    }

    [Fact]
    public void Hostile_numbers_are_refused_with_a_sentence_or_can_be()
    {
        var any = Gen.OneOf(Gen.Double, Gen.Double[-1, 1], Gen.Const(double.NaN), Gen.Const(double.Epsilon), Gen.Const(1.0), Gen.Const(-1.0));
        Gen.Select(any, any, any).Sample((a, b, c) =>
        {
            // Positive semidefinite by Sylvester's criterion for three: the determinant, once all are within ±1.
            double determinant = 1 + (2 * a * b * c) - (a * a) - (b * b) - (c * c);
            bool isPossible = Math.Abs(a) <= 1 && Math.Abs(b) <= 1 && Math.Abs(c) <= 1 && determinant >= 0;
            try
            {
                _ = CorrelationMatrix.Of(3, [1, a, b, a, 1, c, b, c, 1]);
                Assert.True(isPossible || determinant > -1e-9, $"{a}, {b}, {c}");
            }
            catch (ArgumentException)
            {
                Assert.False(isPossible, $"{a}, {b}, {c}");
            }
        });
    }
}
