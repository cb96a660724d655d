using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>The optimal quotes for a few assets whose prices move together, under inventory limits and up to a horizon:
/// the system of differential equations of Guéant, "Optimal market making", Appl. Math. Finance 24(2) (2017), section
/// 5, one equation for each combination of inventories. The check on <see cref="PortfolioClosedForm"/>.</summary>
/// <remarks>
/// θ' = -(γ/2)·q'Σq + ∑ᵢ (AᵢΔᵢCᵢ/kᵢ)·[exp(kᵢ(θ(q + Δᵢeᵢ) - θ(q))/Δᵢ) + exp(kᵢ(θ(q - Δᵢeᵢ) - θ(q))/Δᵢ)] in time to the
/// horizon, from θ = 0, a term for each order that stays within the limits. A logarithm makes it linear only where k/Δ
/// is the same for all assets, so it is solved as it stands. ∏(2Qᵢ + 1) states: two assets with ten orders each take a
/// tenth of a second, five take hours. One thread; nothing is allocated after construction.
/// </remarks>
public sealed class PortfolioExact
{
    /// <summary>The most combinations of inventories.</summary>
    public const int StatesMax = 100_000;

    // Of the money Δ/k: what one step may be wrong by. Quotes come out with 11 digits and more of 1/k.
    private const double Tolerance = 1e-13;

    private readonly GlftParameters[] _assets;
    private readonly int[] _limits;
    private readonly int[] _strides;
    private readonly double[] _value;
    private readonly double[] _penalty;
    private readonly DormandPrince _solver;
    private readonly double _smallestMoney;
    private readonly double _firstStep;

