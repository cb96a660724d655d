using System;

namespace Harrier.Models.Quoting;

/// <summary>The optimal quotes under an inventory limit: Guéant, Lehalle and Fernandez-Tapia, "Dealing with the inventory
/// risk", Math. Financ. Econ. 7(4) 477-507 (2013), Theorem 1 up to a finite horizon and Theorem 2 for the steady state,
/// with drift (Proposition 4), adverse jumps (Proposition 5), and the order sizes and objectives of Guéant (2017).</summary>
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
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumInventory, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximumInventory, QuoteTable.MaximumInventoryLimit);
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
        _chain.Set(
            parameters.RiskRate / parameters.ExecutionRate,
            parameters.DriftRate / parameters.ExecutionRate,
            0.5 * parameters.Decay * parameters.AdverseJump);
        _parameters = parameters;
    }

    /// <summary>Gets Q, the inventory limit in order sizes.</summary>
    public int MaximumInventory => _logRatios.Length / 2;

    /// <summary>Gets the smallest eigenvalue of M, per time unit: the rate at which v falls in the steady state.</summary>
    public double SmallestEigenvalue => _chain.SmallestEigenvalue * _parameters.ExecutionRate;

    /// <summary>The certainty equivalent of quoting optimally to the horizon, starting without inventory:
    /// (Δ/k) ln v(t, 0).</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <returns>Money.</returns>
    public double CertaintyEquivalent(double secondsToHorizon)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        double logValue = _chain.LogValueAtZero(secondsToHorizon * _parameters.ExecutionRate, _logRatios);
        return logValue * _parameters.OrderSize / _parameters.Decay;
    }

    /// <summary>Computes the distances. The cost of a finite horizon grows with it until it is as good as infinite, at
    /// worst with the cube of Q; the steady state costs nothing.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = ParameterRange.RequireOddAndEqual(bidDistances, askDistances);
        if (limit != MaximumInventory)
        {
            throw new ArgumentException($"The inventory limit asked for is {limit}, but the model was made for {MaximumInventory}.");
        }

        if (!(secondsToHorizon >= 0.0))
        {
            throw new ArgumentOutOfRangeException(nameof(secondsToHorizon), secondsToHorizon, "The time to the horizon must be 0 or more.");
        }

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
