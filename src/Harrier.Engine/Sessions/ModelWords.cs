using System.Globalization;
using System.Text;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;

namespace Harrier.Engine.Sessions;

/// <summary>What a quote model was told, in one line for the report.</summary>
internal static class ModelWords
{
    internal static string Of(in MarketParameters parameters, HarrierConfiguration configuration)
    {
        ModelSection model = configuration.Model;
        double volatility = parameters.VolatilityDollarsPerSqrtSecond;
        var words = new StringBuilder();
        words.Append(
            CultureInfo.InvariantCulture,
            $"γ {parameters.RiskAversionPerDollar:G3} /$, σ {volatility:G3} $/√s, A {parameters.ArrivalsPerSecond:G3} /s, k {parameters.DecayPerDollar:G3} /$");
        if (configuration.Session.Model == QuoteModelChoice.CarteaJaimungal)
        {
            double running = model.RunningPenaltyDollarsPerSquaredLotSecond;
            running = running > 0 ? running : 0.5 * parameters.RiskAversionPerDollar * volatility * volatility;
            words.Append(CultureInfo.InvariantCulture, $", φ {running:G3} $/lot²/s");
            AppendSet(words, "α", model.TerminalPenaltyDollarsPerSquaredLot, "$/lot²");
        }

        AppendSet(words, "μ", model.DriftDollarsPerSecond, "$/s");
        AppendSet(words, "ξ", model.AdverseSelectionDollarsPerTrade, "$ a trade");
        if (model.Correlations is not null)
        {
            words.Append(", quoted together by the correlations");
        }

        return words.ToString();
    }

    private static void AppendSet(StringBuilder words, string sign, double value, string unit)
    {
        if (value != 0)
        {
            words.Append(CultureInfo.InvariantCulture, $", {sign} {value:G3} {unit}");
        }
    }
}
