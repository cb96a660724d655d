using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>A row of <see cref="TwoFold"/> numbers, whose values and rests lie apart.</summary>
internal static class TwoFoldRow
{
    /// <summary>Adds own · changes[j] to number j.</summary>
    internal static void AddProducts(Span<double> values, Span<double> rests, double own, ReadOnlySpan<double> changes)
    {
        int done = VectorWidths.Widest switch
        {
            VectorWidth.Bits512 => AddProducts<Width512, Vector512<double>>(values, rests, own, changes),
            VectorWidth.Bits256 => AddProducts<Width256, Vector256<double>>(values, rests, own, changes),
            VectorWidth.Bits128 => AddProducts<Width128, Vector128<double>>(values, rests, own, changes),
            _ => 0,
        };
        AddProducts<ScalarWidth, double>(values[done..], rests[done..], own, changes[done..]);
    }

    // The additions of TwoFold. Gives how many numbers were whole vectors.
    internal static int AddProducts<TWidth, TVector>(
        Span<double> values, Span<double> rests, double own, ReadOnlySpan<double> changes)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        Span<TVector> valueVectors = MemoryMarshal.Cast<double, TVector>(values);
        Span<TVector> restVectors = MemoryMarshal.Cast<double, TVector>(rests);
        ReadOnlySpan<TVector> changeVectors = MemoryMarshal.Cast<double, TVector>(changes);
        TVector ownVector = TWidth.Create(own);
        TVector minus = TWidth.Create(-own);
        for (int at = 0; at < valueVectors.Length; at++)
        {
            TVector change = changeVectors[at];
            TVector product = TWidth.Multiply(ownVector, change);

            // -(own · change - product), rounded once: what the product leaves over, with the sign turned.
            TVector excess = TWidth.MultiplyAddExact(minus, change, product);
            TVector sum = TWidth.Add(valueVectors[at], product);
            TVector rest = SumRest<TWidth, TVector>(valueVectors[at], product, sum);
            rest = TWidth.Add(TWidth.Subtract(rest, excess), restVectors[at]);
            TVector value = TWidth.Add(sum, rest);
            restVectors[at] = SumRest<TWidth, TVector>(sum, rest, value);
            valueVectors[at] = value;
        }

        return valueVectors.Length * TWidth.Lanes;
    }

    private static TVector SumRest<TWidth, TVector>(TVector left, TVector right, TVector sum)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        TVector part = TWidth.Subtract(sum, left);
        return TWidth.Add(TWidth.Subtract(left, TWidth.Subtract(sum, part)), TWidth.Subtract(right, part));
    }
}
