using System;

namespace Harrier.Models.Processes;

/// <summary>Small symmetric positive definite systems by Cholesky's decomposition.</summary>
internal static class PositiveSystem
{
    // A pivot below this part of its diagonal is rounding.
    private const double Smallest = 1e-14;

    /// <summary>Solves matrix times solution = right.</summary>
    /// <returns>False when the matrix is not positive definite, or not a number.</returns>
    internal static bool TrySolve(ReadOnlySpan<double> matrix, ReadOnlySpan<double> right, Span<double> solution)
    {
        int size = right.Length;
        double[] factor = new double[size * size];
        if (!TryDecompose(matrix, size, factor))
        {
            return false;
        }

        right.CopyTo(solution);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < row; column++)
            {
                solution[row] -= factor[(row * size) + column] * solution[column];
            }

            solution[row] /= factor[(row * size) + row];
        }

        for (int row = size - 1; row >= 0; row--)
        {
            for (int below = row + 1; below < size; below++)
            {
                solution[row] -= factor[(below * size) + row] * solution[below];
            }

            solution[row] /= factor[(row * size) + row];
        }

        return true;
    }

    /// <summary>The square roots of the diagonal of the inverse: the standard errors of an information matrix. Not numbers
    /// when the matrix is not positive definite.</summary>
    internal static double[] InverseRoots(ReadOnlySpan<double> matrix, int size)
    {
        double[] roots = new double[size];
        double[] unit = new double[size];
        double[] column = new double[size];
        for (int i = 0; i < size; i++)
        {
            Array.Clear(unit);
            unit[i] = 1.0;
            roots[i] = TrySolve(matrix, unit, column) ? Math.Sqrt(column[i]) : double.NaN;
        }

        return roots;
    }

    private static bool TryDecompose(ReadOnlySpan<double> matrix, int size, Span<double> factor)
    {
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = matrix[(row * size) + column];
                for (int k = 0; k < column; k++)
                {
                    sum -= factor[(row * size) + k] * factor[(column * size) + k];
                }

                if (column < row)
                {
                    factor[(row * size) + column] = sum / factor[(column * size) + column];
                }
                else if (sum > Smallest * matrix[(row * size) + row])
                {
                    factor[(row * size) + row] = Math.Sqrt(sum);
                }
                else
                {
                    return false;
                }
            }
        }

        return true;
    }
}
