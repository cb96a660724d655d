using System;
using CsCheck;
using Harrier.Models.Processes;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

public sealed class BrownianMotionTests
{
    [Fact]
    public void The_finer_path_goes_through_the_points_of_the_coarser_one() =>
        Gen.Select(Gen.Double[-3.0, 3.0].Array[1, 40], Gen.Double[1e-6, 10.0], Gen.ULong).Sample((coarse, step, seed) =>
        {
            double[] fine = new double[coarse.Length * 2];
            BrownianMotion.Refine(coarse, step, new PathRandom(seed), fine);
            for (int i = 0; i < coarse.Length; i++)
            {
                Assert.Equal(coarse[i], fine[2 * i] + fine[(2 * i) + 1], 1e-14 * (1.0 + Math.Abs(fine[2 * i])));
            }
        });

    [Fact]
    public void The_halves_of_a_step_are_independent_and_have_half_of_its_variance()
    {
        // Steps of 0.5: halves of variance 0.25. 100,000 of them; four standard errors of a variance are 4 √(2/n) of it.
        const int Steps = 100_000;
        var random = new PathRandom(3);
        double[] coarse = new double[Steps];
        double[] fine = new double[2 * Steps];
        BrownianMotion.Draw(coarse, 0.5, random);
        BrownianMotion.Refine(coarse, 0.5, random, fine);
        double first = 0.0, second = 0.0, product = 0.0;
        for (int i = 0; i < Steps; i++)
        {
            first += fine[2 * i] * fine[2 * i] / Steps;
            second += fine[(2 * i) + 1] * fine[(2 * i) + 1] / Steps;
            product += fine[2 * i] * fine[(2 * i) + 1] / Steps;
        }

        Assert.Equal(0.25, first, 0.25 * 0.0179);
        Assert.Equal(0.25, second, 0.25 * 0.0179);
        Assert.Equal(0.0, product, 0.25 * 0.0127);
    }

    [Fact]
    public void Milsteins_scheme_on_refined_noise_comes_to_the_solution_of_the_same_path()
    {
        // Strong order 1: at 2^10 times as many steps the error of one path is about 2^10 times smaller.
        var motion = new GeometricBrownianMotion(0.05, 0.2);
        var random = new PathRandom(4);
        double[] noise = new double[4];
        BrownianMotion.Draw(noise, 0.25, random);
        double exact = motion.Exact(1.0, 1.0, noise[0] + noise[1] + noise[2] + noise[3]);
        double first = Math.Abs(End(motion, noise) - exact);
        for (int level = 0; level < 10; level++)
        {
            double[] fine = new double[noise.Length * 2];
            BrownianMotion.Refine(noise, 1.0 / noise.Length, random, fine);
            noise = fine;
        }

        Assert.True(Math.Abs(End(motion, noise) - exact) < first / 100.0);
    }

    [Fact]
    public void The_mirror_path_has_the_opposite_increments_and_lengths_that_do_not_fit_are_refused()
    {
        double[] noise = [1.0, -2.0];
        BrownianMotion.Mirror(noise);
        Assert.Equal([-1.0, 2.0], noise);
        Assert.Throws<ArgumentException>(() => BrownianMotion.Refine([1.0, 2.0], 1.0, new PathRandom(1), new double[3]));
    }

    private static double End(GeometricBrownianMotion motion, double[] noise)
    {
        var solver = new SdeSolver<GeometricBrownianMotion>(motion);
        double[] state = [1.0];
        for (int i = 0; i < noise.Length; i++)
        {
            solver.Step(SdeScheme.Milstein, 0.0, 1.0 / noise.Length, state, noise.AsSpan(i, 1));
        }

        return state[0];
    }
}