    /// <summary>Takes the memory.</summary>
    /// <param name="assets">The assets, with one risk aversion, volatilities above 0, and neither drift nor adverse jump.</param>
    /// <param name="correlations">The correlations of their prices.</param>
    /// <param name="maximumInventories">Q of each asset in order sizes, 1 or more; together at most
    /// <see cref="StatesMax"/> combinations.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public PortfolioExact(
        ReadOnlySpan<GlftParameters> assets, CorrelationMatrix correlations, ReadOnlySpan<int> maximumInventories)
    {
        ArgumentNullException.ThrowIfNull(correlations);
        PortfolioRange.Require(assets, correlations);
        _assets = assets.ToArray();
        _limits = maximumInventories.ToArray();
        _strides = new int[assets.Length];
        int states = CountStates();
        _value = new double[states];
        _penalty = new double[states];
        _solver = new DormandPrince(states);
        _smallestMoney = double.PositiveInfinity;
        double rate = 0.0;
        foreach (ref readonly GlftParameters asset in assets)
        {
            _smallestMoney = Math.Min(_smallestMoney, asset.OrderSize / asset.Decay);
            rate += asset.ExecutionRate;
        }

        SetPenalty(correlations);
        _firstStep = 0.01 / (rate + MaximumPenalty() / _smallestMoney);
        if (!(_firstStep > 0.0))
        {
            throw new ArgumentException("The risk of the inventory limits is beyond all numbers: check the units of the parameters.");
        }
    }

    /// <summary>Solves for a horizon. The quotes below are then those at its beginning.</summary>
    /// <param name="secondsToHorizon">T - t, 0 or more and finite. The cost grows with it.</param>
    public void Solve(double secondsToHorizon)
    {
        ParameterRange.RequireFiniteNonNegative(secondsToHorizon);
        Array.Clear(_value);
        if (secondsToHorizon > 0.0)
        {
            var system = new Equations(this);
            _solver.Advance(ref system, _value, secondsToHorizon, _firstStep, Tolerance * _smallestMoney);
        }
    }

    /// <summary>The certainty equivalent of quoting optimally to the horizon: θ.</summary>
    /// <param name="inventories">In order sizes, one an asset, within the limits.</param>
    /// <returns>Money, the inventory's worth at the mid prices not counted.</returns>
    public double CertaintyEquivalent(ReadOnlySpan<int> inventories) => _value[StateOf(inventories)];

    /// <summary>The distance of an asset's bid below its mid price.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="inventories">In order sizes, one an asset, within the limits.</param>
    /// <returns>Price units of the asset; infinity at its limit.</returns>
    public double BidDistance(int asset, ReadOnlySpan<int> inventories) =>
        inventories[asset] == _limits[asset] ? double.PositiveInfinity : Distance(asset, StateOf(inventories), _strides[asset]);

    /// <summary>The distance of an asset's ask above its mid price.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="inventories">In order sizes, one an asset, within the limits.</param>
    /// <returns>Price units of the asset; infinity at its limit.</returns>
    public double AskDistance(int asset, ReadOnlySpan<int> inventories) =>
        inventories[asset] == -_limits[asset] ? double.PositiveInfinity : Distance(asset, StateOf(inventories), -_strides[asset]);

    private double Distance(int asset, int state, int step) =>
        _assets[asset].RisklessDistance + (_value[state] - _value[state + step]) / _assets[asset].OrderSize;

    private int CountStates()
    {
        if (_limits.Length != _assets.Length)
        {
            throw new ArgumentException($"{_limits.Length} inventory limits for {_assets.Length} assets.");
        }

        long states = 1;
        for (int asset = _assets.Length - 1; asset >= 0; asset--)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(_limits[asset], 1, nameof(_limits));
            _strides[asset] = (int)states;
            states *= 2L * _limits[asset] + 1;
            if (states > StatesMax)
            {
                throw new ArgumentException($"More than {StatesMax} combinations of inventories; fewer assets or lower limits are needed.");
            }
        }

        return (int)states;
    }

    private int StateOf(ReadOnlySpan<int> inventories)
    {
        if (inventories.Length != _assets.Length)
        {
            throw new ArgumentException($"{inventories.Length} inventories for {_assets.Length} assets.");
        }

        int state = 0;
        for (int asset = 0; asset < inventories.Length; asset++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(inventories[asset]), _limits[asset], nameof(inventories));
            state += (inventories[asset] + _limits[asset]) * _strides[asset];
        }

        return state;
    }

    private double InventoryOf(int asset, int state) =>
        (state / _strides[asset] % (2 * _limits[asset] + 1) - _limits[asset]) * _assets[asset].OrderSize;

    private void SetPenalty(CorrelationMatrix correlations)
    {
        for (int state = 0; state < _penalty.Length; state++)
        {
            double variance = 0.0;
            for (int first = 0; first < _assets.Length; first++)
            {
                for (int second = 0; second < _assets.Length; second++)
                {
                    variance += correlations[first, second]
                        * (InventoryOf(first, state) * _assets[first].Volatility)
                        * (InventoryOf(second, state) * _assets[second].Volatility);
                }
            }

            _penalty[state] = 0.5 * _assets[0].RiskAversion * variance;
        }
    }

    private double MaximumPenalty()
    {
        double largest = 0.0;
        foreach (double penalty in _penalty)
        {
            largest = Math.Max(largest, penalty);
        }

        return largest;
    }

    private void Derivative(ReadOnlySpan<double> value, Span<double> derivative)
    {
        for (int state = 0; state < derivative.Length; state++)
        {
            derivative[state] = -_penalty[state];
        }

        for (int asset = 0; asset < _assets.Length; asset++)
        {
            ref readonly GlftParameters parameters = ref _assets[asset];
            double perMoney = parameters.Decay / parameters.OrderSize;
            double money = parameters.ExecutionRate / perMoney;
            int stride = _strides[asset];
            int block = stride * (2 * _limits[asset] + 1);
            for (int first = 0; first < derivative.Length; first += block)
            {
                // A purchase from each state but the last ones, and the sale that undoes it.
                for (int state = first; state < first + block - stride; state++)
                {
                    double ratio = PortableMath.Exp((value[state + stride] - value[state]) * perMoney);
                    derivative[state] += money * ratio;
                    derivative[state + stride] += money / ratio;
                }
            }
        }
    }

    private readonly struct Equations(PortfolioExact model) : IDifferentialSystem
    {
        public void Derivative(ReadOnlySpan<double> state, Span<double> derivative) => model.Derivative(state, derivative);
    }
}
