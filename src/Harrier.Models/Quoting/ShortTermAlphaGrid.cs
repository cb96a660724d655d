using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>Cartea, Jaimungal and Penalva (2015), section 10.4.2: the market maker of <see cref="CarteaJaimungalExact"/>
/// where the mid price has a short-term drift that he sees. There is no closed form: h(t, α, q) is solved on a grid.</summary>
/// <remarks>
/// Each step is split in three (Strang): half a step of the drift's own motion, implicit in α (Crank and Nicolson on
/// central differences, no curvature at the ends), a step of inventory, orders and impulses by Runge and Kutta's fourth
/// order, and the other half. Second order in time and in the drift's spacing. The steps follow the fastest rate of
/// executions on the grid, which with a terminal penalty is at the horizon. Cold: some 0.1 s for 41 drifts, Q = 10 and a
/// minute. One thread; nothing is allocated after construction, and
/// <see cref="AlphaQuoteTables"/> makes of it what the hot path reads.
/// </remarks>
public sealed class ShortTermAlphaGrid
{
    // Of one Runge-Kutta step, in executions or arrivals at the fastest node: the error is below 1e-8 of 1/κ.
    private const double StepRates = 0.1;

    // The motion of the drift is taken at least so often, whatever the rates.
    private const int StepsMin = 200;

    // A terminal penalty in the wrong unit makes rates that no machine steps through.
    private const long StepsMax = 2_000_000;

    private readonly CarteaJaimungalParameters _market;
    private readonly ShortTermAlphaParameters _alpha;
    private readonly int _limit;
    private readonly int _width;
    private readonly double _spacing;
    private readonly double[] _value;
    private readonly double[] _stage;
    private readonly double[] _slope;
    private readonly double[] _sum;
    private readonly double[] _pivots;
    private readonly double[] _column;
    private double _solvedSeconds = double.NaN;

