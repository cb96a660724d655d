using System;

namespace Harrier.Tests.Models.Quoting;

/// <summary>The slow and obvious way to a market maker's quotes: h'(τ, q) = holding(q) + the largest bid(q, δ, h(q+1) - h(q))
/// over δ + the largest ask(q, δ, h(q-1) - h(q)), stepped by Runge and Kutta, with the distances found by search. Knows
/// nothing of exponentials that make the equation linear.</summary>
internal sealed class BellmanTwin(
    int limit, Func<int, double> holding, Func<int, double, double, double> bid, Func<int, double, double, double> ask)
{
    private const double SmallestDistance = -20.0;
    private const double LargestDistance = 20.0;
    private double[] _value = [];

    /// <summary>Steps from the horizon back.</summary>
    public void Solve(Func<int, double> terminal, double seconds, int steps)
    {
        int count = 2 * limit + 1;
        _value = new double[count];
        for (int row = 0; row < count; row++)
        {
            _value[row] = terminal(row - limit);
        }

        double step = seconds / steps;
        for (int done = 0; done < steps; done++)
        {
            double[] first = Slope(_value);
            double[] second = Slope(Next(first, 0.5 * step));
            double[] third = Slope(Next(second, 0.5 * step));
            double[] fourth = Slope(Next(third, step));
            for (int row = 0; row < count; row++)
            {
                _value[row] += step / 6.0 * (first[row] + 2.0 * second[row] + 2.0 * third[row] + fourth[row]);
            }
        }
    }

    public double Value(int inventory) => _value[inventory + limit];

    public double Bid(int inventory) => Best(d => bid(inventory, d, Value(inventory + 1) - Value(inventory)));

    public double Ask(int inventory) => Best(d => ask(inventory, d, Value(inventory - 1) - Value(inventory)));

    /// <summary>E f(J) for a Gaussian J, by Simpson's rule over ten deviations either way.</summary>
    public static double MeanOfGaussian(Func<double, double> f, double mean, double deviation)
    {
        const int parts = 2_000;
        double width = 20.0 / parts;
        double sum = 0.0;
        for (int part = 0; part <= parts; part++)
        {
            double z = -10.0 + part * width;
            double weight = part is 0 or parts ? 1.0 : part % 2 == 1 ? 4.0 : 2.0;
            sum += weight * f(mean + deviation * z) * Math.Exp(-0.5 * z * z);
        }

        return sum * width / 3.0 / Math.Sqrt(2.0 * Math.PI);
    }

    private double[] Next(double[] slope, double step)
    {
        double[] next = new double[slope.Length];
        for (int row = 0; row < next.Length; row++)
        {
            next[row] = _value[row] + step * slope[row];
        }

        return next;
    }

    private double[] Slope(double[] value)
    {
        double[] slope = new double[value.Length];
        for (int row = 0; row < value.Length; row++)
        {
            int q = row - limit;
            slope[row] = holding(q);
            if (q < limit)
            {
                double change = value[row + 1] - value[row];
                slope[row] += bid(q, Best(d => bid(q, d, change)), change);
            }

            if (q > -limit)
            {
                double change = value[row - 1] - value[row];
                slope[row] += ask(q, Best(d => ask(q, d, change)), change);
            }
        }

        return slope;
    }

    // The gain rises to one maximum and falls: the golden section closes in on it.
    private static double Best(Func<double, double> gain)
    {
        const double golden = 0.61803398874989485;
        double low = SmallestDistance;
        double high = LargestDistance;
        double left = high - golden * (high - low);
        double right = low + golden * (high - low);
        double leftGain = gain(left);
        double rightGain = gain(right);
        while (high - low > 1e-8)
        {
            if (leftGain > rightGain)
            {
                (high, right, rightGain) = (right, left, leftGain);
                left = high - golden * (high - low);
                leftGain = gain(left);
            }
            else
            {
                (low, left, leftGain) = (left, right, rightGain);
                right = low + golden * (high - low);
                rightGain = gain(right);
            }
        }

        return 0.5 * (low + high);
    }
}
