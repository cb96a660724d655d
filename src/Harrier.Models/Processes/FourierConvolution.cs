using System;

namespace Harrier.Models.Processes;

/// <summary>Convolves with a fixed kernel, two sequences at once, in O(n log n). For one thread; nothing is allocated after
/// construction. The same bits on any machine.</summary>
/// <remarks>
/// Two real sequences are the real and imaginary part of a complex one. The transform there is by decimation in frequency
/// and leaves its result in bit-reversed order, the one back by decimation in time and takes it so: nothing is reordered.
/// The roots of unity come from square roots (half angles), since sine and cosine are the C library's.
/// </remarks>
internal sealed class FourierConvolution
{
    private readonly int _size;

    // For blocks of length 2, 4, … size: the roots exp(-2πi j/length) for j below half of it, at half the length.
    private readonly double[] _rootReal;
    private readonly double[] _rootImaginary;
    private readonly double[] _kernelReal;
    private readonly double[] _kernelImaginary;
    private readonly double[] _real;
    private readonly double[] _imaginary;

    /// <summary>Takes a kernel, and sequences of its length.</summary>
    internal FourierConvolution(ReadOnlySpan<double> kernel)
    {
        _size = 2;
        while (_size < 2 * kernel.Length)
        {
            _size *= 2;
        }

        _rootReal = new double[_size];
        _rootImaginary = new double[_size];
        FillRoots();
        _real = new double[_size];
        _imaginary = new double[_size];
        kernel.CopyTo(_real);
        Forward();
        _kernelReal = _real.AsSpan().ToArray();
        _kernelImaginary = _imaginary.AsSpan().ToArray();

        // What the way there and back multiplies by.
        for (int i = 0; i < _size; i++)
        {
            _kernelReal[i] /= _size;
            _kernelImaginary[i] /= _size;
        }
    }

    /// <summary>Replaces each sequence by Σ_k kernel_k x_{i-k}.</summary>
    internal void Convolve(Span<double> first, Span<double> second)
    {
        first.CopyTo(_real);
        second.CopyTo(_imaginary);
        Array.Clear(_real, first.Length, _size - first.Length);
        Array.Clear(_imaginary, second.Length, _size - second.Length);
        Forward();
        for (int i = 0; i < _size; i++)
        {
            double real = _real[i] * _kernelReal[i] - _imaginary[i] * _kernelImaginary[i];
            _imaginary[i] = _real[i] * _kernelImaginary[i] + _imaginary[i] * _kernelReal[i];
            _real[i] = real;
        }

        Back();
        _real.AsSpan(0, first.Length).CopyTo(first);
        _imaginary.AsSpan(0, second.Length).CopyTo(second);
    }

    private void FillRoots()
    {
        // Each doubling of the length puts between two roots the one at half the angle.
        _rootReal[1] = 1.0;
        double cosine = 0.0;
        double sine = 1.0;
        for (int half = 2; half < _size; half *= 2)
        {
            for (int i = 0; i < half; i += 2)
            {
                double real = _rootReal[(half + i) / 2];
                double imaginary = _rootImaginary[(half + i) / 2];
                _rootReal[half + i] = real;
                _rootImaginary[half + i] = imaginary;
                _rootReal[half + i + 1] = real * cosine + imaginary * sine;
                _rootImaginary[half + i + 1] = imaginary * cosine - real * sine;
            }

            sine /= Math.Sqrt(2.0 * (1.0 + cosine));
            cosine = Math.Sqrt(0.5 * (1.0 + cosine));
        }
    }

    private void Forward()
    {
        for (int half = _size / 2; half > 0; half /= 2)
        {
            ReadOnlySpan<double> rootReal = _rootReal.AsSpan(half, half);
            ReadOnlySpan<double> rootImaginary = _rootImaginary.AsSpan(half, half);
            for (int start = 0; start < _size; start += 2 * half)
            {
                Span<double> lowReal = _real.AsSpan(start, half);
                Span<double> lowImaginary = _imaginary.AsSpan(start, half);
                Span<double> highReal = _real.AsSpan(start + half, half);
                Span<double> highImaginary = _imaginary.AsSpan(start + half, half);
                for (int i = 0; i < rootReal.Length; i++)
                {
                    double real = lowReal[i] - highReal[i];
                    double imaginary = lowImaginary[i] - highImaginary[i];
                    lowReal[i] += highReal[i];
                    lowImaginary[i] += highImaginary[i];
                    highReal[i] = real * rootReal[i] - imaginary * rootImaginary[i];
                    highImaginary[i] = real * rootImaginary[i] + imaginary * rootReal[i];
                }
            }
        }
    }

    private void Back()
    {
        for (int half = 1; half < _size; half *= 2)
        {
            ReadOnlySpan<double> rootReal = _rootReal.AsSpan(half, half);
            ReadOnlySpan<double> rootImaginary = _rootImaginary.AsSpan(half, half);
            for (int start = 0; start < _size; start += 2 * half)
            {
                Span<double> lowReal = _real.AsSpan(start, half);
                Span<double> lowImaginary = _imaginary.AsSpan(start, half);
                Span<double> highReal = _real.AsSpan(start + half, half);
                Span<double> highImaginary = _imaginary.AsSpan(start + half, half);
                for (int i = 0; i < rootReal.Length; i++)
                {
                    double real = highReal[i] * rootReal[i] + highImaginary[i] * rootImaginary[i];
                    double imaginary = highImaginary[i] * rootReal[i] - highReal[i] * rootImaginary[i];
                    highReal[i] = lowReal[i] - real;
                    highImaginary[i] = lowImaginary[i] - imaginary;
                    lowReal[i] += real;
                    lowImaginary[i] += imaginary;
                }
            }
        }
    }
}
