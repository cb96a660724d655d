using System;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, "Matrix
/// Computations", 4th edition, section 8.5). Cold; one thread; nothing is allocated after construction.</summary>
/// <remarks>Additions, multiplications, divisions and roots alone, so that the result has the same bits on every
/// machine, and in memory that was taken before, so that a session can solve anew while it runs. An element counts as
/// nothing beside its own two diagonal elements, not beside the largest of all, so that small eigenvalues of a positive
/// definite matrix keep their digits beside large ones (Demmel and Veselić, "Jacobi's method is more accurate than QR",
/// SIAM J. Matrix Anal. Appl. 13(4), 1992).</remarks>
internal sealed class SymmetricEigen
{
    // Off-diagonal elements fall quadratically: ten sweeps are many.
    private const int SweepsMax = 40;

    // Of the geometric mean of the two diagonal elements: 2^-54.
    private const double Negligible = 0.5 * 1.1102230246251565e-16;

    private readonly double[] _matrix;
    private readonly double[] _vectors;
    private readonly int _count;

    internal SymmetricEigen(int count)
    {
        _count = count;
        _matrix = new double[count * count];
        _vectors = new double[count * count];
    }

    /// <summary>Gets the smallest eigenvalue.</summary>
    internal double Smallest
    {
        get
        {
            double smallest = Value(0);
            for (int index = 1; index < _count; index++)
            {
                smallest = Math.Min(smallest, Value(index));
            }

            return smallest;
        }
    }

    /// <summary>Gets an eigenvalue; they are in no order.</summary>
    internal double Value(int index) => _matrix[index * _count + index];

    /// <summary>Gets the eigenvector of <see cref="Value"/>, of length 1.</summary>
    internal ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(index * _count, _count);

    /// <summary>Solves.</summary>
    /// <param name="matrix">Row by row, symmetric and finite.</param>
    internal void Solve(ReadOnlySpan<double> matrix)
    {
        matrix.CopyTo(_matrix);
        Array.Clear(_vectors);
        for (int row = 0; row < _count; row++)
        {
            _vectors[row * _count + row] = 1.0;
        }

        bool isDiagonal = false;
        for (int sweep = 0; sweep < SweepsMax && !isDiagonal; sweep++)
        {
            isDiagonal = !Sweep();
        }
    }

    private bool Sweep()
    {
        bool hasRotated = false;
        for (int first = 0; first < _count - 1; first++)
        {
            for (int second = first + 1; second < _count; second++)
            {
                double negligible = Negligible * Math.Sqrt(Math.Abs(Value(first) * Value(second)));
                if (Math.Abs(_matrix[first * _count + second]) > negligible)
                {
                    Rotate(first, second);
                    hasRotated = true;
                }
            }
        }

        return hasRotated;
    }

    // Turns the plane of two axes so that the element between them vanishes. Of the two angles the smaller one, which is
    // what makes the sweeps converge.
    private void Rotate(int first, int second)
    {
        Span<double> rowFirst = _matrix.AsSpan(first * _count, _count);
        Span<double> rowSecond = _matrix.AsSpan(second * _count, _count);
        double between = rowFirst[second];
        double diagonalFirst = rowFirst[first];
        double diagonalSecond = rowSecond[second];
        double cotangent = (diagonalSecond - diagonalFirst) / (2.0 * between);
        double tangent = 1.0 / (Math.Abs(cotangent) + Math.Sqrt(cotangent * cotangent + 1.0));
        tangent = cotangent < 0.0 ? -tangent : tangent;
        double cosine = 1.0 / Math.Sqrt(tangent * tangent + 1.0);
        double sine = tangent * cosine;
        Turn(rowFirst, rowSecond, cosine, sine);
        rowFirst[first] = diagonalFirst - tangent * between;
        rowSecond[second] = diagonalSecond + tangent * between;
        rowFirst[second] = 0.0;
        rowSecond[first] = 0.0;
        for (int row = 0; row < _count; row++)
        {
            _matrix[row * _count + first] = rowFirst[row];
            _matrix[row * _count + second] = rowSecond[row];
        }

        Turn(_vectors.AsSpan(first * _count, _count), _vectors.AsSpan(second * _count, _count), cosine, sine);
    }

    private static void Turn(Span<double> first, Span<double> second, double cosine, double sine)
    {
        for (int column = 0; column < first.Length; column++)
        {
            double x = first[column];
            double y = second[column];
            first[column] = cosine * x - sine * y;
            second[column] = sine * x + cosine * y;
        }
    }
}
