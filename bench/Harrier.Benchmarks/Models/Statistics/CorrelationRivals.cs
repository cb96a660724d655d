using System;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Benchmarks.Models.Statistics;

/// <summary>What the correlation is measured against: what others offer for it, and what the processor can do at
/// most.</summary>
internal static class CorrelationRivals
{
    /// <summary>Floating-point operations in a step of <see cref="MultiplyAdds"/>.</summary>
    internal const int OperationsPerStep = 12 * 2 * 8;

    /// <summary>Five passes of TensorPrimitives over raw values: the fewest that it can be done in, and no digits left at
    /// an offset.</summary>
    internal static double FiveTensorPasses(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double count = x.Length;
        double sumX = TensorPrimitives.Sum(x);
        double sumY = TensorPrimitives.Sum(y);
        double squaresX = TensorPrimitives.SumOfSquares(x) - sumX * sumX / count;
        double squaresY = TensorPrimitives.SumOfSquares(y) - sumY * sumY / count;
        return (TensorPrimitives.Dot(x, y) - sumX * sumY / count) / Math.Sqrt(squaresX * squaresY);
    }

    /// <summary>TensorPrimitives as one would use them who minds offsets: centred first, then the cosine.</summary>
    internal static double CentredTensorPasses(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> scratchX, Span<double> scratchY)
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Sum(x) / x.Length, scratchX);
        TensorPrimitives.Subtract(y, TensorPrimitives.Sum(y) / y.Length, scratchY);
        return TensorPrimitives.CosineSimilarity(scratchX, scratchY);
    }

    /// <summary>Reads both series as the correlation does, and computes as little as keeps the loads: what the caches give
    /// at most.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static double Loads(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Quad> quadsX = MemoryMarshal.Cast<double, Quad>(x);
        ReadOnlySpan<Quad> quadsY = MemoryMarshal.Cast<double, Quad>(y);
        Vector512<double> a = default;
        Vector512<double> b = default;
        Vector512<double> c = default;
        Vector512<double> d = default;
        for (int at = 0; at < quadsX.Length; at++)
        {
            ref readonly Quad quadX = ref quadsX[at];
            ref readonly Quad quadY = ref quadsY[at];
            a ^= quadX.A ^ quadY.A;
            b ^= quadX.B ^ quadY.B;
            c ^= quadX.C ^ quadY.C;
            d ^= quadX.D ^ quadY.D;
        }

        return (a ^ b ^ c ^ d)[0];
    }

    /// <summary>Twelve chains of multiply-adds in registers: what the processor computes at most.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static double MultiplyAdds(int steps)
    {
        var factor = Vector512.Create(0.999999);
        var term = Vector512.Create(1e-9);
        Vector512<double> a = term, b = term, c = term, d = term, e = term, f = term;
        Vector512<double> g = term, h = term, i = term, j = term, k = term, l = term;
        for (int step = 0; step < steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private readonly record struct Quad(Vector512<double> A, Vector512<double> B, Vector512<double> C, Vector512<double> D);
}
