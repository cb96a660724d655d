using System;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>Quotes for many assets whose prices move together, closed form for long horizons and inventories far from
/// their limits: Guéant, "Optimal market making", Appl. Math. Finance 24(2) (2017), equations (5.18) to (5.20).</summary>
/// <remarks>
/// With Σ the covariance of the prices and D the diagonal matrix of AᵢΔᵢkᵢCᵢ, the quotes are linear in all inventories
/// with the matrix √(γ/2)·Γ, Γ = D^-½(D^½ΣD^½)^½D^-½. Near an inventory limit the true quotes bend away; and an asset
/// leans against the others as if they could always be traded, which at their limits is not so. One thread; nothing is
/// allocated after construction. (The paper prints (5.17), from which these follow, with a bracket misplaced: the terms
/// are -∑Hᵢ''(0)(∂ᵢθ)² + ∑ΔᵢHᵢ'(0)∂ᵢᵢθ, as (4.1) has them for one asset.)
/// </remarks>
public sealed class PortfolioClosedForm
{
    private readonly GlftParameters[] _parameters;
    private readonly double[] _gamma;
    private readonly double[] _rootLiquidity;
    private readonly SymmetricEigen _eigen;
    private double _rootHalfRiskAversion;

    /// <summary>Takes the memory and computes the coefficients.</summary>
    /// <param name="assets">The assets, with one risk aversion, volatilities above 0, and neither drift nor adverse jump.</param>
    /// <param name="correlations">The correlations of their prices.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public PortfolioClosedForm(ReadOnlySpan<GlftParameters> assets, CorrelationMatrix correlations)
    {
        ArgumentNullException.ThrowIfNull(correlations);
        _parameters = new GlftParameters[assets.Length];
        _gamma = new double[assets.Length * assets.Length];
        _rootLiquidity = new double[assets.Length];
        _eigen = new SymmetricEigen(assets.Length);
        Set(assets, correlations);
    }

    /// <summary>Takes other parameters. Allocates nothing.</summary>
    /// <param name="assets">The assets, as many as before.</param>
    /// <param name="correlations">The correlations of their prices.</param>
    /// <exception cref="ArgumentException">A parameter is out of its range; set others before the next use.</exception>
    public void Set(ReadOnlySpan<GlftParameters> assets, CorrelationMatrix correlations)
    {
        ArgumentNullException.ThrowIfNull(correlations);
        if (assets.Length != Assets)
        {
            throw new ArgumentException($"{assets.Length} assets; the model was made for {Assets}.");
        }

        PortfolioRange.Require(assets, correlations);
        assets.CopyTo(_parameters);
        _rootHalfRiskAversion = Math.Sqrt(0.5 * assets[0].RiskAversion);
        for (int asset = 0; asset < Assets; asset++)
        {
            ref readonly GlftParameters parameters = ref assets[asset];
            _rootLiquidity[asset] = Math.Sqrt(parameters.ExecutionRate * parameters.OrderSize * parameters.Decay);
        }

        SetScaledCovariance(correlations);
        _eigen.Solve(_gamma);
        SetGamma();
    }

    /// <summary>Gets the number of assets.</summary>
    public int Assets => _parameters.Length;

    /// <summary>An element of Γ, in price units times the root of time over the root of quantity and money. Symmetric and
    /// positive semidefinite.</summary>
    /// <param name="first">An asset, from 0.</param>
    /// <param name="second">An asset, from 0.</param>
    /// <returns>The element.</returns>
    public double Gamma(int first, int second) => _gamma[first * Assets + second];

    /// <summary>Half of the distance from bid to ask, which does not depend on any inventory.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <returns>Price units of the asset.</returns>
    public double HalfSpread(int asset) => _parameters[asset].RisklessDistance + 0.5 * SkewPerOrder(asset, asset);

