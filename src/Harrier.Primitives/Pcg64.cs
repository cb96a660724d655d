using System;
using System.Numerics;

namespace Harrier.Primitives;

/// <summary>A seeded generator of random numbers, PCG XSL RR 128/64: the same seed and stream give the same numbers, bit
/// for bit, on any machine. For simulation, never for secrets.</summary>
/// <remarks>
/// O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number Generation",
/// Harvey Mudd College HMC-CS-2014-0905 (2014), section 6.3.1. Period 2^128; streams with different numbers do not meet.
/// A class, because a copied generator would give the same numbers twice unseen. Not for several threads at once;
/// nothing is allocated after construction.
/// </remarks>
public sealed class Pcg64
{
    private static readonly UInt128 Multiplier = new(0x2360ED051FC65DA4UL, 0x4385DF649FCCF645UL);

    private readonly UInt128 _increment;
    private UInt128 _state;
    private double _spareGaussian;
    private bool _hasSpareGaussian;

    /// <summary>Starts a stream of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The number of the stream; one for each independent use of a seed.</param>
    public Pcg64(ulong seed, ulong stream = 0)
    {
        unchecked
        {
            _increment = ((UInt128)stream << 1) | UInt128.One;
            _state = (_increment + seed) * Multiplier + _increment;
        }
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number, all equally likely.</returns>
    public ulong NextULong()
    {
        unchecked
        {
            _state = _state * Multiplier + _increment;
            ulong high = (ulong)(_state >> 64);
            return BitOperations.RotateRight(high ^ (ulong)_state, (int)(high >> 58));
        }
    }

    /// <summary>A whole number below a bound, without bias.</summary>
    /// <param name="bound">Above zero.</param>
    /// <returns>From 0 to bound - 1, all equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is zero.</exception>
    public ulong NextBelow(ulong bound)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bound);

        // Lemire, "Fast Random Integer Generation in an Interval" (ACM TOMACS 29(1), 2019): the high half of a product,
        // and the first 2^64 mod bound low halves are thrown away.
        ulong high = Math.BigMul(NextULong(), bound, out ulong low);
        if (low < bound)
        {
            ulong threshold = unchecked(0UL - bound) % bound;
            while (low < threshold)
            {
                high = Math.BigMul(NextULong(), bound, out low);
            }
        }

        return high;
    }

    /// <summary>A whole number below a bound, without bias.</summary>
    /// <param name="bound">Above zero.</param>
    /// <returns>From 0 to bound - 1, all equally likely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The bound is zero or below.</exception>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)NextBelow((ulong)bound);
    }

    /// <summary>A uniform number, a multiple of 2^-53.</summary>
    /// <returns>At least 0 and below 1.</returns>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1L << 53));

    /// <summary>A coin.</summary>
    /// <returns>True or false, equally likely.</returns>
    public bool NextBool() => (NextULong() & (1UL << 63)) != 0;

    /// <summary>An exponential number with mean 1: the waiting time of a Poisson process of rate 1.</summary>
    /// <returns>From 0 to 36.74.</returns>
    public double NextExponential() => -PortableMath.Ln(1.0 - NextDouble());

    /// <summary>A Gaussian number with mean 0 and variance 1.</summary>
    /// <returns>The number.</returns>
    public double NextGaussian()
    {
        if (_hasSpareGaussian)
        {
            _hasSpareGaussian = false;
            return _spareGaussian;
        }

        // Marsaglia and Bray's polar method: no sine, whose last bit would be the C library's.
        double x;
        double y;
        double square;
        do
        {
            x = 2.0 * NextDouble() - 1.0;
            y = 2.0 * NextDouble() - 1.0;
            square = x * x + y * y;
        }
        while (square is >= 1.0 or 0.0);

        double scale = Math.Sqrt(-2.0 * PortableMath.Ln(square) / square);
        _spareGaussian = y * scale;
        _hasSpareGaussian = true;
        return x * scale;
    }
}
