using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>The sums over n pairs of x, y, x², y² and xy, each value taken as its distance below an origin.</summary>
/// <remarks>Element i is added to sum i mod 32 of each kind, and the 32 are added in one order, whatever the width of the
/// vectors: so the widths agree to the bit, and no chain of additions is longer than n/32. Each 4,096 elements go into
/// totals, which bounds the rounding errors of long series.</remarks>
internal struct PairSums
{
    /// <summary>The sums of each kind.</summary>
    internal const int Lanes = 32;

    private const int Kinds = 5;
    private const int Block = 128 * Lanes;

    // Squares within these are exact to a rounding, however many there are.
    private const double SmallestSquare = 1e-200;
    private const double LargestSquare = 1e200;

    // The sum of squares about the origin may be this many times that about the mean: four bits of the result.
    private const double LargestCancellation = 16.0;

    // Of each kind the 32 sums, folded twice.
    private Vector512<double> _x;
    private Vector512<double> _y;
    private Vector512<double> _xx;
    private Vector512<double> _yy;
    private Vector512<double> _xy;

    /// <summary>Gets the sum of x.</summary>
    internal readonly double X => Total(_x);

    /// <summary>Gets the sum of y.</summary>
    internal readonly double Y => Total(_y);

    /// <summary>The correlation of all n pairs. NaN where there is none, where something overflowed or vanished, or where
    /// an origin was too far from the mean.</summary>
    internal readonly double Correlation(double count)
    {
        double x = Total(_x);
        double y = Total(_y);
        double xx = Total(_xx);
        double yy = Total(_yy);
        double centredX = count * xx - x * x;
        double centredY = count * yy - y * y;
        bool isSound = xx >= SmallestSquare && xx <= LargestSquare && yy >= SmallestSquare && yy <= LargestSquare
            && LargestCancellation * centredX >= count * xx && LargestCancellation * centredY >= count * yy;
        return isSound
            ? Math.Clamp((count * Total(_xy) - x * y) / (Math.Sqrt(centredX) * Math.Sqrt(centredY)), -1.0, 1.0)
            : double.NaN;
    }

    /// <summary>Adds pairs. The first goes to lane 0, so that all calls but the last must bring a multiple of 32.</summary>
    internal void Add<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        while (x.Length >= Lanes)
        {
            int count = Math.Min(x.Length - x.Length % Lanes, Block);
            AddWhole<TWidth, TVector>(x[..count], y[..count], originX, originY);
            x = x[count..];
            y = y[count..];
        }

