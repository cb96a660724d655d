using System;
using Harrier.Models.Papers;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;
using Xunit;

namespace Harrier.Tests.Models.Quoting.Portfolio;

/// <summary>What ways of quoting two indices of Guéant (2017) are worth in two hours while the end is far: the growth of
/// the certainty equivalent, which for any quotes is -ln(u)/γ with u' = (γ²/2)q'Σq·u + ∑ A·exp(-kδ)·(exp(-γΔδ)·u(q ± Δ) - u), a linear system that is solved here by
/// small steps of the classical Runge-Kutta method and shares nothing with the models.</summary>
public sealed class PortfolioPolicyTests(ITestOutputHelper output)
{
    private const int Limit = 4;
    private const int Side = (2 * Limit) + 1;
    private const double Hours2 = 7_200;
    private const double Far = 36_000;
    private const double Step = 0.5;
    private const double RiskAversion = 6e-5;

    private static readonly GlftParameters[] Assets = Indices.Both();

    private delegate double BidDistance(int asset, int first, int second);

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.6)]
    [InlineData(0.3)]
    public void Exact_quotes_are_worth_most_and_quotes_that_lean_more_than_those_that_do_not(double correlation)
    {
        var exact = new PortfolioExact(Assets, CorrelationMatrix.Uniform(2, correlation), [Limit, Limit]);
        exact.Solve(Far - Hours2);
        double before = exact.CertaintyEquivalent([0, 0]);
        exact.Solve(Far);
        var closed = new PortfolioClosedForm(Assets, CorrelationMatrix.Uniform(2, correlation));
        double optimum = exact.CertaintyEquivalent([0, 0]) - before;
        double steady = Worth(correlation, (asset, first, second) => exact.BidDistance(asset, [first, second]));
        double session = Worth(correlation, OwnTable(closed.AmongOthers(0), closed.AmongOthers(1), closed));
        double formula = Worth(correlation, (asset, first, second) => closed.BidDistance(asset, [first, second]));
        double alone = Worth(correlation, OwnTable(Assets[0], Assets[1], null));
        output.WriteLine($"correlation {correlation}: optimum {optimum:F1}, exact {steady:F1}, table and shift {session:F1}, closed form {formula:F1}, each alone {alone:F1} dollars");
        Assert.Equal(optimum, steady, 1e-5 * optimum);
        Assert.True(steady > session);
        Assert.True(steady > formula);
        Assert.True(session > alone);
    }

    [Fact]
    public void Without_correlation_each_alone_is_the_optimum()
    {
        // In the steady state v falls by its eigenvalue, and the certainty equivalent is (Δ/k) ln v.
        double sum = 0;
        foreach (GlftParameters asset in Assets)
        {
            sum -= new GlftExact(asset, Limit).SmallestEigenvalue * Hours2 * asset.OrderSize / asset.Decay;
        }

        Assert.Equal(sum, Worth(0, OwnTable(Assets[0], Assets[1], null)), 1e-5 * sum);
    }

    // As a session quotes: the exact quotes of one asset at its own limit, moved by what is held in the other.
    private static BidDistance OwnTable(GlftParameters first, GlftParameters second, PortfolioClosedForm? cross)
    {
        ModelQuotes[] own =
        [
            ModelQuotes.Of(new GlftExact(first, Limit), Limit, double.PositiveInfinity),
            ModelQuotes.Of(new GlftExact(second, Limit), Limit, double.PositiveInfinity),
        ];
        return (asset, heldFirst, heldSecond) =>
        {
            int held = asset == 0 ? heldFirst : heldSecond;
            int other = asset == 0 ? heldSecond : heldFirst;
            return own[asset].Bid(held) + (cross is null ? 0 : cross.SkewPerOrder(asset, 1 - asset) * other);
        };
    }

    private static double Worth(double correlation, BidDistance bid)
    {
        double[] diagonal = new double[Side * Side];
        double[] toFirst = new double[2 * Side * Side];
        double[] toSecond = new double[2 * Side * Side];
        for (int i = -Limit; i <= Limit; i++)
        {
            for (int j = -Limit; j <= Limit; j++)
            {
                int state = ((i + Limit) * Side) + j + Limit;
                double x = i * Assets[0].OrderSize * Assets[0].Volatility;
                double y = j * Assets[1].OrderSize * Assets[1].Volatility;
                diagonal[state] = 0.5 * RiskAversion * RiskAversion * ((x * x) + (2 * correlation * x * y) + (y * y));

                // Asks are the mirror of bids.
                Add(0, state, i < Limit ? bid(0, i, j) : null, toFirst.AsSpan(0, Side * Side), diagonal);
                Add(0, state, i > -Limit ? bid(0, -i, -j) : null, toFirst.AsSpan(Side * Side), diagonal);
                Add(1, state, j < Limit ? bid(1, i, j) : null, toSecond.AsSpan(0, Side * Side), diagonal);
                Add(1, state, j > -Limit ? bid(1, -i, -j) : null, toSecond.AsSpan(Side * Side), diagonal);
            }
        }

        double[] value = new double[Side * Side];
        Array.Fill(value, 1.0);
        double[][] slopes = [new double[Side * Side], new double[Side * Side], new double[Side * Side], new double[Side * Side]];
        double[] trial = new double[Side * Side];
        double[] parts = [0, 0.5, 0.5, 1];
        double before = 0;
        for (double done = 0; done < Far; done += Step)
        {
            before = done == Far - Hours2 ? Math.Log(value[(Limit * Side) + Limit]) : before;
            for (int stage = 0; stage < 4; stage++)
            {
                for (int state = 0; state < trial.Length; state++)
                {
                    trial[state] = value[state] + (stage == 0 ? 0 : parts[stage] * Step * slopes[stage - 1][state]);
                }

                Slope(trial, slopes[stage], diagonal, toFirst, toSecond);
            }

            for (int state = 0; state < value.Length; state++)
            {
                value[state] += Step / 6 * (slopes[0][state] + (2 * slopes[1][state]) + (2 * slopes[2][state]) + slopes[3][state]);
            }
        }

        return (before - Math.Log(value[(Limit * Side) + Limit])) / RiskAversion;
    }

    private static void Add(int asset, int state, double? distance, Span<double> rates, double[] diagonal)
    {
        if (distance is { } away)
        {
            double rate = Assets[asset].ArrivalRate * Math.Exp(-Assets[asset].Decay * away);
            diagonal[state] -= rate;
            rates[state] = rate * Math.Exp(-RiskAversion * Assets[asset].OrderSize * away);
        }
    }

    private static void Slope(double[] value, double[] slope, double[] diagonal, double[] toFirst, double[] toSecond)
    {
        int states = value.Length;
        for (int state = 0; state < states; state++)
        {
            double sum = diagonal[state] * value[state];
            sum += toFirst[state] == 0 ? 0 : toFirst[state] * value[state + Side];
            sum += toFirst[states + state] == 0 ? 0 : toFirst[states + state] * value[state - Side];
            sum += toSecond[state] == 0 ? 0 : toSecond[state] * value[state + 1];
            sum += toSecond[states + state] == 0 ? 0 : toSecond[states + state] * value[state - 1];
            slope[state] = sum;
        }
    }
}
