using System;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class SdeSolverTests
{
    [Fact]
    public void A_step_of_each_scheme_by_hand()
    {
        // x = 2, mu 0.1, sigma 0.3, h = 0.25, dW = 0.4: Euler 2 + 0.05 + 0.24 = 2.29; Milstein adds
        // 0.5 · 0.6 · 0.3 · (0.16 - 0.25) = -0.0081.
        var solver = new SdeSolver<GeometricBrownianMotion>(new GeometricBrownianMotion(0.1, 0.3));
        double[] state = [2.0];
        solver.Step(SdeScheme.EulerMaruyama, 0.0, 0.25, state, [0.4]);
        Assert.Equal(2.29, state[0], 1e-15);
        state[0] = 2.0;
        solver.Step(SdeScheme.Milstein, 0.0, 0.25, state, [0.4]);
        Assert.Equal(2.2819, state[0], 1e-15);
    }

    [Fact]
    public void Components_have_noise_of_their_own_and_share_their_drift()
    {
        var solver = new SdeSolver<Pair>(default);
        double[] state = [1.0, 3.0];
        solver.Step(SdeScheme.Milstein, 0.5, 0.1, state, [0.2, -0.3]);

        // First: drift x1 + t = 3.5, diffusion x0² = 1, slope 2: 1 + 0.35 + 0.2 + 0.5 · 1 · 2 · (0.04 - 0.1) = 1.49.
        // Second: drift x0 = 1, diffusion 2, slope 0: 3 + 0.1 - 0.6 = 2.5.
        Assert.Equal(1.49, state[0], 1e-15);
        Assert.Equal(2.5, state[1], 1e-15);
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        var solver = new SdeSolver<GeometricBrownianMotion>(new GeometricBrownianMotion(0.1, 0.3));
        double[] state = [1.0];
        double[] noise = [0.1];
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                solver.Step(SdeScheme.Milstein, 0.0, 0.01, state, noise);
            }
        }));
    }

    [Fact]
    public void The_exact_step_composes()
    {
        var motion = new GeometricBrownianMotion(0.1, 0.3);
        double once = motion.Exact(100.0, 1.0, 0.7);
        Assert.Equal(once, motion.Exact(motion.Exact(100.0, 0.4, 0.2), 0.6, 0.5), once * 1e-14);

        // 100 exp(0.055 + 0.21).
        Assert.Equal(100.0 * Math.Exp(0.265), once, 1e-11);
    }

    [Theory]
    [InlineData(double.NaN, 0.2)]
    [InlineData(0.1, -0.2)]
    [InlineData(0.1, double.PositiveInfinity)]
    public void A_parameter_out_of_range_is_refused(double drift, double volatility) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new GeometricBrownianMotion(drift, volatility));

    private readonly record struct Pair : IDiagonalDiffusion
    {
        public int Dimension => 2;

        public void Evaluate(double time, ReadOnlySpan<double> state, Span<double> drift, Span<double> diffusion)
        {
            (drift[0], drift[1]) = (state[1] + time, state[0]);
            (diffusion[0], diffusion[1]) = (state[0] * state[0], 2.0);
        }

        public void Slope(double time, ReadOnlySpan<double> state, Span<double> slope) => (slope[0], slope[1]) = (2.0 * state[0], 0.0);
    }
}
