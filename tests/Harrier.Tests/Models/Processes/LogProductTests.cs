using System;
using CsCheck;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class LogProductTests
{
    [Fact]
    public void The_logarithm_of_the_product_is_the_sum_of_the_logarithms() => Gen.Double[-600.0, 600.0].Array[0, 300].Sample(logarithms =>
    {
        var product = new LogProduct();
        double sum = 0.0;
        double size = 1.0;
        foreach (double logarithm in logarithms)
        {
            product.Multiply(Math.Exp(logarithm));
            sum += logarithm;
            size += Math.Abs(logarithm);
        }

        Assert.Equal(sum, product.Value, 1e-13 * size);
    });

    [Fact]
    public void A_factor_of_0_one_below_and_one_that_is_no_number_are_not_hidden()
    {
        Assert.Equal(double.NegativeInfinity, Of(2.0, 0.0, 3.0));
        Assert.Equal(double.PositiveInfinity, Of(2.0, double.PositiveInfinity));
        Assert.True(double.IsNaN(Of(2.0, -1.0, -1.0)));
        Assert.True(double.IsNaN(Of(double.NaN, 2.0)));
        Assert.Equal(0.0, new LogProduct().Value);
    }

    private static double Of(params double[] factors)
    {
        var product = new LogProduct();
        foreach (double factor in factors)
        {
            product.Multiply(factor);
        }

        return product.Value;
    }
}
