using System;
using CsCheck;
using Harrier.Models.Quoting.Portfolio;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class SymmetricEigenTests
{
    [Fact]
    public void Values_are_those_of_another_library_and_vectors_are_what_they_should_be() =>
        Gen.Int[1, 20].SelectMany(count => Gen.Double[-3, 3].Array[count * count]).Sample(elements =>
        {
            int count = (int)Math.Sqrt(elements.Length);
            Matrix<double> matrix = Matrix<double>.Build.Dense(count, count, (i, j) => elements[Math.Min(i, j) * count + Math.Max(i, j)]);
            var eigen = new SymmetricEigen(count);
            eigen.Solve(matrix.ToRowMajorArray());
            double[] values = new double[count];
            double tolerance = 1e-13 * (1 + matrix.FrobeniusNorm());
            for (int index = 0; index < count; index++)
            {
                values[index] = eigen.Value(index);
                Vector<double> vector = Vector<double>.Build.DenseOfArray(eigen.Vector(index).ToArray());
                Assert.Equal(1, vector.L2Norm(), 1e-13);
                Assert.True(((matrix * vector) - (values[index] * vector)).L2Norm() <= tolerance);
            }

            Assert.Equal(eigen.Smallest, Least(values));
            Array.Sort(values);
            double[] expected = matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().ToArray();
            Array.Sort(expected);
            for (int index = 0; index < count; index++)
            {
                Assert.Equal(expected[index], values[index], tolerance);
            }
        }, iter: 300);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void A_matrix_of_ones_has_the_eigenvalue_n_and_otherwise_zeros(int count)
    {
        double[] ones = new double[count * count];
        Array.Fill(ones, 1.0);
        var eigen = new SymmetricEigen(count);
        eigen.Solve(ones);
        double largest = 0;
        double sum = 0;
        for (int index = 0; index < count; index++)
        {
            largest = Math.Max(largest, eigen.Value(index));
            sum += Math.Abs(eigen.Value(index));
        }

        Assert.Equal(count, largest, 1e-13 * count);
        Assert.Equal(count, sum, 1e-12 * count);
    }

    private static double Least(double[] values)
    {
        double least = double.PositiveInfinity;
        foreach (double value in values)
        {
            least = Math.Min(least, value);
        }

        return least;
    }
}
