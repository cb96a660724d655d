using Harrier.Engine.Configuration;
using Harrier.Models.Quoting;

namespace Harrier.Engine.MarketMaking;

/// <summary>The quote model that the configuration names, which fills the tables of all instruments in turn. One
/// thread; nothing is allocated after construction.</summary>
internal sealed class SessionModel
{
    private readonly HarrierConfiguration _configuration;
    private readonly IQuoteModel _model;
    private readonly double _secondsToHorizon;

    /// <summary>Makes the model for the configured parameters.</summary>
    /// <param name="configuration">The settings.</param>
    public SessionModel(HarrierConfiguration configuration)
    {
        _configuration = configuration;
        MarketParameters parameters = Complete(Configured);
        _secondsToHorizon = double.PositiveInfinity;
        switch (configuration.Session.Model)
        {
            case QuoteModelChoice.AvellanedaStoikov:
                _model = new AvellanedaStoikovEngine(ForAvellanedaStoikov(in parameters));
                _secondsToHorizon = configuration.Model.HorizonSeconds;
                break;
            case QuoteModelChoice.GlftClosedForm:
                _model = new GlftClosedForm(ForGlft(in parameters));
                break;
            case QuoteModelChoice.CarteaJaimungal:
                _model = new CarteaJaimungalExact(ForCarteaJaimungal(in parameters), configuration.Model.MaximumInventoryOrders);
                if (configuration.Model.TerminalPenaltyDollarsPerSquaredLot > 0)
                {
                    _secondsToHorizon = configuration.Model.HorizonSeconds;
                }

                break;
            default:
                _model = new GlftExact(ForGlft(in parameters), configuration.Model.MaximumInventoryOrders);
                break;
        }
    }

    /// <summary>Gets the configured parameters; a risk aversion of 0 is still to be chosen.</summary>
    public MarketParameters Configured => new(
        _configuration.Model.RiskAversionPerDollar,
        _configuration.Model.VolatilityDollarsPerSqrtSecond,
        _configuration.Model.ArrivalsPerSecond,
        _configuration.Model.DecayPerDollar);

    /// <summary>Chooses the risk aversion where none is configured.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The parameters with a risk aversion above 0.</returns>
    public MarketParameters Complete(in MarketParameters parameters) => parameters.RiskAversionPerDollar > 0
        ? parameters
        : parameters.WithBalancedRiskAversion(
            _configuration.Quoting.Rules.OrderSizeLots, _configuration.Model.MaximumInventoryOrders);

    /// <summary>Fills a table.</summary>
    /// <param name="parameters">The parameters, complete.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="System.ArgumentException">No market can use these quotes; the table is then empty.</exception>
    public void Fill(in MarketParameters parameters, QuoteTable table)
    {
        table.Clear();
        switch (_model)
        {
            case AvellanedaStoikovEngine engine:
                engine.Set(ForAvellanedaStoikov(in parameters));
                break;
            case GlftClosedForm closedForm:
                closedForm.Set(ForGlft(in parameters));
                break;
            case GlftExact exact:
                exact.Set(ForGlft(in parameters));
                break;
            case CarteaJaimungalExact exact:
                exact.Set(ForCarteaJaimungal(in parameters));
                break;
        }

        table.Fill(_model, _secondsToHorizon);
    }

    /// <summary>The parameters as the models of GLFT take them.</summary>
    /// <param name="parameters">The parameters, complete.</param>
    /// <returns>The parameters, in dollars, seconds and lots.</returns>
    public GlftParameters ForGlft(in MarketParameters parameters) => new()
    {
        RiskAversion = parameters.RiskAversionPerDollar,
        Volatility = parameters.VolatilityDollarsPerSqrtSecond,
        ArrivalRate = parameters.ArrivalsPerSecond,
        Decay = parameters.DecayPerDollar,
        OrderSize = _configuration.Quoting.Rules.OrderSizeLots,
        Drift = _configuration.Model.DriftDollarsPerSecond,
        AdverseJump = _configuration.Model.AdverseSelectionDollarsPerTrade,
    };

    private CarteaJaimungalParameters ForCarteaJaimungal(in MarketParameters parameters)
    {
        double volatility = parameters.VolatilityDollarsPerSqrtSecond;
        double penalty = _configuration.Model.RunningPenaltyDollarsPerSquaredLotSecond;
        return new CarteaJaimungalParameters
        {
            BuyArrivalRate = parameters.ArrivalsPerSecond,
            SellArrivalRate = parameters.ArrivalsPerSecond,
            Decay = parameters.DecayPerDollar,
            RunningPenalty = penalty > 0 ? penalty : 0.5 * parameters.RiskAversionPerDollar * volatility * volatility,
            TerminalPenalty = _configuration.Model.TerminalPenaltyDollarsPerSquaredLot,
            Drift = _configuration.Model.DriftDollarsPerSecond,
            BuyJump = _configuration.Model.AdverseSelectionDollarsPerTrade,
            SellJump = _configuration.Model.AdverseSelectionDollarsPerTrade,
            OrderSize = _configuration.Quoting.Rules.OrderSizeLots,
        };
    }

    private AvellanedaStoikovParameters ForAvellanedaStoikov(in MarketParameters parameters) => new()
    {
        RiskAversion = parameters.RiskAversionPerDollar,
        Volatility = parameters.VolatilityDollarsPerSqrtSecond,
        Decay = parameters.DecayPerDollar,
        OrderSize = _configuration.Quoting.Rules.OrderSizeLots,
    };
}
