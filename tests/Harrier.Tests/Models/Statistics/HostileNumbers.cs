using System;
using CsCheck;
using Xunit;

namespace Harrier.Tests.Models.Statistics;

/// <summary>Arrays of numbers that break naive sums: no numbers, the ends of the range, denormals, equal ones.</summary>
internal static class HostileNumbers
{
    private static readonly double[] Awkward =
    [
        0.0, -0.0, 1.0, -1.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue,
        double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 1e154, -1e154, 1e-162, 1e8, 1e8 + 1.0, 1e16, Math.PI,
        Math.BitIncrement(1.0), Math.BitIncrement(1e8),
    ];

    /// <summary>Often awkward, often not finite, sometimes plain.</summary>
    internal static Gen<double> Any { get; } =
        Gen.Frequency((3, Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index])), (3, Gen.Double[-1.0, 1.0]), (1, Gen.Double));

    /// <summary>Finite, of any size.</summary>
    internal static Gen<double> Finite { get; } = Any.Where(double.IsFinite);

    /// <summary>NaN where a series has a value that is not finite or never moves, else the exact correlation.</summary>
    internal static void AssertSound(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double correlation, double bound)
    {
        double expected = AreFinite(x) && AreFinite(y) ? ExactStatistics.Correlation(x, y) : double.NaN;
        if (double.IsNaN(expected))
        {
            Assert.True(double.IsNaN(correlation), $"{correlation} where there is no correlation");
            return;
        }

        Assert.InRange(correlation, -1.0, 1.0);
        Assert.Equal(expected, correlation, bound);
    }

    private static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
