using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Harrier.Models.Statistics;

/// <summary>A·Aᵀ of N series, centred. A panel holds 24 series, observation by observation: 24 neighbours in memory are
/// one observation of each. What is missing to 24 is zero.</summary>
internal sealed class PanelProduct
{
    // 24 columns are three vectors of 512 bits or two times three of 256; three by four rows are twelve sums in registers,
    // as many as hide the latency of two multiply-adds a cycle, and leave four of sixteen registers for what is loaded.
    private const int PanelSeries = 24;
    private const int TileRows = 4;

    // Observations in a stretch: 24 series of them are 30 KB, which stay in the first cache while the rows pass by.
    private const int Stretch = 160;

    private const int CacheLineBytes = 64;

    private readonly int _series;
    private readonly int _panels;
    private readonly int _padded;
    private readonly double[] _values;
    private readonly double[] _products;
    private readonly int _valuesStart;
    private readonly int _productsStart;
    private readonly int[] _exponents;
    private readonly double[] _norms;

    internal PanelProduct(int series, int maximumObservations)
    {
        _series = series;
        _panels = (series + PanelSeries - 1) / PanelSeries;
        _padded = _panels * PanelSeries;
        _values = Aligned(_padded * maximumObservations, out _valuesStart);
        _products = Aligned(_padded * _padded, out _productsStart);
        _exponents = new int[_padded];
        _norms = new double[_padded];
    }

    /// <summary>Gets the memory for a number a series.</summary>
    internal Span<double> Norms => _norms;

    /// <summary>Gets the sum of the products of two centred series, each divided by the power of two that
    /// <see cref="Unscale"/> puts back. Only for row ≤ column.</summary>
    internal double this[int row, int column] => _products[_productsStart + row * _padded + column];

    /// <summary>Gives a product of two series its scale back.</summary>
    internal double Unscale(double product, int row, int column) => Math.ScaleB(product, _exponents[row] + _exponents[column]);

    internal void Compute(ReadOnlySpan<double> values, int observations, VectorWidth width)
    {
        Pack(values, observations);
        switch (width)
        {
            case VectorWidth.Bits512:
                Compute<Width512, Vector512<double>>(observations);
                break;
            case VectorWidth.Bits256:
                Compute<Width256, Vector256<double>>(observations);
                break;
            case VectorWidth.Bits128:
                Compute<Width128, Vector128<double>>(observations);
                break;
            default:
                Compute<ScalarWidth, double>(observations);
                break;
        }
    }

    private static double[] Aligned(int length, out int start)
    {
        const int Slack = CacheLineBytes / sizeof(double);
        double[] array = GC.AllocateArray<double>(checked(length + Slack), pinned: true);
        nint past = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % CacheLineBytes;
        start = past == 0 ? 0 : (int)(CacheLineBytes - past) / sizeof(double);
        return array;
    }

    // A line of the source holds eight observations of one series: they are taken together.
    private void Pack(ReadOnlySpan<double> values, int observations)
    {
        const int Together = 8;
        for (int panel = 0; panel < _panels; panel++)
        {
            Span<double> target = Panel(panel, observations);
            int present = Math.Min(PanelSeries, _series - panel * PanelSeries);
            if (present < PanelSeries)
            {
                target.Clear();
            }

            for (int from = 0; from < observations; from += Together)
            {
                int count = Math.Min(Together, observations - from);
                for (int lane = 0; lane < present; lane++)
                {
                    ReadOnlySpan<double> source = values.Slice((panel * PanelSeries + lane) * observations + from, count);
                    Span<double> line = target[(from * PanelSeries + lane)..];
                    for (int at = 0; at < source.Length; at++)
                    {
                        line[at * PanelSeries] = source[at];
                    }
                }
            }
        }
    }

    private Span<double> Panel(int panel, int observations) =>
        _values.AsSpan(_valuesStart + panel * observations * PanelSeries, observations * PanelSeries);

    private void Compute<TWidth, TVector>(int observations)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        for (int panel = 0; panel < _panels; panel++)
        {
            Centre<TWidth, TVector>(Panel(panel, observations), _exponents.AsSpan(panel * PanelSeries, PanelSeries));
        }

