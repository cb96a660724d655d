using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>What a way of quoting is worth on a <see cref="ContinuousMarket"/>: its certainty equivalent -(1/γ) ln E
/// exp(-γW), where W is cash and inventory at the mid price at the end, computed from its linear equation and sampled
/// exactly in law.</summary>
/// <remarks>
/// The model's distances are taken at 2,001 times and are linear between them; this is the way of quoting that both
/// computations evaluate. It costs an optimal model less than 1e-8 of certainty equivalent, and the others nothing, which
/// are constant or linear in time themselves. No distance is below <see cref="SmallestDistance"/>: as the program has it
/// that computed the published figures.
/// </remarks>
public sealed class ContinuousExperiment
{
    /// <summary>The smallest distance from the mid price, in price units.</summary>
    public const double SmallestDistance = -3.0;

    // Intervals between the times at which the distances are taken.
    private const int Intervals = 2_000;

    // Runge-Kutta steps an interval: the fastest intensity, A·exp(3k) = 12,600, times a step is 0.6.
    private const int Substeps = 10;

    // Intervals over which a path draws from one bound of its intensities.
    private const int IntervalsABound = 40;

    private readonly ContinuousMarket _market;
    private readonly int _rows;

    // By time left, then inventory.
    private readonly double[] _bids;
    private readonly double[] _asks;

    /// <summary>Takes a model's distances.</summary>
    /// <param name="market">The market.</param>
    /// <param name="model">The model.</param>
    public ContinuousExperiment(ContinuousMarket market, IQuoteModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _market = market;
        _rows = 2 * market.MaximumInventory + 1;
        _bids = new double[(Intervals + 1) * _rows];
        _asks = new double[(Intervals + 1) * _rows];
        for (int node = 0; node <= Intervals; node++)
        {
            model.Distances(
                market.Horizon * node / Intervals, _bids.AsSpan(node * _rows, _rows), _asks.AsSpan(node * _rows, _rows));
        }
    }

    /// <summary>Computes it, from an empty inventory, without sampling.</summary>
    /// <returns>Money.</returns>
    /// <remarks>With m(τ, q) = E exp(-γ(what is still gained)): m' = γ²σ²q²/2 m + Σ A exp(-kδ) (exp(-γδ) m(q ± 1) - m(q)),
    /// m(0) = 1, by Runge and Kutta's fourth order.</remarks>
    public double CertaintyEquivalent() => new BackwardEquation(this).Solve();

    /// <summary>Samples it.</summary>
    /// <param name="paths">Paths, 2 or more.</param>
    /// <param name="generator">The random numbers.</param>
    /// <returns>The estimate and its standard error.</returns>
    /// <remarks>Between executions the inventory is constant, so that, the executions known, what the mid price adds to W is
    /// Gaussian with variance σ²∫q²dt. Executions come by thinning. Where γ times the deviation of W is above 2 or so, paths
    /// that no sample holds make the expectation, and the standard error says nothing.</remarks>
    public (double Estimate, double StandardError) Sample(int paths, Pcg64 generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        ArgumentNullException.ThrowIfNull(generator);
        double[] bidBounds = Bounds(_bids);
        double[] askBounds = Bounds(_asks);
        var utility = new MomentSum();
        for (int path = 0; path < paths; path++)
        {
            utility.Add(PortableMath.Exp(-_market.RiskAversion * SampleOne(generator, bidBounds, askBounds)));
        }

        return (
            -PortableMath.Ln(utility.Mean) / _market.RiskAversion,
            utility.MeanError / (utility.Mean * _market.RiskAversion));
    }

    private double SampleOne(Pcg64 generator, double[] bidBounds, double[] askBounds)
    {
        double boundSeconds = _market.Horizon * IntervalsABound / Intervals;
        double gained = 0.0;
        double variance = 0.0;
        int row = _market.MaximumInventory;
        for (int bound = Intervals / IntervalsABound - 1; bound >= 0; bound--)
        {
            // The time left, counted from the end of this bound.
            double left = boundSeconds;
            while (true)
            {
                double bids = bidBounds[bound * _rows + row];
                double rate = bids + askBounds[bound * _rows + row];
                double wait = generator.NextExponential() / rate;
                double held = row - _market.MaximumInventory;
                variance += held * held * Math.Min(wait, left);
                left -= wait;
                if (left <= 0.0)
                {
                    break;
                }

                double drawn = generator.NextDouble() * rate;
                bool isBid = drawn < bids;
                double distance = At(isBid ? _bids : _asks, bound * boundSeconds + left, row);
                if ((isBid ? drawn : drawn - bids) < Intensity(distance))
                {
                    gained += distance;
                    row += isBid ? 1 : -1;
                }
            }
        }

        return gained + _market.Volatility * Math.Sqrt(variance) * generator.NextGaussian();
    }