    /// <summary>How far both quotes of an asset move down for each order held of the same or another one.</summary>
    /// <param name="asset">The asset that is quoted, from 0.</param>
    /// <param name="held">The asset that is held, from 0.</param>
    /// <returns>Price units of the quoted asset.</returns>
    public double SkewPerOrder(int asset, int held) => SkewPerUnit(asset, held) * _parameters[held].OrderSize;

    /// <summary>The same for each unit of quantity held: √(γ/2)·Γ.</summary>
    /// <param name="asset">The asset that is quoted, from 0.</param>
    /// <param name="held">The asset that is held, from 0.</param>
    /// <returns>Price units of the quoted asset a unit of quantity.</returns>
    public double SkewPerUnit(int asset, int held) => _rootHalfRiskAversion * Gamma(asset, held);

    /// <summary>How far both quotes of an asset move down for the inventory of all assets.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="inventories">In order sizes, signed, one an asset.</param>
    /// <returns>Price units of the asset.</returns>
    public double Skew(int asset, ReadOnlySpan<double> inventories)
    {
        if (inventories.Length != Assets)
        {
            throw new ArgumentException($"{inventories.Length} inventories for {Assets} assets.");
        }

        double skew = 0.0;
        for (int held = 0; held < inventories.Length; held++)
        {
            skew += SkewPerOrder(asset, held) * inventories[held];
        }

        return skew;
    }

    /// <summary>The distance of the bid below the mid price: (5.19).</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="inventories">In order sizes, signed, one an asset.</param>
    /// <returns>Price units of the asset.</returns>
    public double BidDistance(int asset, ReadOnlySpan<double> inventories) => HalfSpread(asset) + Skew(asset, inventories);

    /// <summary>The distance of the ask above the mid price: (5.20).</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="inventories">In order sizes, signed, one an asset.</param>
    /// <returns>Price units of the asset.</returns>
    public double AskDistance(int asset, ReadOnlySpan<double> inventories) => HalfSpread(asset) - Skew(asset, inventories);

    /// <summary>The parameters with which a model of one asset has the spread and the own skew that the asset has among
    /// the others: its volatility is Γᵢᵢ·√Dᵢᵢ, lower than its price's, because a part of the risk can be shed through the
    /// others. With them <see cref="GlftClosedForm"/> gives (5.18) to (5.20) without the other inventories, and
    /// <see cref="GlftExact"/> bends the quotes at the asset's own limit.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <returns>The parameters.</returns>
    public GlftParameters AmongOthers(int asset) =>
        _parameters[asset] with { Volatility = Gamma(asset, asset) * _rootLiquidity[asset] };

    // D^½ΣD^½, which has no unit but 1/time: whatever the assets' units, its elements are of like size.
    private void SetScaledCovariance(CorrelationMatrix correlations)
    {
        for (int row = 0; row < Assets; row++)
        {
            for (int column = 0; column < Assets; column++)
            {
                double element = correlations[row, column]
                    * (_rootLiquidity[row] * _parameters[row].Volatility)
                    * (_rootLiquidity[column] * _parameters[column].Volatility);
                if (!double.IsFinite(element))
                {
                    throw new ArgumentException($"The covariance of assets {row} and {column} is beyond all numbers: check their units.");
                }

                _gamma[row * Assets + column] = element;
            }
        }
    }

    private void SetGamma()
    {
        Array.Clear(_gamma);
        for (int index = 0; index < Assets; index++)
        {
            // Rounding may leave an eigenvalue 0 a little below.
            double root = Math.Sqrt(Math.Max(_eigen.Value(index), 0.0));
            ReadOnlySpan<double> vector = _eigen.Vector(index);
            for (int row = 0; row < Assets; row++)
            {
                double factor = root * vector[row];
                for (int column = 0; column <= row; column++)
                {
                    _gamma[row * Assets + column] += factor * vector[column];
                }
            }
        }

        for (int row = 0; row < Assets; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double element = _gamma[row * Assets + column] / (_rootLiquidity[row] * _rootLiquidity[column]);
                _gamma[row * Assets + column] = element;
                _gamma[column * Assets + row] = element;
            }
        }
    }
}
