using System;

namespace Harrier.Models.Quoting;

/// <summary>The closed form for long horizons and inventories far from the limit: Guéant, Lehalle and Fernandez-Tapia,
/// "Dealing with the inventory risk", Math. Financ. Econ. 7(4) 477-507 (2013), and Guéant, "Optimal market making",
/// Appl. Math. Finance 24(2) (2017), equations (4.6) to (4.9).</summary>
/// <remarks>The spread does not depend on the inventory and the skew is linear in it. Near ±Q, where the exact quotes
/// bend away, it is wrong by up to a fifth (paper's figure 1: 5.28 ticks for 6.13 at q = 29 of 30). Jumps of the price
/// enter by their variance and mean, also under the exponential utility.</remarks>
public sealed class GlftClosedForm : IQuoteModel
{
    private double _drift;

    /// <summary>Computes the coefficients.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range; with a drift the volatility must be above 0.</exception>
    public GlftClosedForm(GlftParameters parameters) => Set(in parameters);

    /// <summary>Takes other parameters. Allocates nothing.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range; the model is then as before.</exception>
    public void Set(in GlftParameters parameters)
    {
        parameters.Validate();
        if (parameters.DriftRate != 0.0 && !(parameters.RiskRate > 0.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(parameters), parameters.Volatility, "With a drift the volatility must be above 0: a price that only drifts has no steady inventory.");
        }

        // σ√(γΔ/(2kAC)) = √(α/η)/k. The execution rate already holds exp(-k·jump/2), whose root here is the e^(k·jump/4)
        // of Proposition 5.
        SkewPerOrder = Math.Sqrt(parameters.RiskRate / parameters.ExecutionRate) / parameters.Decay;
        HalfSpread = parameters.RisklessDistance + 0.5 * SkewPerOrder;
        _drift = parameters.DriftRate == 0.0 ? 0.0 : SkewPerOrder * parameters.DriftRate / (2.0 * parameters.RiskRate);
    }

    /// <summary>Gets half of the distance from bid to ask, in price units: half of (4.8).</summary>
    public double HalfSpread { get; private set; }

    /// <summary>Gets how far both quotes move down for each order size held, in price units: from (4.9).</summary>
    public double SkewPerOrder { get; private set; }

    /// <summary>Computes the distances, which are the same at every time.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = ParameterRange.RequireOddAndEqual(bidDistances, askDistances);
        for (int inventory = -limit; inventory <= limit; inventory++)
        {
            double skew = inventory * SkewPerOrder - _drift;
            bidDistances[inventory + limit] = HalfSpread + skew;
            askDistances[inventory + limit] = HalfSpread - skew;
        }

        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
    }
}