    // The largest intensity within each bound: distances are linear between nodes, so that it is at one of them.
    private double[] Bounds(double[] distances)
    {
        double[] bounds = new double[Intervals / IntervalsABound * _rows];
        for (int node = 0; node <= Intervals; node++)
        {
            for (int row = 0; row < _rows; row++)
            {
                double intensity = Intensity(Math.Max(distances[node * _rows + row], SmallestDistance)) * (1.0 + 1e-12);
                int bound = Math.Min(node / IntervalsABound, Intervals / IntervalsABound - 1);
                bounds[bound * _rows + row] = Math.Max(bounds[bound * _rows + row], intensity);
                if (node % IntervalsABound == 0 && bound > 0)
                {
                    bounds[(bound - 1) * _rows + row] = Math.Max(bounds[(bound - 1) * _rows + row], intensity);
                }
            }
        }

        return bounds;
    }

    private double At(double[] distances, double secondsLeft, int row)
    {
        double at = secondsLeft / _market.Horizon * Intervals;
        int node = Math.Min((int)at, Intervals - 1);
        double part = at - node;
        double before = distances[node * _rows + row];
        return double.IsInfinity(before) ? before
            : Math.Max(SmallestDistance, before + part * (distances[(node + 1) * _rows + row] - before));
    }

    private double Intensity(double distance) => _market.ArrivalRate * PortableMath.Exp(-_market.Decay * distance);

    private sealed class BackwardEquation(ContinuousExperiment experiment)
    {
        private readonly double[] _value = new double[experiment._rows];
        private readonly double[] _stage = new double[experiment._rows];
        private readonly double[] _slope = new double[experiment._rows];
        private readonly double[] _sum = new double[experiment._rows];
        private Rates _start = new(experiment._rows);
        private readonly Rates _middle = new(experiment._rows);
        private Rates _end = new(experiment._rows);

        public double Solve()
        {
            int steps = Intervals * Substeps;
            double step = experiment._market.Horizon / steps;
            Array.Fill(_value, 1.0);
            Take(_start, 0.0);
            for (int done = 0; done < steps; done++)
            {
                Take(_middle, step * (done + 0.5));
                Take(_end, step * (done + 1));
                Advance(step);
                (_start, _end) = (_end, _start);
            }

            return -PortableMath.Ln(_value[experiment._market.MaximumInventory]) / experiment._market.RiskAversion;
        }

        private void Advance(double step)
        {
            Slope(_start, _value);
            _slope.CopyTo(_sum, 0);
            Next(_middle, 0.5 * step, 2.0);
            Next(_middle, 0.5 * step, 2.0);
            Next(_end, step, 1.0);
            for (int row = 0; row < _value.Length; row++)
            {
                _value[row] += step / 6.0 * _sum[row];
            }
        }

        private void Next(Rates rates, double step, double weight)
        {
            for (int row = 0; row < _stage.Length; row++)
            {
                _stage[row] = _value[row] + step * _slope[row];
            }

            Slope(rates, _stage);
            for (int row = 0; row < _sum.Length; row++)
            {
                _sum[row] += weight * _slope[row];
            }
        }

        private void Slope(Rates rates, double[] value)
        {
            int last = value.Length - 1;
            for (int row = 0; row <= last; row++)
            {
                double above = row < last ? rates.ToLong[row] * value[row + 1] : 0.0;
                double below = row > 0 ? rates.ToShort[row] * value[row - 1] : 0.0;
                _slope[row] = above + below - rates.Loss[row] * value[row];
            }
        }

        private void Take(Rates rates, double secondsLeft)
        {
            ContinuousMarket market = experiment._market;
            for (int row = 0; row < experiment._rows; row++)
            {
                double held = (row - market.MaximumInventory) * market.RiskAversion * market.Volatility;
                double bid = experiment.At(experiment._bids, secondsLeft, row);
                double ask = experiment.At(experiment._asks, secondsLeft, row);
                double bids = experiment.Intensity(bid);
                double asks = experiment.Intensity(ask);
                rates.ToLong[row] = bids == 0.0 ? 0.0 : bids * PortableMath.Exp(-market.RiskAversion * bid);
                rates.ToShort[row] = asks == 0.0 ? 0.0 : asks * PortableMath.Exp(-market.RiskAversion * ask);
                rates.Loss[row] = bids + asks - 0.5 * held * held;
            }
        }

        private sealed class Rates(int rows)
        {
            public double[] ToLong { get; } = new double[rows];

            public double[] ToShort { get; } = new double[rows];

            public double[] Loss { get; } = new double[rows];
        }
    }
}
