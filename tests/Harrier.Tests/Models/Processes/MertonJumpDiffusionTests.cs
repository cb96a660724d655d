using System;
using Harrier.Models.Papers;
using Harrier.Models.Processes;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class MertonJumpDiffusionTests
{
    /// <summary>Haug, Option Pricing Formulas (1998), p. 9, as corrected in QuantLib, test-suite/jumpdiffusion.cpp, to 0.01:
    /// S 100, r 8 %, volatility 25 % in all, of which a part comes from the jumps.</summary>
    [Theory]
    [InlineData(80.0, 0.10, 1.0, 0.25, 20.67)]
    [InlineData(80.0, 0.50, 10.0, 0.25, 23.61)]
    [InlineData(90.0, 0.25, 1.0, 0.25, 12.74)]
    [InlineData(90.0, 0.50, 5.0, 0.25, 15.42)]
    [InlineData(100.0, 0.10, 1.0, 0.25, 3.42)]
    [InlineData(100.0, 0.25, 1.0, 0.25, 5.88)]
    [InlineData(100.0, 0.50, 10.0, 0.25, 9.03)]
    [InlineData(110.0, 0.50, 1.0, 0.25, 4.67)]
    [InlineData(120.0, 0.25, 5.0, 0.25, 0.63)]
    [InlineData(80.0, 0.25, 1.0, 0.50, 21.83)]
    [InlineData(100.0, 0.50, 1.0, 0.50, 8.71)]
    [InlineData(110.0, 0.25, 5.0, 0.50, 2.11)]
    [InlineData(120.0, 0.50, 1.0, 0.50, 2.15)]
    public void A_call_has_the_published_price(double strike, double years, double jumpsPerYear, double part, double published) =>
        Assert.Equal(published, Haug(jumpsPerYear, part).Call(100.0, strike, years), 0.01);

    /// <summary>From an independent program: mpmath 1.x, the series of 2,500 terms with 40 digits; S and K 100, r 5 %,
    /// volatility 20 %.</summary>
    [Theory]
    [InlineData(3.0, -0.1, 0.15, 1.0, 16.351032475564239)]
    [InlineData(2.0, -0.1, 0.15, 2.0, 21.930983485076499)]
    [InlineData(2.0, 0.1, 0.1, 1.0, 13.660338156064569)]
    [InlineData(10.0, 1.0, 0.5, 1.0, 99.152221323675392)]
    [InlineData(600.0, -0.005, 0.01, 1.0, 15.695575090439652)]
    public void Many_jumps_and_large_ones_leave_nothing_out(double perYear, double meanLog, double deviationLog, double years, double expected) =>
        Assert.Equal(expected, new MertonJumpDiffusion(0.05, 0.2, new LogNormalJumps(perYear, meanLog, deviationLog)).Call(100.0, 100.0, years), 1e-11 * expected);

    [Fact]
    public void More_jumps_than_the_series_takes_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new MertonJumpDiffusion(0.05, 0.2, new LogNormalJumps(800.0, -0.005, 0.01)).Call(100.0, 110.0, 1.0));

    [Fact]
    public void Without_jumps_it_is_Black_and_Scholes()
    {
        // Hull's example: S 42, K 40, r 10 %, volatility 20 %, half a year: 4.76.
        var model = new MertonJumpDiffusion(0.1, 0.2, new LogNormalJumps(0.0, 0.0, 0.1));
        Assert.Equal(4.76, model.Call(42.0, 40.0, 0.5), 0.005);
    }

    [Theory]
    [InlineData(100.0, 0.5, 10.0, 0.25)]
    [InlineData(110.0, 0.25, 1.0, 0.5)]
    public void Euler_steps_with_exact_jump_times_come_to_the_series(double strike, double years, double jumpsPerYear, double part)
    {
        MertonJumpDiffusion model = Haug(jumpsPerYear, part);
        SampledMean sampled = SchemeSampling.MertonCall(model, 100.0, strike, years, 20, 40_000, 5, 0);
        double exact = model.Call(100.0, strike, years);
        Assert.InRange(sampled.Mean, exact - (4.0 * sampled.StandardError), exact + (4.0 * sampled.StandardError));
        Assert.True(sampled.StandardError < 0.02 * exact);
    }

    [Fact]
    public void The_price_has_the_drift_of_the_rate_and_the_jumps_are_Poisson()
    {
        var model = new MertonJumpDiffusion(0.05, 0.2, new LogNormalJumps(3.0, -0.1, 0.15));
        SampledMean[] sampled = PathSampling.Run(40_000, 6, 0, 3, () =>
        {
            var scheme = new JumpAdaptedEuler<GeometricBrownianMotion>(model.Diffusion, model.Jumps);
            return (random, figures) =>
            {
                figures[0] = scheme.Solve(100.0, 0.5, 10, random);
                figures[1] = scheme.JumpCount;
                figures[2] = (scheme.JumpCount - 1.5) * (scheme.JumpCount - 1.5);
            };
        });
        double forward = 100.0 * Math.Exp(0.025);
        Assert.InRange(sampled[0].Mean, forward - (4.0 * sampled[0].StandardError), forward + (4.0 * sampled[0].StandardError));
        Assert.InRange(sampled[1].Mean, 1.5 - (4.0 * sampled[1].StandardError), 1.5 + (4.0 * sampled[1].StandardError));
        Assert.InRange(sampled[2].Mean, 1.5 - (4.0 * sampled[2].StandardError), 1.5 + (4.0 * sampled[2].StandardError));
    }

    private static MertonJumpDiffusion Haug(double jumpsPerYear, double part)
    {
        double jumpVariance = 0.25 * 0.25 * part / jumpsPerYear;
        return new MertonJumpDiffusion(0.08, 0.25 * Math.Sqrt(1.0 - part), new LogNormalJumps(jumpsPerYear, -0.5 * jumpVariance, Math.Sqrt(jumpVariance)));
    }
}
