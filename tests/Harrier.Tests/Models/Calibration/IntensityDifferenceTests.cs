using System;
using Harrier.Models.Calibration;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class IntensityDifferenceTests
{
    private const double Cent = 0.01;

    [Fact]
    public void Variances_subtract()
    {
        // 5² - 3² = 4², 0.13² - 0.05² = 0.12².
        var difference = IntensityDifference.Of(Estimate(7, 3, 60, 0.05), Estimate(5, 5, 61, 0.13));
        Assert.Equal(2, difference.ArrivalsPerSecond, 1e-12);
        Assert.Equal(4, difference.ArrivalsError, 1e-12);
        Assert.Equal(-1, difference.DecayPerDollar, 1e-12);
        Assert.Equal(0.12, difference.DecayError, 1e-12);
    }

    [Fact]
    public void Where_fewer_orders_have_the_smaller_error_the_error_of_the_difference_is_not_known() =>
        Assert.Equal(double.NaN, IntensityDifference.Of(Estimate(7, 3, 60, 1), Estimate(7, 2, 60, 1)).ArrivalsError);

    [Fact]
    public void The_errors_are_those_of_many_markets_in_clusters_too()
    {
        // 300 markets of an hour with A = 0.5 and k = 60, half of the orders brought by another one: counted from 1 cent and from
        // 2.5. The mean of the differences is 0 within three of its errors, and their deviation what they say within 20 %: three
        // errors of a deviation from 300, 12 %, and what the means of errors are off for so few orders.
        const int Markets = 300;
        double sum = 0, square = 0, said = 0, kSum = 0, kSquare = 0, kSaid = 0;
        for (int market = 0; market < Markets; market++)
        {
            IntensityDifference one = Simulate(new Pcg64(17, (ulong)market));
            (sum, square, said) = (sum + one.ArrivalsPerSecond, square + (one.ArrivalsPerSecond * one.ArrivalsPerSecond), said + one.ArrivalsError);
            (kSum, kSquare, kSaid) = (kSum + one.DecayPerDollar, kSquare + (one.DecayPerDollar * one.DecayPerDollar), kSaid + one.DecayError);
        }

        double deviation = Math.Sqrt((square - (sum * sum / Markets)) / (Markets - 1));
        double kDeviation = Math.Sqrt((kSquare - (kSum * kSum / Markets)) / (Markets - 1));
        Assert.InRange(kSum / Markets, -3 * kDeviation / Math.Sqrt(Markets), 3 * kDeviation / Math.Sqrt(Markets));
        Assert.InRange(said / Markets / deviation, 0.8, 1.2);
        Assert.InRange(kSaid / Markets / kDeviation, 0.8, 1.2);
    }

    private static IntensityDifference Simulate(Pcg64 random)
    {
        const double touch = 0.01;
        const double second = 0.025;
        var all = new IntensityEstimator(Cent);
        var part = new IntensityEstimator(Cent);
        double next = random.NextExponential() / 0.25;
        for (double time = 0; time < 3_600; time += 1)
        {
            all.Pass(1, touch);
            part.Pass(1, second);
            for (; next < time + 1; next += random.NextExponential() / 0.25)
            {
                do
                {
                    double reach = random.NextExponential() / 60;
                    if (reach >= touch)
                    {
                        all.Add(Side.Buy, touch, reach - touch, 0);
                    }

                    if (reach >= second)
                    {
                        part.Add(Side.Buy, second, reach - second, 0);
                    }
                }
                while (random.NextBool());
            }
        }

        return IntensityDifference.Of(all.Estimate(Side.Buy), part.Estimate(Side.Buy));
    }

    private static IntensityEstimate Estimate(double arrivals, double arrivalsError, double decay, double decayError) => new(
        IntensityQuality.Good, arrivals, arrivalsError, decay, decayError, arrivalsError, decayError, 100, 100, 1, 0.01);
}
