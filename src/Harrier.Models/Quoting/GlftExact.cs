using System;

namespace Harrier.Models.Quoting;

/// <summary>The optimal quotes under an inventory limit: Guéant, Lehalle and Fernandez-Tapia, "Dealing with the inventory
/// risk", Math. Financ. Econ. 7(4) 477-507 (2013), Theorem 1 up to a finite horizon and Theorem 2 for the steady state,
/// with drift (Proposition 4), adverse jumps (Proposition 5), jumps of the price, and the order sizes and objectives of
/// Guéant (2017).</summary>
/// <remarks>
/// The paper's v(t, q) solves v' = M v with a tridiagonal M, and quotes are logarithms of ratios of neighbours. At the
/// inventory limit v may be e^-50 of its value at zero, where an ordinary eigensystem has no digit left;
/// <see cref="InventoryChain"/> computes it from sums and products of positive numbers alone, so that each ratio is good
/// to about 13 digits. One thread; nothing is allocated after construction.
/// </remarks>
public sealed class GlftExact : IQuoteModel
{
    private GlftParameters _parameters;
    private readonly InventoryChain _chain;
    private readonly double[] _logRatios;

    /// <summary>Takes the memory and solves for the steady state.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="maximumInventory">Q in order sizes, 1 to <see cref="QuoteTable.MaximumInventoryLimit"/>.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public GlftExact(GlftParameters parameters, int maximumInventory)
    {
        _chain = new InventoryChain(maximumInventory);
        _logRatios = new double[2 * maximumInventory];
        Set(in parameters);
    }

    /// <summary>Takes other parameters and solves for their steady state. Allocates nothing.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range; set others before the next use.</exception>
    public void Set(in GlftParameters parameters)
    {
        parameters.Validate();
        Span<double> diagonal = _chain.Diagonal;
        for (int row = 0; row < diagonal.Length; row++)
        {
            diagonal[row] = parameters.HoldingRate(row - MaximumInventory) / parameters.ExecutionRate;
        }

        _chain.Solve(0.5 * parameters.Decay * parameters.AdverseJump, 0.0);
        _parameters = parameters;
    }

    /// <summary>Gets Q, the inventory limit in order sizes.</summary>
    public int MaximumInventory => _logRatios.Length / 2;

    /// <summary>Gets the smallest eigenvalue of M, per time unit: the rate at which v falls in the steady state.</summary>
    public double SmallestEigenvalue => _chain.SmallestEigenvalue * _parameters.ExecutionRate;

    /// <summary>The certainty equivalent of quoting optimally to the horizon, above cash and inventory at the mid price:
    /// (Δ/k) ln v(t, n) + ξΔn²/2, where ξ is the adverse jump.</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <param name="inventory">n, in order sizes, from -Q to Q.</param>
    /// <returns>Money.</returns>
    public double CertaintyEquivalent(double secondsToHorizon, int inventory = 0)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        ParameterRange.RequireInventory(inventory, MaximumInventory);
        double logValue = _chain.LogValue(secondsToHorizon * _parameters.ExecutionRate, inventory);
        return _parameters.OrderSize * (logValue / _parameters.Decay + 0.5 * _parameters.AdverseJump * inventory * inventory);
    }

    /// <summary>Computes the distances. The cost of a finite horizon grows with it until it is as good as infinite, at
    /// worst with the cube of Q; the steady state costs nothing.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        ParameterRange.RequireLimit(bidDistances, askDistances, MaximumInventory);
        ParameterRange.RequireTime(secondsToHorizon);
        _chain.LogRatios(secondsToHorizon * _parameters.ExecutionRate, _logRatios);
        double riskless = _parameters.RisklessDistance;
        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
        for (int row = 0; row < _logRatios.Length; row++)
        {
            // Theorem 1: bid at q from v(q)/v(q+1), ask at q + 1 from v(q+1)/v(q).
            double skew = _logRatios[row] / _parameters.Decay;
            bidDistances[row] = riskless - skew;
            askDistances[row + 1] = riskless + skew;
        }
    }
}
