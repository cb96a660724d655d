using System;
using CsCheck;
using Harrier.Models.Calibration;
using Xunit;

namespace Harrier.Tests.Models.Calibration;

public sealed class RangeVarianceTests
{
    // The ten bars and all values from an independent program.
    private static readonly PriceBar[] Bars =
    [
        new(100.0, 101.8, 99.4, 101.3),
        new(101.2, 101.9, 100.2, 100.8),
        new(100.7, 102.6, 100.1, 102.0),
        new(102.1, 102.9, 101.3, 101.7),
        new(101.9, 103.4, 101.2, 103.1),
        new(103.0, 103.8, 101.8, 102.0),
        new(102.2, 102.9, 101.0, 101.4),
        new(101.5, 103.1, 101.1, 102.9),
        new(102.8, 104.0, 102.3, 103.7),
        new(103.6, 104.4, 102.9, 103.2),
    ];

    [Fact]
    public void All_estimators_give_the_independent_programs_values()
    {
        Assert.Equal(9.63264658926312e-05, RangeVariance.CloseToClose(Bars), 1e-18);
        Assert.Equal(0.000135597180274713, RangeVariance.Parkinson(Bars), 1e-18);
        Assert.Equal(0.000151940298726417, RangeVariance.GarmanKlass(Bars), 1e-18);
        Assert.Equal(0.000151856572773689, RangeVariance.GarmanKlassSimple(Bars), 1e-18);
        Assert.Equal(0.000146490709342164, RangeVariance.RogersSatchell(Bars), 1e-18);
        Assert.Equal(0.000135752479498696, RangeVariance.YangZhang(Bars), 1e-18);
    }

    [Fact]
    public void Too_few_bars_or_one_that_cannot_be_give_no_number()
    {
        Assert.Equal(double.NaN, RangeVariance.Parkinson([]));
        Assert.Equal(double.NaN, RangeVariance.YangZhang(Bars.AsSpan(0, 2)));
        Assert.Equal(double.NaN, RangeVariance.CloseToClose(Bars.AsSpan(0, 2)));
        Assert.Equal(double.NaN, RangeVariance.GarmanKlass([new PriceBar(100, 99, 98, 98.5)]));
        Assert.Equal(double.NaN, RangeVariance.RogersSatchell([new PriceBar(0, 1, 0, 1)]));
    }

    [Fact]
    public void Hostile_bars_give_a_number_or_none()
    {
        var any = Gen.OneOf(Gen.Double[0.5, 2], Gen.Double, Gen.OneOf<double>([double.NaN, double.PositiveInfinity, 0, -1]));
        Gen.Select(any, any, any, any, (open, high, low, close) => new PriceBar(open, high, low, close)).Array[0, 6].Sample(bars =>
        {
            bool areSound = bars.Length > 2 && Array.TrueForAll(bars, bar => bar.IsSound);
            Assert.Equal(areSound, double.IsFinite(RangeVariance.YangZhang(bars)));
            Assert.Equal(areSound, double.IsFinite(RangeVariance.CloseToClose(bars)));
            Assert.Equal(Array.TrueForAll(bars, bar => bar.IsSound) && bars.Length > 0, double.IsFinite(RangeVariance.GarmanKlass(bars)));
        });
    }
}
