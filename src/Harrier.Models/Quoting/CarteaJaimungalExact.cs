using System;

namespace Harrier.Models.Quoting;

/// <summary>The optimal quotes of Cartea, Jaimungal and Penalva, "Algorithmic and High-Frequency Trading" (2015), section
/// 10.2: with w(τ) = exp(Aτ) w(0), bids stand 1/κ + (1/κ) ln(w(q)/w(q+1)) from the mid price and asks
/// 1/κ + (1/κ) ln(w(q)/w(q-1)), each plus the jump of the price that comes with its execution.</summary>
/// <remarks>
/// It is Guéant's Model B with a terminal penalty and two arrival rates, solved by the same chain. That each side's
/// distance grows by its jump, its rate falls by exp(-κ·jump) and the price drifts by λ+ε+ - λ-ε- follows from the
/// Bellman equation in which the price also jumps with market orders that do not reach us. One thread; nothing is
/// allocated after construction.
/// </remarks>
public sealed class CarteaJaimungalExact : IQuoteModel
{
    private readonly InventoryChain _chain;
    private readonly double[] _logRatios;
    private CarteaJaimungalParameters _parameters;

    /// <summary>Takes the memory and solves for the steady state.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="maximumInventory">Q in order sizes, 1 to <see cref="QuoteTable.MaximumInventoryLimit"/>.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public CarteaJaimungalExact(CarteaJaimungalParameters parameters, int maximumInventory)
    {
        _chain = new InventoryChain(maximumInventory);
        _logRatios = new double[2 * maximumInventory];
        Set(in parameters);
    }

    /// <summary>Gets Q, the inventory limit in order sizes.</summary>
    public int MaximumInventory => _logRatios.Length / 2;

    /// <summary>Takes other parameters and solves for their steady state. Allocates nothing.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range; set others before the next use.</exception>
    public void Set(in CarteaJaimungalParameters parameters)
    {
        parameters.Validate();
        Span<double> diagonal = _chain.Diagonal;
        for (int row = 0; row < diagonal.Length; row++)
        {
            double inventory = row - MaximumInventory;
            diagonal[row] = (parameters.RiskRate * inventory - parameters.DriftRate) * inventory / parameters.ExecutionRate;
        }

        _chain.Solve(parameters.TerminalExponent, parameters.LogTilt);
        _parameters = parameters;
    }

    /// <summary>What quoting optimally to the horizon adds to cash and inventory at the mid price, penalties taken off:
    /// h(t, n) = (Δ/κ) ln w.</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite.</param>
    /// <param name="inventory">n, in order sizes, from -Q to Q.</param>
    /// <returns>Money.</returns>
    public double Value(double secondsToHorizon, int inventory)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        ParameterRange.RequireInventory(inventory, MaximumInventory);
        return _chain.LogValue(secondsToHorizon * _parameters.ExecutionRate, inventory) * _parameters.OrderSize / _parameters.Decay;
    }

    /// <summary>Computes the distances. The steady state does not know the terminal penalty.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        ParameterRange.RequireLimit(bidDistances, askDistances, MaximumInventory);
        ParameterRange.RequireTime(secondsToHorizon);
        _chain.LogRatios(secondsToHorizon * _parameters.ExecutionRate, _logRatios);
        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
        for (int row = 0; row < _logRatios.Length; row++)
        {
            bidDistances[row] = (1.0 - _logRatios[row]) / _parameters.Decay + _parameters.SellJump;
            askDistances[row + 1] = (1.0 + _logRatios[row]) / _parameters.Decay + _parameters.BuyJump;
        }
    }
}
