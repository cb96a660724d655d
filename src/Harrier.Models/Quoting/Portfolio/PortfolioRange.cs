using System;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>Checks the parameters of assets that are quoted together.</summary>
internal static class PortfolioRange
{
    /// <summary>Requires one market maker (one γ, one ξ), prices that move, and nothing that the models for many assets
    /// do not know.</summary>
    internal static void Require(ReadOnlySpan<GlftParameters> assets, CorrelationMatrix correlations)
    {
        if (assets.Length != correlations.Assets)
        {
            throw new ArgumentException($"{assets.Length} assets, but correlations of {correlations.Assets}.");
        }

        for (int asset = 0; asset < assets.Length; asset++)
        {
            ref readonly GlftParameters parameters = ref assets[asset];
            parameters.Validate();
            if (!(parameters.Volatility > 0.0))
            {
                throw new ArgumentException($"The volatility of asset {asset} is 0; it must be above 0, or nothing correlates with it.");
            }

            if (parameters.Drift != 0.0 || parameters.AdverseJump != 0.0)
            {
                throw new ArgumentException($"Asset {asset} has a drift or an adverse jump; for assets quoted together both must be 0.");
            }

            if (parameters.RiskAversion != assets[0].RiskAversion || parameters.ExecutionRiskAversion != assets[0].ExecutionRiskAversion)
            {
                throw new ArgumentException($"Asset {asset} has another risk aversion than asset 0; who quotes them together has one.");
            }
        }
    }
}
