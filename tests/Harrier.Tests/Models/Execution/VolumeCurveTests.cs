using System;
using CsCheck;
using Harrier.Models.Execution;
using Xunit;

namespace Harrier.Tests.Models.Execution;

public sealed class VolumeCurveTests
{
    [Fact]
    public void The_volume_is_even_within_a_part()
    {
        var curve = new VolumeCurve([3, 1]);
        Assert.Equal([0.0, 0.375, 0.75, 0.875, 1.0], [curve.At(0), curve.At(0.25), curve.At(0.5), curve.At(0.75), curve.At(1)]);
    }

    [Fact]
    public void A_window_begins_anew()
    {
        // From a quarter to three quarters: 1.5 of 4, then 0.5: three quarters and one quarter of it.
        double[] cumulative = new double[2];
        new VolumeCurve([3, 1]).Window(0.25, 0.75, cumulative);
        Assert.Equal([0.75, 1.0], cumulative);
    }

    [Fact]
    public void A_window_without_volume_is_refused() =>
        Assert.Throws<ArgumentException>(() => new VolumeCurve([1, 0, 0]).Window(0.5, 1.0, new double[2]));

    [Fact]
    public void Whatever_is_given_for_weights_is_refused_or_makes_a_curve() =>
        Gen.Select(Gen.OneOf(Gen.Double, Gen.Double[0, 10], Gen.Const(0.0), Gen.Const(double.NaN)).Array[0, 6], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((weights, first, second) =>
        {
            VolumeCurve curve;
            try
            {
                curve = new VolumeCurve(weights);
            }
            catch (ArgumentException)
            {
                return;
            }

            double from = curve.At(Math.Min(first, second));
            double to = curve.At(Math.Max(first, second));
            Assert.True(from is >= 0.0 and <= 1.0 && to <= 1.0 && to >= from - 1e-15);
            Assert.Equal((0.0, 1.0), (curve.At(0), curve.At(1)));
        });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_time_outside_of_the_day_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new VolumeCurve([1]).At(share));
}
