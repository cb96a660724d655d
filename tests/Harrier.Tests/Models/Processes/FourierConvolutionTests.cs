using CsCheck;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class FourierConvolutionTests
{
    [Fact]
    public void It_is_the_sum_of_products() =>
        Gen.Int[1, 70].SelectMany(length => Gen.Select(Gen.Double[-1.0, 1.0].Array[length], Gen.Double[-1.0, 1.0].Array[length], Gen.Double[-1.0, 1.0].Array[length]))
            .Sample((kernel, first, second) =>
            {
                double[] one = (double[])first.Clone();
                double[] two = (double[])second.Clone();
                new FourierConvolution(kernel).Convolve(one, two);
                for (int i = 0; i < kernel.Length; i++)
                {
                    double sumOne = 0.0;
                    double sumTwo = 0.0;
                    for (int k = 0; k <= i; k++)
                    {
                        sumOne += kernel[k] * first[i - k];
                        sumTwo += kernel[k] * second[i - k];
                    }

                    Assert.Equal(sumOne, one[i], 1e-13 * kernel.Length);
                    Assert.Equal(sumTwo, two[i], 1e-13 * kernel.Length);
                }
            });
}