        _products.AsSpan().Clear();
        for (int from = 0; from < observations; from += Stretch)
        {
            int depth = Math.Min(Stretch, observations - from);
            for (int columns = 0; columns < _panels; columns++)
            {
                for (int rows = 0; rows <= columns; rows++)
                {
                    ReadOnlySpan<double> rowValues = Panel(rows, observations).Slice(from * PanelSeries, depth * PanelSeries);
                    ReadOnlySpan<double> columnValues = Panel(columns, observations).Slice(from * PanelSeries, depth * PanelSeries);
                    Span<double> products = _products.AsSpan(_productsStart + rows * PanelSeries * _padded + columns * PanelSeries);
                    AddPanels<TWidth, TVector>(rowValues, columnValues, products, _padded);
                }
            }
        }
    }

    // Each series less its mean and times a power of two that brings its largest value near 1. The first value is taken
    // off before the mean is: differences of neighbours in size are exact, so that an offset costs no digits. A value that
    // is not finite makes the mean, and with it all of the series, NaN.
    private static void Centre<TWidth, TVector>(Span<double> panel, Span<int> exponents)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        const int Safe = 1022;
        int across = PanelSeries / TWidth.Lanes;
        Span<TVector> values = MemoryMarshal.Cast<double, TVector>(panel);
        Span<double> scales = stackalloc double[PanelSeries];
        Span<TVector> scaleVectors = MemoryMarshal.Cast<double, TVector>(scales);
        for (int column = 0; column < across; column++)
        {
            TVector largest = TWidth.Create(0.0);
            for (int at = column; at < values.Length; at += across)
            {
                largest = TWidth.Max(largest, TWidth.Abs(values[at]));
            }

            scaleVectors[column] = largest;
        }

        for (int series = 0; series < PanelSeries; series++)
        {
            exponents[series] = scales[series] == 0.0 ? 0 : Math.Clamp(Math.ILogB(scales[series]), -Safe, Safe);
            scales[series] = Math.ScaleB(1.0, -exponents[series]);
        }

        TVector share = TWidth.Create(1.0 / (panel.Length / PanelSeries));
        for (int column = 0; column < across; column++)
        {
            TVector scale = scaleVectors[column];
            TVector first = TWidth.Multiply(values[column], scale);
            TVector sum = TWidth.Create(0.0);
            for (int at = column; at < values.Length; at += across)
            {
                sum = TWidth.Add(sum, TWidth.Subtract(TWidth.Multiply(values[at], scale), first));
            }

            TVector mean = TWidth.Multiply(sum, share);
            for (int at = column; at < values.Length; at += across)
            {
                values[at] = TWidth.Subtract(TWidth.Subtract(TWidth.Multiply(values[at], scale), first), mean);
            }
        }
    }

    private static void AddPanels<TWidth, TVector>(
        ReadOnlySpan<double> rowValues, ReadOnlySpan<double> columnValues, Span<double> products, int stride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        ReadOnlySpan<Rows> rows = MemoryMarshal.Cast<double, Rows>(rowValues);
        ReadOnlySpan<Columns<TVector>> columns = MemoryMarshal.Cast<double, Columns<TVector>>(columnValues);
        for (int tile = 0; tile < PanelSeries / TileRows; tile++)
        {
            for (int part = 0; part < PanelSeries / (3 * TWidth.Lanes); part++)
            {
                AddTile<TWidth, TVector>(
                    rows[tile..], columns[part..], products[(tile * TileRows * stride + part * 3 * TWidth.Lanes)..], stride);
            }
        }
    }

    // Four rows by three vectors of columns: twelve sums in registers over all observations of a stretch.
    private static void AddTile<TWidth, TVector>(
        ReadOnlySpan<Rows> rows, ReadOnlySpan<Columns<TVector>> columns, Span<double> products, int stride)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        int across = PanelSeries / (3 * TWidth.Lanes);
        TVector sum0A = TWidth.Create(0.0);
        TVector sum0B = TWidth.Create(0.0);
        TVector sum0C = TWidth.Create(0.0);
        TVector sum1A = TWidth.Create(0.0);
        TVector sum1B = TWidth.Create(0.0);
        TVector sum1C = TWidth.Create(0.0);
        TVector sum2A = TWidth.Create(0.0);
        TVector sum2B = TWidth.Create(0.0);
        TVector sum2C = TWidth.Create(0.0);
        TVector sum3A = TWidth.Create(0.0);
        TVector sum3B = TWidth.Create(0.0);
        TVector sum3C = TWidth.Create(0.0);
        int column = 0;
        for (int row = 0; row < rows.Length; row += PanelSeries / TileRows)
        {
            ref readonly Rows four = ref rows[row];
            ref readonly Columns<TVector> three = ref columns[column];
            TVector a = three.A;
            TVector b = three.B;
            TVector c = three.C;
            TVector value = TWidth.Create(four.A);
            sum0A = TWidth.MultiplyAdd(value, a, sum0A);
            sum0B = TWidth.MultiplyAdd(value, b, sum0B);
            sum0C = TWidth.MultiplyAdd(value, c, sum0C);
            value = TWidth.Create(four.B);
            sum1A = TWidth.MultiplyAdd(value, a, sum1A);
            sum1B = TWidth.MultiplyAdd(value, b, sum1B);
            sum1C = TWidth.MultiplyAdd(value, c, sum1C);
            value = TWidth.Create(four.C);
            sum2A = TWidth.MultiplyAdd(value, a, sum2A);
            sum2B = TWidth.MultiplyAdd(value, b, sum2B);
            sum2C = TWidth.MultiplyAdd(value, c, sum2C);
            value = TWidth.Create(four.D);
            sum3A = TWidth.MultiplyAdd(value, a, sum3A);
            sum3B = TWidth.MultiplyAdd(value, b, sum3B);
            sum3C = TWidth.MultiplyAdd(value, c, sum3C);
            column += across;
        }

        AddRow<TWidth, TVector>(products, sum0A, sum0B, sum0C);
        AddRow<TWidth, TVector>(products[stride..], sum1A, sum1B, sum1C);
        AddRow<TWidth, TVector>(products[(2 * stride)..], sum2A, sum2B, sum2C);
        AddRow<TWidth, TVector>(products[(3 * stride)..], sum3A, sum3B, sum3C);
    }

    private static void AddRow<TWidth, TVector>(Span<double> products, TVector a, TVector b, TVector c)
        where TWidth : struct, IVectorWidth<TVector>
        where TVector : unmanaged
    {
        ref Columns<TVector> target = ref MemoryMarshal.Cast<double, Columns<TVector>>(products)[0];
        target.A = TWidth.Add(target.A, a);
        target.B = TWidth.Add(target.B, b);
        target.C = TWidth.Add(target.C, c);
    }

    private readonly record struct Rows(double A, double B, double C, double D);

    private record struct Columns<TVector>(TVector A, TVector B, TVector C);
}
