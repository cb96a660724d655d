using System;
using Harrier.Models.Quoting;
using Xunit;

namespace Harrier.Tests.Models.Papers;

/// <summary>What the step of Avellaneda and Stoikov's simulation does to its figures, by the engine's quotes and a
/// recursion of this test's own over inventories up to 45, beyond which both programs lose what there is.</summary>
public sealed class StepConventionTests
{
    private const int Limit = 45;
    private const int Rows = 2 * Limit + 1;

    /// <summary>From an independent program: executions with probability λ dt ("linear", the paper's) and with 1 - exp(-λ dt).
    /// At the paper's own step the conventions are 12 % of the profit apart.</summary>
    [Theory]
    [InlineData(0.1, true, 200, 64.89254, 6.54315, 2.92679, 57.17172, 6.36164, 2.99523)]
    [InlineData(0.1, true, 1_000, 64.17333, 7.15001, 3.33122, 62.52921, 7.08552, 3.33386)]
    [InlineData(0.1, true, 4_000, 64.03764, 7.25237, 3.40265, 63.62158, 7.23491, 3.40281)]
    [InlineData(0.1, false, 200, 68.22275, 13.45576, 8.39943, 60.98476, 12.92048, 8.06531)]
    [InlineData(0.1, false, 1_000, 68.22694, 14.94581, 9.34494, 66.68948, 14.78440, 9.24409)]
    [InlineData(0.1, false, 4_000, 68.22765, 15.20832, 9.51191, 67.83885, 15.16540, 9.48510)]
    [InlineData(1.0, true, 200, 31.45450, 4.83792, 1.64139, 28.23977, 4.60188, 1.70145)]
    [InlineData(1.0, true, 1_000, 30.86045, 4.82402, 1.94425, 30.12890, 4.75016, 1.94661)]
    [InlineData(1.0, true, 4_000, 30.67870, 4.79604, 1.99858, 30.49514, 4.77719, 1.99872)]
    [InlineData(1.0, false, 200, 43.68529, 10.73321, 5.17137, 42.14868, 10.55714, 5.08654)]
    [InlineData(1.0, false, 1_000, 43.83222, 11.06835, 5.34534, 43.51604, 11.02894, 5.32630)]
    [InlineData(1.0, false, 4_000, 43.85979, 11.13058, 5.37775, 43.78032, 11.12053, 5.37290)]
    public void The_paper_s_figures_depend_on_its_step_and_on_what_a_rate_means_in_it(
        double riskAversion, bool isInventory, int steps, double profit, double deviation, double inventory, double otherProfit, double otherDeviation, double otherInventory)
    {
        AssertMoments((profit, deviation, inventory), Moments(riskAversion, isInventory, steps, rate => Math.Min(1.0, rate)));
        AssertMoments((otherProfit, otherDeviation, otherInventory), Moments(riskAversion, isInventory, steps, rate => 1.0 - Math.Exp(-rate)));
    }

    private static void AssertMoments((double, double, double) expected, (double, double, double) actual)
    {
        Assert.Equal(expected.Item1, actual.Item1, 5.1e-6);
        Assert.Equal(expected.Item2, actual.Item2, 5.1e-6);
        Assert.Equal(expected.Item3, actual.Item3, 5.1e-6);
    }

    // Of each inventory: its probability, and its part of the mean of wealth and of its square.
    private static (double Profit, double Deviation, double Inventory) Moments(
        double riskAversion, bool isInventory, int steps, Func<double, double> probability)
    {
        var engine = new AvellanedaStoikovEngine(new AvellanedaStoikovParameters { RiskAversion = riskAversion, Volatility = 2.0, Decay = 1.5 });
        double step = 1.0 / steps;
        double meanSpread = 0.0;
        for (int index = 0; index < steps; index++)
        {
            meanSpread += engine.Spread(1.0 - index * step) * step;
        }

        var now = new (double P, double W, double W2)[Rows];
        now[Limit].P = 1.0;
        for (int index = 0; index < steps; index++)
        {
            var next = new (double P, double W, double W2)[Rows];
            double left = 1.0 - index * step;
            for (int row = 0; row < Rows; row++)
            {
                double skew = isInventory ? (row - Limit) * engine.SkewPerOrder(left) : 0.0;
                double half = 0.5 * (isInventory ? engine.Spread(left) : meanSpread);
                double bid = probability(140.0 * Math.Exp(-1.5 * (half + skew)) * step);
                double ask = probability(140.0 * Math.Exp(-1.5 * (half - skew)) * step);
                Move(now[row], next, row, (1.0 - bid) * (1.0 - ask), 0.0, step);
                Move(now[row], next, row + 1, bid * (1.0 - ask), half + skew, step);
                Move(now[row], next, row - 1, (1.0 - bid) * ask, half - skew, step);
                Move(now[row], next, row, bid * ask, 2.0 * half, step);
            }

            now = next;
        }

        double profit = 0.0, square = 0.0, inventory = 0.0;
        for (int row = 0; row < Rows; row++)
        {
            profit += now[row].W;
            square += now[row].W2;
            inventory += (row - Limit) * (row - Limit) * now[row].P;
        }

        return (profit, Math.Sqrt(square - profit * profit), Math.Sqrt(inventory));
    }

    // The mid price then moves by ±2√step.
    private static void Move((double P, double W, double W2) from, (double P, double W, double W2)[] next, int row, double chance, double gain, double step)
    {
        if (row is >= 0 and < Rows)
        {
            double variance = (row - Limit) * (row - Limit) * 4.0 * step;
            next[row].P += chance * from.P;
            next[row].W += chance * (from.W + gain * from.P);
            next[row].W2 += chance * (from.W2 + 2.0 * gain * from.W + (gain * gain + variance) * from.P);
        }
    }
}
