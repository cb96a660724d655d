using System;
using System.Globalization;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>Correlations of the mid prices of some assets that can be: symmetric, ones on the diagonal, positive
/// semidefinite.</summary>
public sealed class CorrelationMatrix
{
    /// <summary>The most assets: the eigenvalues of as many take some seconds.</summary>
    public const int AssetsMax = 512;

    // What rounding makes of an eigenvalue 0 of a matrix of ones.
    private const double RoundingPerAsset = 1e-12;

    private readonly double[] _elements;

    private CorrelationMatrix(int assets, double[] elements)
    {
        Assets = assets;
        _elements = elements;
    }

    /// <summary>Gets the number of assets.</summary>
    public int Assets { get; }

    /// <summary>Gets the correlation of two assets.</summary>
    /// <param name="first">0 to <see cref="Assets"/> - 1.</param>
    /// <param name="second">0 to <see cref="Assets"/> - 1.</param>
    public double this[int first, int second] => _elements[first * Assets + second];

    /// <summary>The same correlation for all pairs.</summary>
    /// <param name="assets">1 to <see cref="AssetsMax"/>.</param>
    /// <param name="correlation">From <see cref="UniformMin"/> to 1; without meaning for one asset.</param>
    /// <returns>The correlations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static CorrelationMatrix Uniform(int assets, double correlation)
    {
        RequireAssets(assets);
        if (!(correlation >= UniformMin(assets) && correlation <= 1.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(correlation), correlation, $"The correlation of {assets} assets with one another must be from {Text(UniformMin(assets))} to 1.");
        }

        double[] elements = new double[assets * assets];
        Array.Fill(elements, correlation);
        for (int asset = 0; asset < assets; asset++)
        {
            elements[asset * assets + asset] = 1.0;
        }

        return new CorrelationMatrix(assets, elements);
    }

    /// <summary>The least correlation that all pairs can have at once, -1/(n - 1): of many assets not all can move
    /// against one another.</summary>
    /// <param name="assets">How many there are, 1 or more.</param>
    /// <returns>The correlation, from -1 to below 0.</returns>
    public static double UniformMin(int assets) => assets < 3 ? -1.0 : -1.0 / (assets - 1);

    /// <summary>Takes measured correlations.</summary>
    /// <param name="assets">1 to <see cref="AssetsMax"/>.</param>
    /// <param name="elements">Row by row.</param>
    /// <returns>The correlations.</returns>
    /// <exception cref="ArgumentException">No prices can have these: the message says which element is out of its range,
    /// or the eigenvalue below 0.</exception>
    public static CorrelationMatrix Of(int assets, ReadOnlySpan<double> elements)
    {
        RequireAssets(assets);
        if (elements.Length != assets * assets)
        {
            throw new ArgumentException($"{elements.Length} correlations for {assets} assets; {assets * assets} are needed, row by row.");
        }

        for (int row = 0; row < assets; row++)
        {
            for (int column = 0; column < assets; column++)
            {
                RequireElement(row, column, elements[row * assets + column], elements[column * assets + row]);
            }
        }

        return HasCholeskyFactor(assets, elements)
            ? new CorrelationMatrix(assets, elements.ToArray())
            : throw Impossible(assets, elements);
    }

    // Of the matrix with what rounding may take from an eigenvalue added to its diagonal. A hundred times faster than
    // the eigenvalues, which only the sentence about a fault needs.
    private static bool HasCholeskyFactor(int assets, ReadOnlySpan<double> elements)
    {
        double[] factor = elements.ToArray();
        for (int row = 0; row < assets; row++)
        {
            Span<double> current = factor.AsSpan(row * assets, row + 1);
            for (int column = 0; column <= row; column++)
            {
                ReadOnlySpan<double> other = factor.AsSpan(column * assets, column + 1);
                double rest = current[column] + (row == column ? RoundingPerAsset * assets : 0.0);
                for (int index = 0; index < column; index++)
                {
                    rest -= current[index] * other[index];
                }

                if (row == column && !(rest > 0.0))
                {
                    return false;
                }

                current[column] = row == column ? Math.Sqrt(rest) : rest / other[column];
            }
        }

        return true;
    }

    private static ArgumentException Impossible(int assets, ReadOnlySpan<double> elements)
    {
        var eigen = new SymmetricEigen(assets);
        eigen.Solve(elements);
        double smallest = eigen.Smallest;
        double part = -smallest / (1.0 - smallest);
        return new ArgumentException(
            $"No prices can have these correlations: the smallest eigenvalue is {Text(smallest)} and must be 0 or more. "
            + $"Correlations that were rounded, or each estimated over its own span of time, are made possible by taking {Text(part)} of each away, or more.");
    }

    private static void RequireAssets(int assets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(assets, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(assets, AssetsMax);
    }

    private static void RequireElement(int row, int column, double value, double mirrored)
    {
        if (row == column ? value != 1.0 : !(value >= -1.0 && value <= 1.0))
        {
            string allowed = row == column ? "1, as everything is correlated with itself" : "a number from -1 to 1";
            throw new ArgumentException($"The correlation of row {row + 1}, column {column + 1} is {Text(value)}; it must be {allowed}.");
        }

        if (value != mirrored)
        {
            throw new ArgumentException(
                $"The correlation of row {row + 1}, column {column + 1} is {Text(value)}, but that of row {column + 1}, column {row + 1} is {Text(mirrored)}; they must be the same.");
        }
    }

    private static string Text(double value) => value.ToString(
        Math.Abs(value) is 0.0 or >= 1e-4 ? "0.######" : "0.###e+0", CultureInfo.InvariantCulture);
}
