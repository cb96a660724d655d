using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>The sums over n pairs of x, y, x², y² and xy, each value taken as its distance below an origin.</summary>
/// <remarks>Element i is added to sum i mod 32 of each kind, the 32 are added in one order, whatever the width of the
/// vectors: so the widths agree to the bit, and no chain of additions is longer than n/32. Of every 4,096 elements the 32
/// are added to totals, which bounds the rounding errors of long series.</remarks>
internal readonly record struct PairSums(double Count, double X, double Y, double XX, double YY, double XY)
{
    /// <summary>The sums of each kind.</summary>
    internal const int Lanes = 32;

    /// <summary>All sums: those of x, then of y, x², y² and xy.</summary>
    internal const int LaneCount = 5 * Lanes;

    private const int Block = 128 * Lanes;

    // Squares within these are exact to a rounding, however many there are.
    private const double SmallestSquare = 1e-200;
    private const double LargestSquare = 1e200;

    // The sum of squares about the origin may be this many times that about the mean: four bits of the result.
    private const double LargestCancellation = 16.0;

    /// <summary>Gets whether nothing overflowed or vanished, both series have variance, and the origin was near enough to
    /// the means.</summary>
    internal bool AreSound =>
        XX >= SmallestSquare && XX <= LargestSquare && YY >= SmallestSquare && YY <= LargestSquare
        && LargestCancellation * CentredXX >= Count * XX && LargestCancellation * CentredYY >= Count * YY;

    /// <summary>Gets the correlation, where the sums are sound.</summary>
    internal double Correlation =>
        Math.Clamp((Count * XY - X * Y) / (Math.Sqrt(CentredXX) * Math.Sqrt(CentredYY)), -1.0, 1.0);

    // About the mean, times n.
    private double CentredXX => Count * XX - X * X;

    private double CentredYY => Count * YY - Y * Y;

    /// <summary>Adds up the lanes.</summary>
    internal static PairSums Of(ReadOnlySpan<double> lanes, int count) => new(
        count,
        Total(lanes[..Lanes]),
        Total(lanes.Slice(Lanes, Lanes)),
        Total(lanes.Slice(2 * Lanes, Lanes)),
        Total(lanes.Slice(3 * Lanes, Lanes)),
        Total(lanes.Slice(4 * Lanes, Lanes)));

    /// <summary>Adds pairs to the lanes. The first goes to lane 0, so that all calls but the last must bring a multiple of
    /// 32.</summary>
    internal static void Add<TWidth, TVector>(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY, Span<double> lanes)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        while (x.Length >= Lanes)
        {
            int count = Math.Min(x.Length - x.Length % Lanes, Block);
            AddWhole<TWidth, TVector>(x[..count], y[..count], originX, originY, lanes);
            x = x[count..];
            y = y[count..];
        }

        if (x.Length > 0)
        {
            // The last few, filled up with the origins, whose distance is zero.
            Span<double> lastX = stackalloc double[Lanes];
            Span<double> lastY = stackalloc double[Lanes];
            lastX.Fill(originX);
            lastY.Fill(originY);
            x.CopyTo(lastX);
            y.CopyTo(lastY);
            AddWhole<TWidth, TVector>(lastX, lastY, originX, originY, lanes);
        }
    }

    private static void AddWhole<TWidth, TVector>(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY, Span<double> lanes)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        if (4 * TWidth.Lanes == Lanes)
        {
            AddQuads<TWidth, TVector>(x, y, originX, originY, lanes);
            return;
        }

        int passes = Lanes / (2 * TWidth.Lanes);
        for (int pass = 0; pass < passes; pass++)
        {
            AddPairs<TWidth, TVector>(x, y, originX, originY, lanes, pass, passes);
        }
    }

    // All 32 lanes at once: 20 vectors of sums, which only AVX-512 with its 32 registers can hold. The distance is origin
    // less value, so that the value can be an operand in memory; its sign drops out of the products.
    private static void AddQuads<TWidth, TVector>(
        ReadOnlySpan<double> seriesX, ReadOnlySpan<double> seriesY, double originX, double originY, Span<double> lanes)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        ReadOnlySpan<Quad<TVector>> quadsX = MemoryMarshal.Cast<double, Quad<TVector>>(seriesX);
        ReadOnlySpan<Quad<TVector>> quadsY = MemoryMarshal.Cast<double, Quad<TVector>>(seriesY);
        TVector fromX = TWidth.Create(originX);
        TVector fromY = TWidth.Create(originY);
        TVector xA = TWidth.Create(0.0);
        TVector xB = TWidth.Create(0.0);
        TVector xC = TWidth.Create(0.0);
        TVector xD = TWidth.Create(0.0);
        TVector yA = TWidth.Create(0.0);
        TVector yB = TWidth.Create(0.0);
        TVector yC = TWidth.Create(0.0);
        TVector yD = TWidth.Create(0.0);
        TVector xxA = TWidth.Create(0.0);
        TVector xxB = TWidth.Create(0.0);
        TVector xxC = TWidth.Create(0.0);
        TVector xxD = TWidth.Create(0.0);
        TVector yyA = TWidth.Create(0.0);
        TVector yyB = TWidth.Create(0.0);
        TVector yyC = TWidth.Create(0.0);
        TVector yyD = TWidth.Create(0.0);
        TVector xyA = TWidth.Create(0.0);
        TVector xyB = TWidth.Create(0.0);
        TVector xyC = TWidth.Create(0.0);
        TVector xyD = TWidth.Create(0.0);
        for (int at = 0; at < quadsX.Length; at++)
        {
            ref readonly Quad<TVector> quadX = ref quadsX[at];
            ref readonly Quad<TVector> quadY = ref quadsY[at];
            TVector x = TWidth.Subtract(fromX, quadX.A);
            TVector y = TWidth.Subtract(fromY, quadY.A);
            xA = TWidth.Add(xA, x);
            yA = TWidth.Add(yA, y);
            xxA = TWidth.MultiplyAdd(x, x, xxA);
            yyA = TWidth.MultiplyAdd(y, y, yyA);
            xyA = TWidth.MultiplyAdd(x, y, xyA);
            x = TWidth.Subtract(fromX, quadX.B);
            y = TWidth.Subtract(fromY, quadY.B);
            xB = TWidth.Add(xB, x);
            yB = TWidth.Add(yB, y);
            xxB = TWidth.MultiplyAdd(x, x, xxB);
            yyB = TWidth.MultiplyAdd(y, y, yyB);
            xyB = TWidth.MultiplyAdd(x, y, xyB);
            x = TWidth.Subtract(fromX, quadX.C);
            y = TWidth.Subtract(fromY, quadY.C);
            xC = TWidth.Add(xC, x);
            yC = TWidth.Add(yC, y);
            xxC = TWidth.MultiplyAdd(x, x, xxC);
            yyC = TWidth.MultiplyAdd(y, y, yyC);
            xyC = TWidth.MultiplyAdd(x, y, xyC);
            x = TWidth.Subtract(fromX, quadX.D);
            y = TWidth.Subtract(fromY, quadY.D);
            xD = TWidth.Add(xD, x);
            yD = TWidth.Add(yD, y);
            xxD = TWidth.MultiplyAdd(x, x, xxD);
            yyD = TWidth.MultiplyAdd(y, y, yyD);
            xyD = TWidth.MultiplyAdd(x, y, xyD);
        }

        Span<Quad<TVector>> sums = MemoryMarshal.Cast<double, Quad<TVector>>(lanes);
        AddTo<TWidth, TVector>(ref sums[0], xA, xB, xC, xD);
        AddTo<TWidth, TVector>(ref sums[1], yA, yB, yC, yD);
        AddTo<TWidth, TVector>(ref sums[2], xxA, xxB, xxC, xxD);
        AddTo<TWidth, TVector>(ref sums[3], yyA, yyB, yyC, yyD);
        AddTo<TWidth, TVector>(ref sums[4], xyA, xyB, xyC, xyD);
    }

    // Some of the lanes, in two vectors of each sum: ten, which sixteen registers can hold. The passes share the cache.
    private static void AddPairs<TWidth, TVector>(
        ReadOnlySpan<double> seriesX, ReadOnlySpan<double> seriesY, double originX, double originY, Span<double> lanes, int pass, int passes)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        ReadOnlySpan<Pair<TVector>> pairsX = MemoryMarshal.Cast<double, Pair<TVector>>(seriesX);
        ReadOnlySpan<Pair<TVector>> pairsY = MemoryMarshal.Cast<double, Pair<TVector>>(seriesY);
        TVector fromX = TWidth.Create(originX);
        TVector fromY = TWidth.Create(originY);
        TVector xA = TWidth.Create(0.0);
        TVector xB = TWidth.Create(0.0);
        TVector yA = TWidth.Create(0.0);
        TVector yB = TWidth.Create(0.0);
        TVector xxA = TWidth.Create(0.0);
        TVector xxB = TWidth.Create(0.0);
        TVector yyA = TWidth.Create(0.0);
        TVector yyB = TWidth.Create(0.0);
        TVector xyA = TWidth.Create(0.0);
        TVector xyB = TWidth.Create(0.0);
        for (int at = pass; at < pairsX.Length; at += passes)
        {
            ref readonly Pair<TVector> pairX = ref pairsX[at];
            ref readonly Pair<TVector> pairY = ref pairsY[at];
            TVector x = TWidth.Subtract(fromX, pairX.A);
            TVector y = TWidth.Subtract(fromY, pairY.A);
            xA = TWidth.Add(xA, x);
            yA = TWidth.Add(yA, y);
            xxA = TWidth.MultiplyAdd(x, x, xxA);
            yyA = TWidth.MultiplyAdd(y, y, yyA);
            xyA = TWidth.MultiplyAdd(x, y, xyA);
            x = TWidth.Subtract(fromX, pairX.B);
            y = TWidth.Subtract(fromY, pairY.B);
            xB = TWidth.Add(xB, x);
            yB = TWidth.Add(yB, y);
            xxB = TWidth.MultiplyAdd(x, x, xxB);
            yyB = TWidth.MultiplyAdd(y, y, yyB);
            xyB = TWidth.MultiplyAdd(x, y, xyB);
        }

        Span<Pair<TVector>> sums = MemoryMarshal.Cast<double, Pair<TVector>>(lanes);
        AddTo<TWidth, TVector>(ref sums[pass], xA, xB);
        AddTo<TWidth, TVector>(ref sums[passes + pass], yA, yB);
        AddTo<TWidth, TVector>(ref sums[2 * passes + pass], xxA, xxB);
        AddTo<TWidth, TVector>(ref sums[3 * passes + pass], yyA, yyB);
        AddTo<TWidth, TVector>(ref sums[4 * passes + pass], xyA, xyB);
    }

    private static void AddTo<TWidth, TVector>(ref Quad<TVector> sums, TVector a, TVector b, TVector c, TVector d)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        sums.A = TWidth.Add(sums.A, a);
        sums.B = TWidth.Add(sums.B, b);
        sums.C = TWidth.Add(sums.C, c);
        sums.D = TWidth.Add(sums.D, d);
    }

    private static void AddTo<TWidth, TVector>(ref Pair<TVector> sums, TVector a, TVector b)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        sums.A = TWidth.Add(sums.A, a);
        sums.B = TWidth.Add(sums.B, b);
    }

    // Halves on halves, down to one.
    private static double Total(ReadOnlySpan<double> lanes)
    {
        ReadOnlySpan<Vector256<double>> vectors = MemoryMarshal.Cast<double, Vector256<double>>(lanes);
        Vector256<double> four =
            (vectors[7] + vectors[3] + (vectors[5] + vectors[1])) + (vectors[6] + vectors[2] + (vectors[4] + vectors[0]));
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private record struct Pair<TVector>(TVector A, TVector B);

    private record struct Quad<TVector>(TVector A, TVector B, TVector C, TVector D);
}
