using System;
using Harrier.Models.Quoting.Portfolio;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

public sealed class DormandPrinceTests
{
    [Fact]
    public void A_harmonic_oscillator_comes_back()
    {
        // x'' = -x from (1, 0): (cos t, -sin t) at t = 10.
        double[] state = [1, 0];
        var system = new Oscillator();
        new DormandPrince(2).Advance(ref system, state, 10, 0.1, 1e-13);
        Assert.Equal(Math.Cos(10), state[0], 1e-10);
        Assert.Equal(-Math.Sin(10), state[1], 1e-10);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void The_error_follows_the_tolerance(double tolerance)
    {
        // y' = y² from 1/2: y = 1/(2 - t), 1 at t = 1; a first step that is far too long is taken back.
        double[] state = [0.5];
        var system = new Square();
        new DormandPrince(1).Advance(ref system, state, 1, 1, tolerance);
        Assert.Equal(1, state[0], 30 * tolerance);
    }

    [Fact]
    public void A_solution_that_leaves_all_numbers_is_an_error()
    {
        // y' = y² from 1/2 is infinite at t = 2.
        double[] state = [0.5];
        var system = new Square();
        Assert.Throws<ArithmeticException>(() => new DormandPrince(1).Advance(ref system, state, 3, 0.1, 1e-9));
    }

    private readonly struct Oscillator : IDifferentialSystem
    {
        public void Derivative(ReadOnlySpan<double> state, Span<double> derivative)
        {
            derivative[0] = state[1];
            derivative[1] = -state[0];
        }
    }

    private readonly struct Square : IDifferentialSystem
    {
        public void Derivative(ReadOnlySpan<double> state, Span<double> derivative) => derivative[0] = state[0] * state[0];
    }
}
