using System;

namespace Harrier.Models.Calibration;

/// <summary>The two-scale estimate of an integrated variance. All are NaN where there was too little to estimate from, or
/// a level was not finite.</summary>
/// <param name="Unadjusted">The mean over the sparse grids less n̄/n times the sum over all returns; below 0 where noise
/// is all there is.</param>
/// <param name="Adjusted">The same over 1 - n̄/n, the small-sample factor of the authors.</param>
/// <param name="Unbiased">The same with the factor nK/((n - K + 1)(K - 1)), which is exact for a constant volatility and
/// independent noise.</param>
/// <param name="NoiseVariance">The variance of the noise on one level: the sum over all returns over 2n. It has the true
/// variance of a return over two in it, which is nothing where noise dominates.</param>
public readonly record struct TwoScaleVariance(double Unadjusted, double Adjusted, double Unbiased, double NoiseVariance)
{
    /// <summary>Gets a value indicating whether the estimate was below 0, where a variance cannot be.</summary>
    public bool IsClamped => Adjusted < 0.0;

    /// <summary>Gets the adjusted estimate, not below 0.</summary>
    public double Variance => Math.Max(0.0, Adjusted);
}
