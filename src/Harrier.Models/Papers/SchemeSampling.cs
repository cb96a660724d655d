using System;
using Harrier.Models.Processes;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>What our own steps of stochastic differential equations give, sampled.</summary>
internal static class SchemeSampling
{
    /// <summary>The errors of both schemes for a geometric Brownian motion that starts at 1, with the solution on the same
    /// noise: root mean squares of Euler's and Milstein's scheme, and the distance of the means.</summary>
    internal static SampledMean[] Errors(
        GeometricBrownianMotion motion, double horizon, int steps, int paths, ulong seed, ulong firstPath, int threads = 0)
    {
        double step = horizon / steps;
        SampledMean[] means = PathSampling.Run(paths, seed, firstPath, 3, Create, threads);
        return [Root(means[0]), Root(means[1]), means[2] with { Mean = Math.Abs(means[2].Mean) }];

        PathFigures Create()
        {
            var solver = new SdeSolver<GeometricBrownianMotion>(motion);
            double[] noise = new double[steps];
            double[] euler = new double[1];
            double[] milstein = new double[1];
            return (random, figures) =>
            {
                BrownianMotion.Draw(noise, step, random);
                (euler[0], milstein[0]) = (1.0, 1.0);
                double end = 0.0;
                for (int i = 0; i < steps; i++)
                {
                    solver.Step(SdeScheme.EulerMaruyama, i * step, step, euler, noise.AsSpan(i, 1));
                    solver.Step(SdeScheme.Milstein, i * step, step, milstein, noise.AsSpan(i, 1));
                    end += noise[i];
                }

                double exact = motion.Exact(1.0, horizon, end);
                figures[0] = (exact - euler[0]) * (exact - euler[0]);
                figures[1] = (exact - milstein[0]) * (exact - milstein[0]);

                // Both have the same mean; Milstein's is nearer to the solution, so that it varies less.
                figures[2] = exact - milstein[0];
            };
        }

        static SampledMean Root(SampledMean square) => new(Math.Sqrt(square.Mean), square.StandardError / (2.0 * Math.Sqrt(square.Mean)));
    }

    /// <summary>Calls by full truncation, not discounted, a path and its mirror image at a time. Two figures a strike: the
    /// price, and what it changes from steps twice as long with the same noise.</summary>
    internal static SampledMean[] HestonCalls(
        Heston model, double spot, double[] strikes, double horizon, int steps, int paths, ulong seed, ulong firstPath, int threads = 0)
    {
        double step = horizon / steps;
        return PathSampling.Run(Math.Max(2, paths / 2), seed, firstPath, 2 * strikes.Length, Create, threads);

        PathFigures Create()
        {
            double[] varianceNoise = new double[steps];
            double[] ownNoise = new double[steps];
            return (random, figures) =>
            {
                BrownianMotion.Draw(varianceNoise, step, random);
                BrownianMotion.Draw(ownNoise, step, random);
                figures.Clear();
                for (int mirror = 0; mirror < 2; mirror++)
                {
                    double fine = HestonEnd(model, spot, step, varianceNoise, ownNoise, 1);
                    double coarse = HestonEnd(model, spot, step, varianceNoise, ownNoise, 2);
                    for (int i = 0; i < strikes.Length; i++)
                    {
                        double pays = Math.Max(0.0, fine - strikes[i]);
                        figures[2 * i] += 0.5 * pays;
                        figures[(2 * i) + 1] += 0.5 * (pays - Math.Max(0.0, coarse - strikes[i]));
                    }

                    BrownianMotion.Mirror(varianceNoise);
                    BrownianMotion.Mirror(ownNoise);
                }
            };
        }
    }

    /// <summary>A call by Euler steps with exact jump times, discounted.</summary>
    internal static SampledMean MertonCall(
        MertonJumpDiffusion model, double spot, double strike, double years, int steps, int paths, ulong seed, ulong firstPath, int threads = 0)
    {
        double discount = PortableMath.Exp(-model.Rate * years);
        return PathSampling.Run(paths, seed, firstPath, 1, Create, threads)[0];

        PathFigures Create()
        {
            var scheme = new JumpAdaptedEuler<GeometricBrownianMotion>(model.Diffusion, model.Jumps);
            return (random, figures) => figures[0] = discount * Math.Max(0.0, scheme.Solve(spot, years, steps, random) - strike);
        }
    }

    /// <summary>The price at the end of a path whose steps join some increments.</summary>
    private static double HestonEnd(Heston model, double spot, double step, double[] varianceNoise, double[] ownNoise, int joined)
    {
        double logPrice = PortableMath.Ln(spot);
        double variance = model.Variance.Start;
        for (int i = 0; i + joined <= varianceNoise.Length; i += joined)
        {
            double first = 0.0;
            double second = 0.0;
            for (int j = i; j < i + joined; j++)
            {
                first += varianceNoise[j];
                second += ownNoise[j];
            }

            model.FullTruncation(joined * step, first, second, ref logPrice, ref variance);
        }

        return PortableMath.Exp(logPrice);
    }
}