    /// <summary>Takes the memory.</summary>
    /// <param name="market">The market and the penalties; <see cref="CarteaJaimungalParameters.Drift"/> is a lasting drift
    /// beside the short-term one.</param>
    /// <param name="alpha">The short-term drift and the grid.</param>
    /// <param name="maximumInventory">Q in order sizes, 1 to 100.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public ShortTermAlphaGrid(CarteaJaimungalParameters market, ShortTermAlphaParameters alpha, int maximumInventory)
    {
        market.Validate();
        alpha.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumInventory, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumInventory, 100);
        _market = market;
        _alpha = alpha;
        _limit = maximumInventory;
        _width = 2 * maximumInventory + 1;
        _spacing = 2.0 * alpha.LargestDrift / (alpha.Buckets - 1);
        _value = new double[alpha.Buckets * _width];
        _stage = new double[_value.Length];
        _slope = new double[_value.Length];
        _sum = new double[_value.Length];
        _pivots = new double[alpha.Buckets];
        _column = new double[alpha.Buckets];
    }

    /// <summary>Gets the number of drifts.</summary>
    public int Buckets => _alpha.Buckets;

    /// <summary>Gets Q, the inventory limit in order sizes.</summary>
    public int MaximumInventory => _limit;

    /// <summary>Gets the distance between two neighbouring drifts, price units per time unit.</summary>
    public double Spacing => _spacing;

    /// <summary>The drift of a bucket.</summary>
    /// <param name="bucket">0 to <see cref="Buckets"/> - 1.</param>
    /// <returns>Price units per time unit.</returns>
    public double DriftOf(int bucket) => (bucket - _alpha.Buckets / 2) * _spacing;

    /// <summary>The quotes at one drift, as a model of its own.</summary>
    /// <param name="bucket">0 to <see cref="Buckets"/> - 1.</param>
    /// <returns>The model, which solves the grid when it is asked for another time than the last.</returns>
    public IQuoteModel At(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, Buckets);
        return new Bucket(this, bucket);
    }

    /// <summary>What quoting optimally to the horizon adds to cash and inventory at the mid price: h(t, α, n).</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <param name="bucket">The drift.</param>
    /// <param name="inventory">n, in order sizes, from -Q to Q.</param>
    /// <returns>Money.</returns>
    public double Value(double secondsToHorizon, int bucket, int inventory)
    {
        ParameterRange.RequireInventory(inventory, _limit);
        Solve(secondsToHorizon);
        return _value[bucket * _width + inventory + _limit];
    }

    /// <summary>Solves the grid. The same time again costs nothing.</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite: there is no steady state of a grid.</param>
    /// <exception cref="ArgumentException">The rates are beyond what can be stepped through.</exception>
    public void Solve(double secondsToHorizon)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        if (secondsToHorizon == _solvedSeconds)
        {
            return;
        }

        _solvedSeconds = double.NaN;
        SetTerminal();
        double left = secondsToHorizon;
        for (long steps = 0; left > 0.0; steps++)
        {
            double step = Math.Min(secondsToHorizon / StepsMin, StepRates / FastestRate());
            if (!(step * StepsMax >= left) || steps > StepsMax)
            {
                throw new ArgumentException(
                    $"With {left} time units left the fastest executions on the grid allow steps of {step}: lower the terminal penalty, the decay or the inventory limit, or check their units.");
            }

            step = Math.Min(step, left);
            MoveDrift(0.5 * step);
            MoveInventory(step);
            MoveDrift(0.5 * step);
            left -= step;
        }

        _solvedSeconds = secondsToHorizon;
    }

    private void SetTerminal()
    {
        double perOrder = _market.TerminalPenalty * _market.OrderSize * _market.OrderSize;
        for (int node = 0; node < _value.Length; node++)
        {
            double inventory = node % _width - _limit;
            _value[node] = -perOrder * inventory * inventory;
        }
    }

    private double FastestRate()
    {
        double largest = 0.0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int row = 0; row < _width; row++)
            {
                largest = Math.Max(largest, BidRate(_value, bucket, row) + AskRate(_value, bucket, row));
            }
        }

        return largest + _market.BuyArrivalRate + _market.SellArrivalRate;
    }

    // h' = ½η² h_αα - ζα h_α over one step of time, for each inventory apart: (1 - Ls/2) h(new) = (1 + Ls/2) h(old).
    // At the ends the second difference is 0 and the first one-sided; the drift points inwards there.
    private void MoveDrift(double step)
    {
        double diffusion = 0.25 * step * _alpha.Volatility * _alpha.Volatility / (_spacing * _spacing);
        double reversion = 0.25 * step * _alpha.Reversion / _spacing;
        if (diffusion == 0.0 && reversion == 0.0)
        {
            return;
        }

        for (int row = 0; row < _width; row++)
        {
            Eliminate(row, diffusion, reversion);
            for (int bucket = Buckets - 1; bucket >= 0; bucket--)
            {
                Coefficients at = CoefficientsAt(bucket, diffusion, reversion);
                double next = bucket + 1 < Buckets ? _value[(bucket + 1) * _width + row] : 0.0;
                _value[bucket * _width + row] = (_column[bucket] + at.Up * next) / _pivots[bucket];
            }
        }
    }

    private void Eliminate(int row, double diffusion, double reversion)
    {
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            Coefficients at = CoefficientsAt(bucket, diffusion, reversion);
            double here = _value[bucket * _width + row];
            double before = bucket > 0 ? _value[(bucket - 1) * _width + row] : 0.0;
            double after = bucket + 1 < Buckets ? _value[(bucket + 1) * _width + row] : 0.0;
            double right = here * (1.0 - at.Down - at.Up) + at.Down * before + at.Up * after;
            double pivot = 1.0 + at.Down + at.Up;
            if (bucket > 0)
            {
                double factor = at.Down / _pivots[bucket - 1];
                pivot -= factor * CoefficientsAt(bucket - 1, diffusion, reversion).Up;
                right += factor * _column[bucket - 1];
            }

            _pivots[bucket] = pivot;
            _column[bucket] = right;
        }
    }

    private Coefficients CoefficientsAt(int bucket, double diffusion, double reversion)
    {
        double pull = reversion * DriftOf(bucket);
        return bucket == 0 ? new Coefficients(0.0, -2.0 * pull)
            : bucket == Buckets - 1 ? new Coefficients(2.0 * pull, 0.0)
            : new Coefficients(diffusion + pull, diffusion - pull);
    }

    private void MoveInventory(double step)
    {
        Slope(_value, _slope);
        Combine(_stage, 0.5 * step);
        _slope.CopyTo(_sum, 0);
        AddStage(2.0, 0.5 * step);
        AddStage(2.0, step);
        Slope(_stage, _slope);
        for (int node = 0; node < _value.Length; node++)
        {
            _value[node] += step / 6.0 * (_sum[node] + _slope[node]);
        }
    }

    private void AddStage(double weight, double nextStep)
    {
        Slope(_stage, _slope);
        for (int node = 0; node < _sum.Length; node++)
        {
            _sum[node] += weight * _slope[node];
        }

        Combine(_stage, nextStep);
    }

    private void Combine(double[] into, double step)
    {
        for (int node = 0; node < into.Length; node++)
        {
            into[node] = _value[node] + step * _slope[node];
        }
    }

    // The rest of the Bellman equation, an execution rate times Δ/κ being what the best distance earns:
    // nΔ(μ + α + λ+·jump+ - λ-·jump-) - φ(nΔ)² + Δ/κ (rates) + λ+ (h(α + ε+) - h) + λ- (h(α - ε-) - h).
    private void Slope(double[] value, double[] slope)
    {
        double size = _market.OrderSize;
        double earned = size / _market.Decay;
        double drift = _market.DriftRate / _market.Decay;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int row = 0; row < _width; row++)
            {
                double held = (row - _limit) * size;
                double here = value[bucket * _width + row];
                slope[bucket * _width + row] =
                    held * (drift + DriftOf(bucket) - _market.RunningPenalty * held)
                    + earned * (BidRate(value, bucket, row) + AskRate(value, bucket, row))
                    + _market.BuyArrivalRate * (After(value, bucket, row, _alpha.BuyImpulse) - here)
                    + _market.SellArrivalRate * (After(value, bucket, row, -_alpha.SellImpulse) - here);
            }
        }
    }

    private double BidRate(double[] value, int bucket, int row) => row == _width - 1 ? 0.0
        : _market.SellArrivalRate * PortableMath.Exp(-_market.Decay * BidDistance(value, bucket, row));

    private double AskRate(double[] value, int bucket, int row) => row == 0 ? 0.0
        : _market.BuyArrivalRate * PortableMath.Exp(-_market.Decay * AskDistance(value, bucket, row));

    // The order that executes also kicks the drift: what counts is the value after it.
    private double BidDistance(double[] value, int bucket, int row) =>
        1.0 / _market.Decay + _market.SellJump
        + (After(value, bucket, row, -_alpha.SellImpulse) - After(value, bucket, row + 1, -_alpha.SellImpulse)) / _market.OrderSize;

    private double AskDistance(double[] value, int bucket, int row) =>
        1.0 / _market.Decay + _market.BuyJump
        + (After(value, bucket, row, _alpha.BuyImpulse) - After(value, bucket, row - 1, _alpha.BuyImpulse)) / _market.OrderSize;

    // h at the drift of a bucket and an impulse more, linear between the nodes. An impulse stops at the end of the grid:
    // to go on along the last slope would feed errors there back to themselves.
    private double After(double[] value, int bucket, int row, double impulse)
    {
        if (impulse == 0.0)
        {
            return value[bucket * _width + row];
        }

        double at = Math.Clamp(bucket + impulse / _spacing, 0.0, Buckets - 1.0);
        int low = Math.Min((int)at, Buckets - 2);
        double part = at - low;
        return (1.0 - part) * value[low * _width + row] + part * value[(low + 1) * _width + row];
    }

    /// <summary>What of the neighbouring drifts is mixed in, in half a step.</summary>
    private readonly record struct Coefficients(double Down, double Up);

    private sealed class Bucket(ShortTermAlphaGrid grid, int bucket) : IQuoteModel
    {
        public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
        {
            ParameterRange.RequireLimit(bidDistances, askDistances, grid._limit);
            grid.Solve(secondsToHorizon);
            bidDistances[^1] = double.PositiveInfinity;
            askDistances[0] = double.PositiveInfinity;
            for (int row = 0; row + 1 < grid._width; row++)
            {
                bidDistances[row] = grid.BidDistance(grid._value, bucket, row);
                askDistances[row + 1] = grid.AskDistance(grid._value, bucket, row + 1);
            }
        }
    }
}
