using System;

namespace Harrier.Models.Quoting;

/// <summary>The quotes of Avellaneda and Stoikov, "High-frequency trading in a limit order book", Quantitative Finance
/// 8(3) 217-224 (2008), equations (29) and (30).</summary>
/// <remarks>
/// An approximation for small inventories up to a terminal time at which the inventory is worth its mid price. Guéant,
/// Lehalle and Fernandez-Tapia (<see cref="GlftExact"/>) solve the same problem exactly, with an inventory limit:
/// on the paper's own market these quotes give away 4 % of the certainty equivalent at γ = 0.1 and half of it at γ = 1.
/// ln(1 + γ/k) is one number a parameter set, so there is no table of logarithms.
/// </remarks>
public sealed class AvellanedaStoikovEngine : IQuoteModel
{
    // γ for an inventory counted in order sizes: a utility of money sees γ · order size.
    private double _riskAversion;
    private double _variance;
    private double _timelessSpread;

    /// <summary>Computes what does not depend on time.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public AvellanedaStoikovEngine(AvellanedaStoikovParameters parameters) => Set(in parameters);

    /// <summary>Takes other parameters. Allocates nothing.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range; the model is then as before.</exception>
    public void Set(in AvellanedaStoikovParameters parameters)
    {
        parameters.Validate();
        _riskAversion = parameters.RiskAversion * parameters.OrderSize;
        _variance = parameters.Volatility * parameters.Volatility;
        _timelessSpread = 2.0 * parameters.TimelessHalfSpread;
    }

    /// <summary>How far the reservation price is below the mid price for each order size held, γσ²(T - t): (29).</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <returns>Price units.</returns>
    public double SkewPerOrder(double secondsToHorizon)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        return _riskAversion * _variance * secondsToHorizon;
    }

    /// <summary>The whole distance from bid to ask, γσ²(T - t) + (2/γ) ln(1 + γ/k): (30). Half is on each side of the
    /// reservation price.</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <returns>Price units.</returns>
    public double Spread(double secondsToHorizon) => SkewPerOrder(secondsToHorizon) + _timelessSpread;

    /// <summary>The price at which the inventory is as good as one order more or less, s - qγσ²(T - t): (29).</summary>
    /// <param name="mid">The mid price.</param>
    /// <param name="inventory">In order sizes, signed.</param>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <returns>Price units.</returns>
    public double ReservationPrice(double mid, int inventory, double secondsToHorizon) =>
        mid - inventory * SkewPerOrder(secondsToHorizon);

    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = ParameterRange.RequireOddAndEqual(bidDistances, askDistances);
        double halfSpread = 0.5 * Spread(secondsToHorizon);
        double skew = SkewPerOrder(secondsToHorizon);
        for (int inventory = -limit; inventory <= limit; inventory++)
        {
            bidDistances[inventory + limit] = halfSpread + inventory * skew;
            askDistances[inventory + limit] = halfSpread - inventory * skew;
        }

        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
    }
}