        if (x.Length > 0)
        {
            AddLast<TWidth, TVector>(x, y, originX, originY);
        }
    }

    // The last few, filled up with the origins, whose distance is zero.
    private void AddLast<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        Span<double> lastX = stackalloc double[Lanes];
        Span<double> lastY = stackalloc double[Lanes];
        lastX.Fill(originX);
        lastY.Fill(originY);
        x.CopyTo(lastX);
        y.CopyTo(lastY);
        AddWhole<TWidth, TVector>(lastX, lastY, originX, originY);
    }

    private void AddWhole<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        if (TWidth.Lanes == Width512.Lanes)
        {
            AddQuads(x, y, originX, originY);
        }
        else
        {
            AddInPasses<TWidth, TVector>(x, y, originX, originY);
        }
    }

    // All 32 lanes at once: 20 vectors of sums, which only AVX-512 with its 32 registers can hold. The distance is origin
    // less value, so that the value can be an operand in memory; its sign drops out of the products.
    private void AddQuads(ReadOnlySpan<double> seriesX, ReadOnlySpan<double> seriesY, double originX, double originY)
    {
        ReadOnlySpan<Quad> quadsX = MemoryMarshal.Cast<double, Quad>(seriesX);
        ReadOnlySpan<Quad> quadsY = MemoryMarshal.Cast<double, Quad>(seriesY);
        var fromX = Vector512.Create(originX);
        var fromY = Vector512.Create(originY);
        Vector512<double> xA = default;
        Vector512<double> xB = default;
        Vector512<double> xC = default;
        Vector512<double> xD = default;
        Vector512<double> yA = default;
        Vector512<double> yB = default;
        Vector512<double> yC = default;
        Vector512<double> yD = default;
        Vector512<double> xxA = default;
        Vector512<double> xxB = default;
        Vector512<double> xxC = default;
        Vector512<double> xxD = default;
        Vector512<double> yyA = default;
        Vector512<double> yyB = default;
        Vector512<double> yyC = default;
        Vector512<double> yyD = default;
        Vector512<double> xyA = default;
        Vector512<double> xyB = default;
        Vector512<double> xyC = default;
        Vector512<double> xyD = default;
        for (int at = 0; at < quadsX.Length; at++)
        {
            ref readonly Quad quadX = ref quadsX[at];
            ref readonly Quad quadY = ref quadsY[at];
            Vector512<double> x = fromX - quadX.A;
            Vector512<double> y = fromY - quadY.A;
            xA += x;
            yA += y;
            xxA = Vector512.MultiplyAddEstimate(x, x, xxA);
            yyA = Vector512.MultiplyAddEstimate(y, y, yyA);
            xyA = Vector512.MultiplyAddEstimate(x, y, xyA);
            x = fromX - quadX.B;
            y = fromY - quadY.B;
            xB += x;
            yB += y;
            xxB = Vector512.MultiplyAddEstimate(x, x, xxB);
            yyB = Vector512.MultiplyAddEstimate(y, y, yyB);
            xyB = Vector512.MultiplyAddEstimate(x, y, xyB);
            x = fromX - quadX.C;
            y = fromY - quadY.C;
            xC += x;
            yC += y;
            xxC = Vector512.MultiplyAddEstimate(x, x, xxC);
            yyC = Vector512.MultiplyAddEstimate(y, y, yyC);
            xyC = Vector512.MultiplyAddEstimate(x, y, xyC);
            x = fromX - quadX.D;
            y = fromY - quadY.D;
            xD += x;
            yD += y;
            xxD = Vector512.MultiplyAddEstimate(x, x, xxD);
            yyD = Vector512.MultiplyAddEstimate(y, y, yyD);
            xyD = Vector512.MultiplyAddEstimate(x, y, xyD);
        }

        _x += Fold(xA, xB, xC, xD);
        _y += Fold(yA, yB, yC, yD);
        _xx += Fold(xxA, xxB, xxC, xxD);
        _yy += Fold(yyA, yyB, yyC, yyD);
        _xy += Fold(xyA, xyB, xyC, xyD);
    }

    private void AddInPasses<TWidth, TVector>(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double originX, double originY)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        Span<double> lanes = stackalloc double[Kinds * Lanes];
        int passes = Lanes / (2 * TWidth.Lanes);
        for (int pass = 0; pass < passes; pass++)
        {
            AddPairs<TWidth, TVector>(x, y, originX, originY, lanes, pass, passes);
        }

        ReadOnlySpan<Quad> quads = MemoryMarshal.Cast<double, Quad>(lanes);
        _x += Fold(quads[0].A, quads[0].B, quads[0].C, quads[0].D);
        _y += Fold(quads[1].A, quads[1].B, quads[1].C, quads[1].D);
        _xx += Fold(quads[2].A, quads[2].B, quads[2].C, quads[2].D);
        _yy += Fold(quads[3].A, quads[3].B, quads[3].C, quads[3].D);
        _xy += Fold(quads[4].A, quads[4].B, quads[4].C, quads[4].D);
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
        sums[pass] = new Pair<TVector>(xA, xB);
        sums[passes + pass] = new Pair<TVector>(yA, yB);
        sums[2 * passes + pass] = new Pair<TVector>(xxA, xxB);
        sums[3 * passes + pass] = new Pair<TVector>(yyA, yyB);
        sums[4 * passes + pass] = new Pair<TVector>(xyA, xyB);
    }

    private static Vector512<double> Fold(
        Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d) => a + c + (b + d);

    private static double Total(Vector512<double> eight)
    {
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    private readonly record struct Pair<TVector>(TVector A, TVector B);

    private readonly record struct Quad(Vector512<double> A, Vector512<double> B, Vector512<double> C, Vector512<double> D);
}
