using System;

namespace Harrier.Models.Quoting;

/// <summary>The approximation of <see cref="CarteaJaimungalExact"/> for long horizons and inventories far from the limit:
/// 1/κ + (2q+1)/2 · √(φeΔ/(λκ)) for the bid, and the ask its mirror; with unequal arrivals both quotes also stand
/// ln(λ+/λ-)/(2κ) higher.</summary>
/// <remarks>The quadratic logarithm of w that solves the chain when q is taken as continuous (as in Guéant, 2017, equations
/// 4.6 and 4.7, with ξ = 0). It does not know the terminal penalty.</remarks>
public sealed class CarteaJaimungalClosedForm : IQuoteModel
{
    private readonly double _bid;
    private readonly double _ask;

    /// <summary>Computes the coefficients.</summary>
    /// <param name="parameters">The parameters; the running penalty above 0.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public CarteaJaimungalClosedForm(CarteaJaimungalParameters parameters)
    {
        parameters.Validate();
        ParameterRange.RequireFinitePositive(parameters.RunningPenalty);
        SkewPerOrder = Math.Sqrt(parameters.RiskRate / parameters.ExecutionRate) / parameters.Decay;
        double up = 0.5 * SkewPerOrder * parameters.DriftRate / parameters.RiskRate + parameters.LogTilt / parameters.Decay;
        double half = 1.0 / parameters.Decay + 0.5 * SkewPerOrder;
        _bid = half + parameters.SellJump - up;
        _ask = half + parameters.BuyJump + up;
    }

    /// <summary>Gets how far both quotes move down for each order size held, in price units.</summary>
    public double SkewPerOrder { get; }

    /// <summary>Computes the distances, which are the same at every time.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = ParameterRange.RequireOddAndEqual(bidDistances, askDistances);
        for (int inventory = -limit; inventory <= limit; inventory++)
        {
            bidDistances[inventory + limit] = _bid + inventory * SkewPerOrder;
            askDistances[inventory + limit] = _ask - inventory * SkewPerOrder;
        }

        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
    }
}
