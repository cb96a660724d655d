using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>The system v'(τ) = -M v of market making under an inventory limit, with τ in units of 1/η: M has a(q) on its
/// diagonal and -r (from q-1, an ask executed) and -1/r (from q+1, a bid executed) beside it, and v(0) = exp(-c·q²).
/// Solved so that each component of v keeps its relative accuracy, however small it is.</summary>
/// <remarks>With v(q) = r^q u(q) the rates beside the diagonal of u are both 1, so that M is symmetric: buyers and sellers
/// that arrive at different rates cost one addition to each logarithm.</remarks>
internal sealed class InventoryChain
{
    // After this many e-foldings the second eigenvector has become 1e-26 of what it was beside the first, and the horizon is
    // as good as infinite.
    private const double SteadyStateExponent = 60.0;

    // Steps of the exponential series are kept short enough that no term leaves the range of a double.
    private const double LongestStep = 256.0;

    // Each takes some 300 terms over all inventories: beyond this many, nobody waits for the answer.
    private const double StepsMax = 100_000.0;

    // Of the largest component. What lies below has met the end of a double's range and lost digits.
    private const double SmallestValue = 1e-280;

    private readonly double[] _diagonal;
    private readonly double[] _steadyLogRatios;
    private readonly double[] _value;
    private readonly double[] _term;
    private double _terminalExponent;
    private double _logTilt;
    private double _smallestDiagonal;
    private double _largestDiagonal;
    private double _gap;
    private double _steadyExponent;

