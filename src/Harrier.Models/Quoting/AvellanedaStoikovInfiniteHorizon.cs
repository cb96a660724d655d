using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>The infinite horizon of Avellaneda and Stoikov (2008), section 2.3: a utility discounted at the paper's
/// ω = γ²σ²(q_max + 1)²/2, and quotes (1/γ) ln(1 + γ/k) outside of its reservation prices, equations (18) and (19).</summary>
/// <remarks>
/// <para>A reference, not a way to quote. With that ω the argument of the logarithm, 1 - (1 + 2q)/((q_max + 1)² - q²) for the
/// bid, does not know the volatility; at q = q_max it is 0, and a unit before it the bid is far; and a small γ makes the
/// skew large. <see cref="GlftExact"/> solves the problem that this one discounts away.</para>
/// <para>The paper prints r_a = s + (1/γ) ln(1 + (1 - 2q)/…). Its own definition, by which one is indifferent to selling an
/// order, gives r_a = s - (1/γ) ln(1 - (1 - 2q)/…), equal to first order; only that is the mirror of the bid. This is
/// computed here.</para>
/// </remarks>
public sealed class AvellanedaStoikovInfiniteHorizon : IQuoteModel
{
    private readonly double _riskAversion;
    private readonly double _riskless;
    private readonly int _largestInventory;

    /// <summary>Computes what does not depend on the inventory.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="largestInventory">q_max in order sizes, 1 to <see cref="QuoteTable.MaximumInventoryLimit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public AvellanedaStoikovInfiniteHorizon(AvellanedaStoikovParameters parameters, int largestInventory)
    {
        parameters.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(largestInventory, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largestInventory, QuoteTable.MaximumInventoryLimit);
        _riskAversion = parameters.RiskAversion * parameters.OrderSize;
        _riskless = parameters.TimelessHalfSpread;
        _largestInventory = largestInventory;
    }

    /// <summary>The price at which one is indifferent to buying an order.</summary>
    /// <param name="mid">The mid price.</param>
    /// <param name="inventory">In order sizes, -q_max to q_max - 1: at q_max there is none.</param>
    /// <returns>Price units.</returns>
    public double ReservationBid(double mid, int inventory) => mid - Discount(inventory);

    /// <summary>The price at which one is indifferent to selling an order.</summary>
    /// <param name="mid">The mid price.</param>
    /// <param name="inventory">In order sizes, 1 - q_max to q_max: at -q_max there is none.</param>
    /// <returns>Price units.</returns>
    public double ReservationAsk(double mid, int inventory) => mid + Discount(-inventory);

    /// <summary>Computes the distances, which are the same at every time.</summary>
    /// <inheritdoc/>
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = ParameterRange.RequireOddAndEqual(bidDistances, askDistances);
        ParameterRange.RequireInventory(limit, _largestInventory);
        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
        for (int inventory = -limit; inventory < limit; inventory++)
        {
            bidDistances[inventory + limit] = Discount(inventory) + _riskless;
            askDistances[limit - inventory] = bidDistances[inventory + limit];
        }
    }

    // s - r_b(q), and by symmetry r_a(-q) - s.
    private double Discount(int inventory)
    {
        if (inventory < -_largestInventory || inventory >= _largestInventory)
        {
            throw new ArgumentOutOfRangeException(
                nameof(inventory), inventory, $"There is no reservation price for one order more: its logarithm needs an inventory from -{_largestInventory} to {_largestInventory - 1} (q_max - 1), signed towards the order.");
        }

        double room = (_largestInventory + 1.0) * (_largestInventory + 1.0) - (double)inventory * inventory;
        return -PortableMath.LnOnePlus((-1.0 - 2.0 * inventory) / room) / _riskAversion;
    }
}
