using Harrier.Engine.Configuration;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>The quote model that the configuration names, which fills the tables of all instruments in turn. One
/// thread; nothing is allocated after construction.</summary>
internal sealed class SessionModel
{
    private readonly HarrierConfiguration _configuration;
    private readonly IQuoteModel _model;
    private readonly double _secondsToHorizon;
    private readonly double[] _bidDistances;
    private readonly double[] _askDistances;

    /// <summary>Makes the model for the configured parameters.</summary>
    /// <param name="configuration">The settings.</param>
    public SessionModel(HarrierConfiguration configuration)
    {
        _configuration = configuration;
        _bidDistances = new double[(2 * configuration.Model.MaximumInventoryOrders) + 1];
        _askDistances = new double[_bidDistances.Length];

        // Any parameters will do to make the model; it gets its own before each use.
        MarketParameters parameters = Balanced(Configured);
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

    /// <summary>Chooses the risk aversion where none is configured: by the skew at the limit where that is, else such that a
    /// full inventory moves the quotes by about 1/k.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The parameters with a risk aversion above 0.</returns>
    public MarketParameters Complete(in MarketParameters parameters)
    {
        if (parameters.RiskAversionPerDollar > 0)
        {
            return parameters;
        }

        double skew = _configuration.Model.SkewAtLimitTicks / Price.TicksPerUnit;
        return skew > 0 ? WithSkew(in parameters, skew) : Balanced(in parameters);
    }

    /// <summary>How much nearer the ask stands with a full inventory than with none, in dollars: Q times the skew an order
    /// where that is the same for every order.</summary>
    /// <param name="parameters">The parameters, complete.</param>
    /// <returns>Dollars.</returns>
    public double SkewAtLimit(in MarketParameters parameters)
    {
        Set(in parameters);
        _model.Distances(_secondsToHorizon, _bidDistances, _askDistances);
        return _askDistances[_configuration.Model.MaximumInventoryOrders] - _askDistances[^1];
    }

    /// <summary>The risk aversion at which a full inventory moves the quotes by a distance: Q orders of the model's skew an
    /// order. For the exact quotes it is that of the closed form.</summary>
    /// <param name="parameters">The parameters, whose risk aversion does not matter.</param>
    /// <param name="skewDollars">The distance, above 0.</param>
    /// <returns>The parameters with that risk aversion.</returns>
    public MarketParameters WithSkew(in MarketParameters parameters, double skewDollars)
    {
        double skewPerOrder = skewDollars / _configuration.Model.MaximumInventoryOrders;
        double volatility = parameters.VolatilityDollarsPerSqrtSecond;
        double riskAversion = _model switch
        {
            AvellanedaStoikovEngine => SkewRiskAversion.ForAvellanedaStoikov(
                volatility, _configuration.Quoting.Rules.OrderSizeLots, _secondsToHorizon, skewPerOrder),
            CarteaJaimungalExact => SkewRiskAversion.ForCarteaJaimungal(ForCarteaJaimungal(in parameters), volatility, skewPerOrder),
            _ => SkewRiskAversion.ForGlft(ForGlft(in parameters), skewPerOrder),
        };
        return parameters with { RiskAversionPerDollar = riskAversion };
    }

    /// <summary>Fills a table.</summary>
    /// <param name="parameters">The parameters, complete.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="System.ArgumentException">No market can use these quotes; the table is then empty.</exception>
    public void Fill(in MarketParameters parameters, QuoteTable table)
    {
        table.Clear();
        Set(in parameters);
        table.Fill(_model, _secondsToHorizon);
    }

    private MarketParameters Balanced(in MarketParameters parameters) => parameters.WithBalancedRiskAversion(
        _configuration.Quoting.Rules.OrderSizeLots, _configuration.Model.MaximumInventoryOrders);

    private void Set(in MarketParameters parameters)
    {
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