    internal InventoryChain(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, QuoteTable.MaximumInventoryLimit);
        int count = 2 * limit + 1;
        _diagonal = new double[count];
        _value = new double[count];
        _term = new double[count];
        _steadyLogRatios = new double[count - 1];
    }

    /// <summary>Gets the smallest eigenvalue of M/η.</summary>
    internal double SmallestEigenvalue { get; private set; }

    /// <summary>Gets a(q)/η for q = -Q … Q, to be written before <see cref="Solve"/>.</summary>
    internal Span<double> Diagonal => _diagonal;

    /// <summary>Takes the exponent c of v(0) and ln r, and solves for the steady state.</summary>
    internal void Solve(double terminalExponent, double logTilt)
    {
        _terminalExponent = terminalExponent;
        _logTilt = logTilt;
        double smallest = double.PositiveInfinity;
        double largest = double.NegativeInfinity;
        foreach (double element in _diagonal)
        {
            if (!double.IsFinite(element))
            {
                throw new ArgumentException("The risk of the inventory limit is beyond all numbers: check the units of risk aversion, volatility, drift and jumps.");
            }

            smallest = Math.Min(smallest, element);
            largest = Math.Max(largest, element);
        }

        _smallestDiagonal = smallest;
        _largestDiagonal = largest;

        // By Gershgorin and by Rayleigh the smallest eigenvalue is in [smallest - 2, smallest]; all are below largest + 2.
        SmallestEigenvalue = Eigenvalue(0, smallest - 2.0, smallest);
        _gap = Eigenvalue(1, SmallestEigenvalue, largest + 2.0) - SmallestEigenvalue;
        SolveSteadyState();
        _steadyExponent = SteadyStateExponent + StartDistance();
    }

    /// <summary>Gives ln(v(q+1)/v(q)) for q = -Q … Q-1.</summary>
    internal void LogRatios(double time, Span<double> ratios)
    {
        int limit = _diagonal.Length / 2;
        if (time == 0.0)
        {
            for (int row = 0; row < ratios.Length; row++)
            {
                ratios[row] = -_terminalExponent * (2.0 * (row - limit) + 1.0);
            }

            return;
        }

        if (time * _gap > _steadyExponent)
        {
            _steadyLogRatios.CopyTo(ratios);
            return;
        }

        Evolve(time);
        for (int row = 0; row < ratios.Length; row++)
        {
            ratios[row] = PortableMath.Ln(_value[row + 1] / _value[row]) + _logTilt;
        }
    }

    /// <summary>Gives ln v(q).</summary>
    internal double LogValue(double time, int inventory)
    {
        double logScale = Evolve(time);
        return logScale + PortableMath.Ln(_value[inventory + _diagonal.Length / 2]) + inventory * _logTilt;
    }

    // How many eigenvalues are below x: the negative pivots of M - x (Sturm).
    private int CountBelow(double x)
    {
        int count = 0;
        double pivot = 1.0;
        for (int row = 0; row < _diagonal.Length; row++)
        {
            pivot = _diagonal[row] - x - (row == 0 ? 0.0 : 1.0 / pivot);
            if (pivot == 0.0)
            {
                pivot = -1e-300;
            }

            count += pivot < 0.0 ? 1 : 0;
        }

        return count;
    }

    // The largest double with at most `rank` eigenvalues below it, by bisection.
    private double Eigenvalue(int rank, double low, double high)
    {
        while (true)
        {
            double middle = 0.5 * (low + high);
            if (!(low < middle && middle < high))
            {
                return low;
            }

            if (CountBelow(middle) <= rank)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    // The eigenvector from both ends: v(q+1)/v(q) is the pivot of the elimination from above up to the row where the two
    // eliminations meet best, and one over the pivot from below after it (Parlett and Dhillon's twisted factorization).
    // With no eigenvalue below λ all pivots are positive and nothing cancels.
    private void SolveSteadyState()
    {
        Span<double> above = _value;
        Span<double> below = _term;
        int last = _diagonal.Length - 1;
        for (int row = 0; row <= last; row++)
        {
            above[row] = _diagonal[row] - SmallestEigenvalue - (row == 0 ? 0.0 : 1.0 / above[row - 1]);
        }

        int twist = last;
        double best = double.PositiveInfinity;
        for (int row = last; row >= 0; row--)
        {
            below[row] = _diagonal[row] - SmallestEigenvalue - (row == last ? 0.0 : 1.0 / below[row + 1]);
            double rest = Math.Abs(above[row] + below[row] - (_diagonal[row] - SmallestEigenvalue));
            if (rest < best)
            {
                best = rest;
                twist = row;
            }
        }

        for (int row = 0; row < last; row++)
        {
            _steadyLogRatios[row] = (row < twist ? PortableMath.Ln(above[row]) : -PortableMath.Ln(below[row + 1])) + _logTilt;
        }
    }

    // How many e-foldings the steady state is away from u(0): -ln of the largest product of the two, each with a largest
    // component of 1. Under arrivals that differ much u(0) is largest where the steady state has next to nothing.
    private double StartDistance()
    {
        double steady = 0.0;
        double largestSteady = 0.0;
        double largestStart = double.NegativeInfinity;
        double largestBoth = double.NegativeInfinity;
        for (int row = 0; row < _diagonal.Length; row++)
        {
            steady += row == 0 ? 0.0 : _steadyLogRatios[row - 1] - _logTilt;
            largestSteady = Math.Max(largestSteady, steady);
            largestStart = Math.Max(largestStart, LogStart(row));
            largestBoth = Math.Max(largestBoth, steady + LogStart(row));
        }

        return largestSteady + largestStart - largestBoth;
    }

    private double LogStart(int row)
    {
        double inventory = row - _diagonal.Length / 2;
        return -(_terminalExponent * inventory + _logTilt) * inventory;
    }

    // u(τ) = exp(-Mτ) u(0) into _value, divided by a number whose logarithm is returned. With s the largest diagonal
    // element, s - M has no negative element, so that every term of the series of exp((s - M)τ) is positive.
    private double Evolve(double time)
    {
        double logScale = SetTerminal() - _largestDiagonal * time;
        double norm = _largestDiagonal - _smallestDiagonal + 2.0;
        double steps = Math.Ceiling(time * norm / LongestStep);
        if (!(steps <= StepsMax))
        {
            throw new ArgumentException(
                $"A finite horizon of {time} expected executions against a risk of {norm} at the inventory limit takes {steps} steps: ask for the steady state, or check the units.");
        }

        double step = steps > 0.0 ? time / steps : 0.0;
        for (double done = 0.0; done < steps; done++)
        {
            AddSeries(step);
            logScale += Rescale();
        }

        RequireDigits();
        return logScale;
    }

    // u(0) = exp(-c·q² - q ln r), divided by its largest component, whose logarithm is returned. What vanishes beside it
    // is filled from its neighbours.
    private double SetTerminal()
    {
        double largest = double.NegativeInfinity;
        for (int row = 0; row < _value.Length; row++)
        {
            _value[row] = LogStart(row);
            largest = Math.Max(largest, _value[row]);
        }

        for (int row = 0; row < _value.Length; row++)
        {
            _value[row] = PortableMath.Exp(_value[row] - largest);
        }

        return largest;
    }

    private void RequireDigits()
    {
        int row = Array.FindIndex(_value, value => !(value >= SmallestValue));
        if (row >= 0)
        {
            throw new ArgumentException(
                $"An inventory of {row - _diagonal.Length / 2} is worth less than 1e-280 of the best one at this horizon, which leaves no digit for its quotes: lower the inventory limit or the terminal penalty, or ask for the steady state.");
        }
    }

    private void AddSeries(double step)
    {
        _value.CopyTo(_term, 0);
        bool isDone = false;
        for (double order = 1.0; !isDone; order++)
        {
            isDone = true;
            double factor = step / order;
            double before = 0.0;
            for (int row = 0; row < _term.Length; row++)
            {
                double here = _term[row];
                double after = row + 1 < _term.Length ? _term[row + 1] : 0.0;
                double next = factor * ((_largestDiagonal - _diagonal[row]) * here + before + after);
                before = here;
                _term[row] = next;
                _value[row] += next;

                // What is no number ends the series too, and is told by the caller.
                isDone &= !(next > 1e-18 * _value[row]);
            }
        }
    }

    private double Rescale()
    {
        double largest = 0.0;
        foreach (double value in _value)
        {
            largest = Math.Max(largest, value);
        }

        for (int row = 0; row < _value.Length; row++)
        {
            _value[row] /= largest;
        }

        return PortableMath.Ln(largest);
    }
}
