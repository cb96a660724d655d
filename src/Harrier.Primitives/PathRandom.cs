using System;

namespace Harrier.Primitives;

/// <summary>The random numbers of simulated paths: a function of seed, path, step and place in the step alone, so that a
/// path does not depend on which thread made it, nor on what was made before.</summary>
/// <remarks>
/// <see cref="Philox4x32"/> with the seed as key; the counter is, from its lowest word, the block in the step, the step
/// and the path in two words. One object serves one thread for all of its paths; a class, because a copied generator would
/// give the same numbers twice unseen. Nothing is allocated after construction. Every number takes a fixed amount of the
/// sequence: none is thrown away.
/// </remarks>
public sealed class PathRandom
{
    // A multiple of 2^-52 and half of it: symmetric around 1/2, and neither 0 nor 1.
    private const double OpenUnit = 1.0 / (1L << 52);

    private readonly ulong _seed;
    private ulong _path;
    private uint _step;
    private uint _block;
    private ulong _second;
    private bool _hasSecond;

    /// <summary>Starts at path 0, step 0.</summary>
    /// <param name="seed">The seed.</param>
    public PathRandom(ulong seed) => _seed = seed;

    /// <summary>Goes to the first number of a step of a path.</summary>
    /// <param name="path">The path; those of different uses of one seed must differ.</param>
    /// <param name="step">The step.</param>
    public void Start(ulong path, uint step = 0)
    {
        _path = path;
        _step = step;
        _block = 0;
        _hasSecond = false;
    }

    /// <summary>64 random bits.</summary>
    /// <returns>Any number, all equally likely.</returns>
    /// <exception cref="OverflowException">2^33 numbers of this step were taken already.</exception>
    public ulong NextULong()
    {
        if (_hasSecond)
        {
            _hasSecond = false;
            return _second;
        }

        Philox4x32.Block(((ulong)_step << 32) | _block, _path, _seed, out ulong first, out _second);
        _block++;
        _hasSecond = true;
        return first;
    }

    /// <summary>A uniform number, a multiple of 2^-53.</summary>
    /// <returns>At least 0 and below 1.</returns>
    public double NextDouble() => (NextULong() >> 11) * (1.0 / (1L << 53));

    /// <summary>A uniform number that is neither 0 nor 1: an odd multiple of 2^-53, and 1 less it is as likely.</summary>
    /// <returns>Above 0 and below 1.</returns>
    public double NextOpenDouble() => ((NextULong() >> 12) + 0.5) * OpenUnit;

    /// <summary>An exponential number with mean 1: the waiting time of a Poisson process of rate 1.</summary>
    /// <returns>Above 0, at most 36.74.</returns>
    public double NextExponential() => -PortableMath.Ln(NextOpenDouble());

    /// <summary>A Gaussian number with mean 0 and variance 1, by the inverse of its distribution: one number of the
    /// sequence each, which pairs of paths need that share their noise.</summary>
    /// <returns>From -8.21 to 8.21.</returns>
    public double NextGaussian() => NormalDistribution.Quantile(NextOpenDouble());
}
