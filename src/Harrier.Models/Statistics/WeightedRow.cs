using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>One row of a·S + b·r·rᵀ. The product of two changes is taken first, so that the matrix is symmetric to the
/// bit; nothing depends on the width.</summary>
internal static class WeightedRow
{
    /// <summary>target[j] = sums[j] · sumsWeight + own · changes[j] · changesWeight. Target may be sums.</summary>
    internal static void Write(
        ReadOnlySpan<double> sums, double sumsWeight, double own, ReadOnlySpan<double> changes, double changesWeight, Span<double> target)
    {
        switch (VectorWidths.Widest)
        {
            case VectorWidth.Bits512:
                Write<Width512, Vector512<double>>(sums, sumsWeight, own, changes, changesWeight, target);
                break;
            case VectorWidth.Bits256:
                Write<Width256, Vector256<double>>(sums, sumsWeight, own, changes, changesWeight, target);
                break;
            case VectorWidth.Bits128:
                Write<Width128, Vector128<double>>(sums, sumsWeight, own, changes, changesWeight, target);
                break;
            default:
                Write<ScalarWidth, double>(sums, sumsWeight, own, changes, changesWeight, target);
                break;
        }
    }

    internal static void Write<TWidth, TVector>(
        ReadOnlySpan<double> sums, double sumsWeight, double own, ReadOnlySpan<double> changes, double changesWeight, Span<double> target)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        int whole = sums.Length - sums.Length % TWidth.Lanes;
        ReadOnlySpan<TVector> sumVectors = MemoryMarshal.Cast<double, TVector>(sums[..whole]);
        ReadOnlySpan<TVector> changeVectors = MemoryMarshal.Cast<double, TVector>(changes[..whole]);
        Span<TVector> targetVectors = MemoryMarshal.Cast<double, TVector>(target[..whole]);
        TVector ownVector = TWidth.Create(own);
        TVector sumsWeightVector = TWidth.Create(sumsWeight);
        TVector changesWeightVector = TWidth.Create(changesWeight);
        for (int at = 0; at < sumVectors.Length; at++)
        {
            TVector product = TWidth.Multiply(TWidth.Multiply(ownVector, changeVectors[at]), changesWeightVector);
            targetVectors[at] = TWidth.MultiplyAdd(sumVectors[at], sumsWeightVector, product);
        }

        for (int at = whole; at < sums.Length; at++)
        {
            target[at] = double.MultiplyAddEstimate(sums[at], sumsWeight, own * changes[at] * changesWeight);
        }
    }
}
