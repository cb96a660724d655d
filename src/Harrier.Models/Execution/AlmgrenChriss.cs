using System;
using System.Globalization;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Execution;

/// <summary>How fast to execute a large order: the trajectory with the least E + λV, where E is the expected cost and V
/// its variance. Almgren and Chriss, "Optimal execution of portfolio transactions", Journal of Risk 3(2) 5-39 (2000).
/// Equation numbers are the paper's.</summary>
/// <remarks>
/// Trading n units in a period of length τ gets a price that is worse by ε + (η/τ)·n, and moves all later prices by γ·n.
/// Holdings are x₀ = X to x_N = 0, trades n_j = x_(j-1) - x_j. Immutable; cold.
/// </remarks>
public sealed class AlmgrenChriss
{
    private readonly AlmgrenChrissParameters _parameters;

    // κ̃²τ², by which the second difference of the best holdings bends, and what the drift adds to it.
    private readonly double _curvature;
    private readonly double _pull;

    /// <summary>Takes the parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range: among them η at or below γτ/2, and λ so far
    /// below 0 that no best trajectory exists.</exception>
    public AlmgrenChriss(AlmgrenChrissParameters parameters)
    {
        parameters.Validate();
        _parameters = parameters;
        Period = parameters.Duration / parameters.Periods;
        AdjustedTemporaryImpact = parameters.TemporaryImpact - (0.5 * parameters.PermanentImpact * Period);
        if (!(AdjustedTemporaryImpact > 0.0))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"TemporaryImpact must be above {0.5 * parameters.PermanentImpact * Period:G6}, half of PermanentImpact times the length of a period."));
        }

        double variance = parameters.Volatility * parameters.Volatility;
        _curvature = parameters.RiskAversion * variance / AdjustedTemporaryImpact * Period * Period;
        _pull = 0.5 * parameters.Drift / AdjustedTemporaryImpact * Period * Period;
        if (!double.IsFinite(_curvature) || !double.IsFinite(_pull))
        {
            throw new ArgumentException("Risk aversion, volatility or drift is too large for the temporary impact: check the units.");
        }

        RequireMinimum();
    }

    /// <summary>Gets N, the number of periods.</summary>
    public int Periods => _parameters.Periods;

    /// <summary>Gets τ, the length of a period.</summary>
    public double Period { get; }

    /// <summary>Gets η̃ = η - γτ/2, the temporary impact with the part of the permanent one that falls on the period
    /// itself taken out, as in (8).</summary>
    public double AdjustedTemporaryImpact { get; }

    /// <summary>Gets κ̃² = λσ²/η̃, per time squared.</summary>
    public double ContinuousRateSquared => _curvature / (Period * Period);

    /// <summary>Gets κ, how fast the holdings fall, per time: the κ of (17), with 2(cosh κτ - 1)/τ² = κ̃². Not a number for λ
    /// below 0, where the holdings are a sine.</summary>
    public double Rate
    {
        get
        {
            // acosh(1 + y) = ln(1 + y + √(y(2 + y))).
            double y = 0.5 * _curvature;
            return y < 0.0 ? double.NaN : PortableMath.LnOnePlus(y + Math.Sqrt(y * (2.0 + y))) / Period;
        }
    }

    /// <summary>Gets θ = 1/κ, in which the holdings fall by a factor of e where there is time enough: the paper's
    /// half-life. Infinite for λ = 0; not a number below it.</summary>
    public double HalfLife => 1.0 / Rate;

    /// <summary>Gets x̄ = α/(2λσ²), what is held against the drift until the end is near, quantity units: (25). Not a
    /// number without λ and σ.</summary>
    public double StaticHolding
    {
        get
        {
            double weight = 2.0 * _parameters.RiskAversion * _parameters.Volatility * _parameters.Volatility;
            return weight > 0.0 ? _parameters.Drift / weight : double.NaN;
        }
    }

    /// <summary>Computes the best trajectory: (17), with drift (26).</summary>
    /// <remarks>Solved from the condition of the minimum, x_(j-1) - 2x_j + x_(j+1) = κ̃²τ²·x_j - τ²α/(2η̃), which holds for λ
    /// of either sign and for 0, where the hyperbolic sines of (17) do not.</remarks>
    /// <param name="holdings">Becomes x₀ to x_N, <see cref="AlmgrenChrissParameters.Periods"/> + 1 of them.</param>
    public void Holdings(Span<double> holdings)
    {
        int periods = _parameters.Periods;
        RequireLength(holdings.Length, periods + 1);
        double[] ratios = new double[periods + 1];
        holdings[0] = _parameters.Quantity;
        holdings[periods] = 0.0;

        // x_j = ratio_j · x_(j+1) + rest_j, with the rests kept in the holdings: Thomas's algorithm.
        for (int j = 1; j < periods; j++)
        {
            double pivot = 2.0 + _curvature - ratios[j - 1];
            ratios[j] = 1.0 / pivot;
            holdings[j] = (holdings[j - 1] + _pull) / pivot;
        }

        for (int j = periods - 1; j > 0; j--)
        {
            holdings[j] += ratios[j] * holdings[j + 1];
        }
    }

    /// <summary>Computes the trades of the best trajectory, the differences of its holdings.</summary>
    /// <param name="trades">Becomes n₁ to n_N.</param>
    public void Trades(Span<double> trades)
    {
        RequireLength(trades.Length, _parameters.Periods);
        double[] holdings = new double[_parameters.Periods + 1];
        Holdings(holdings);
        for (int j = 0; j < trades.Length; j++)
        {
            trades[j] = holdings[j] - holdings[j + 1];
        }
    }

    /// <summary>Gives expected cost and variance of the best trajectory.</summary>
    /// <returns>The cost.</returns>
    public ExecutionCost Cost()
    {
        double[] holdings = new double[_parameters.Periods + 1];
        Holdings(holdings);
        return CostOf(holdings);
    }

    /// <summary>Gives expected cost (8), less what the drift brings, and variance (5) of any trajectory.</summary>
    /// <param name="holdings">x₀ to x_N. One that is not a number makes the cost not a number.</param>
    /// <returns>The cost.</returns>
    public ExecutionCost CostOf(ReadOnlySpan<double> holdings)
    {
        RequireLength(holdings.Length, _parameters.Periods + 1);
        double moved = 0.0;
        double squares = 0.0;
        double held = 0.0;
        double heldSquares = 0.0;
        for (int j = 1; j < holdings.Length; j++)
        {
            double trade = holdings[j - 1] - holdings[j];
            moved += Math.Abs(trade);
            squares += trade * trade;
            held += holdings[j];
            heldSquares += holdings[j] * holdings[j];
        }

        double quantity = holdings[0];
        double expected = (0.5 * _parameters.PermanentImpact * quantity * quantity)
            + (_parameters.FixedCost * moved)
            + (AdjustedTemporaryImpact / Period * squares)
            - (_parameters.Drift * Period * held);
        double variance = _parameters.Volatility * _parameters.Volatility * Period * heldSquares;
        return new ExecutionCost(_parameters.RiskAversion, expected, variance);
    }

    /// <summary>Gives the cost of executing everything in the first period: the end of the frontier for large λ.</summary>
    /// <returns>The cost, E = εX + ηX²/τ with variance 0.</returns>
    public ExecutionCost CostAtOnce()
    {
        double[] holdings = new double[_parameters.Periods + 1];
        holdings[0] = _parameters.Quantity;
        return CostOf(holdings);
    }

    /// <summary>Gives points of the efficient frontier: for each λ the least variance that its expected cost can have.</summary>
    /// <param name="riskAversions">λ of each point, per money.</param>
    /// <returns>The costs, in their order.</returns>
    public ExecutionCost[] Frontier(ReadOnlySpan<double> riskAversions)
    {
        var costs = new ExecutionCost[riskAversions.Length];
        for (int i = 0; i < costs.Length; i++)
        {
            costs[i] = new AlmgrenChriss(_parameters with { RiskAversion = riskAversions[i] }).Cost();
        }

        return costs;
    }

    /// <summary>Finds the point of the frontier with the least E + λ_v·√V, the paper's value at risk of a
    /// liquidation.</summary>
    /// <remarks>On the frontier dE/dV = -λ, so that there λ = λ_v/(2√V). It is found by bisection, to the last bits.</remarks>
    /// <param name="deviations">λ_v, standard deviations that the cost is to stay below: 1.645 for 95 %; above 0.</param>
    /// <returns>The cost, with its λ; <see cref="CostAtOnce"/> with λ infinite where no wait is worth its risk.</returns>
    public ExecutionCost LeastValueAtRisk(double deviations)
    {
        ParameterRange.RequireFinitePositive(deviations);
        double lower = 0.0;
        double upper = 1.0;
        while (ExcessAt(upper, deviations) < 0.0)
        {
            (lower, upper) = (upper, upper * 1_024.0);
            if (upper > 1e18)
            {
                return CostAtOnce() with { RiskAversion = double.PositiveInfinity };
            }
        }

        double middle = 0.5 * (lower + upper);
        while (middle > lower && middle < upper)
        {
            (lower, upper) = ExcessAt(middle, deviations) < 0.0 ? (middle, upper) : (lower, middle);
            middle = 0.5 * (lower + upper);
        }

        return new AlmgrenChriss(_parameters with { RiskAversion = middle }).Cost();
    }

    // Without risk there is nothing to avoid: λ = 0 is the answer, which the excess, above 0, leads to.
    private double ExcessAt(double riskAversion, double deviations)
    {
        double variance = new AlmgrenChriss(_parameters with { RiskAversion = riskAversion }).Cost().Variance;
        return _parameters.Volatility == 0.0 ? 1.0 : (2.0 * riskAversion * Math.Sqrt(variance)) - deviations;
    }

    /// <summary>E + λV has a minimum where all pivots of its matrix are above 0, which λ from 0 up always gives.</summary>
    private void RequireMinimum()
    {
        double ratio = 0.0;
        for (int j = 1; j < _parameters.Periods; j++)
        {
            double pivot = 2.0 + _curvature - ratio;
            if (!(pivot > 0.0))
            {
                // The least eigenvalue of the second difference is 4 sin²(π/2N).
                double sine = Math.Sin(0.5 * Math.PI / _parameters.Periods);
                double least = -4.0 * sine * sine * AdjustedTemporaryImpact / (_parameters.Volatility * _parameters.Volatility * Period * Period);
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"RiskAversion is {_parameters.RiskAversion}; it must be above {least:G6}, below which the expected gain of waiting has no bound."));
            }

            ratio = 1.0 / pivot;
        }
    }

    private static void RequireLength(int length, int wanted)
    {
        if (length != wanted)
        {
            throw new ArgumentException($"{length} elements; {wanted} are needed.");
        }
    }
}
