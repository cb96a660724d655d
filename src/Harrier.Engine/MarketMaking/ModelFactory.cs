using Harrier.Engine.Configuration;
using Harrier.Models.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>Makes the model that the configuration names, for a market.</summary>
internal static class ModelFactory
{
    /// <summary>Takes over the configured parameters.</summary>
    /// <param name="model">The section.</param>
    /// <returns>The parameters; a risk aversion of 0 is still to be chosen.</returns>
    public static MarketParameters Configured(ModelSection model) => new(
        model.RiskAversionPerDollar, model.VolatilityDollarsPerSqrtSecond, model.ArrivalsPerSecond, model.DecayPerDollar);

    /// <summary>Chooses the risk aversion where none is configured.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The parameters with a risk aversion above 0.</returns>
    public static MarketParameters Complete(HarrierConfiguration configuration, in MarketParameters parameters) =>
        parameters.RiskAversionPerDollar > 0
            ? parameters
            : parameters.WithBalancedRiskAversion(
                configuration.Quoting.Rules.OrderSizeLots, configuration.Model.MaximumInventoryOrders);

    /// <summary>Fills a table with a model's quotes.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="parameters">The parameters, complete.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="System.ArgumentException">No market can use these quotes.</exception>
    public static void Fill(HarrierConfiguration configuration, in MarketParameters parameters, QuoteTable table)
    {
        bool isRolling = configuration.Session.Model == QuoteModelChoice.AvellanedaStoikov;
        table.Fill(
            Make(configuration, in parameters),
            isRolling ? configuration.Model.HorizonSeconds : double.PositiveInfinity);
    }

    private static IQuoteModel Make(HarrierConfiguration configuration, in MarketParameters parameters)
    {
        int orderSize = configuration.Quoting.Rules.OrderSizeLots;
        if (configuration.Session.Model == QuoteModelChoice.AvellanedaStoikov)
        {
            return new AvellanedaStoikovEngine(new AvellanedaStoikovParameters
            {
                RiskAversion = parameters.RiskAversionPerDollar,
                Volatility = parameters.VolatilityDollarsPerSqrtSecond,
                Decay = parameters.DecayPerDollar,
                OrderSize = orderSize,
            });
        }

        var glft = new GlftParameters
        {
            RiskAversion = parameters.RiskAversionPerDollar,
            Volatility = parameters.VolatilityDollarsPerSqrtSecond,
            ArrivalRate = parameters.ArrivalsPerSecond,
            Decay = parameters.DecayPerDollar,
            OrderSize = orderSize,
        };
        return configuration.Session.Model == QuoteModelChoice.GlftClosedForm
            ? new GlftClosedForm(glft)
            : new GlftExact(glft, configuration.Model.MaximumInventoryOrders);
    }
}
