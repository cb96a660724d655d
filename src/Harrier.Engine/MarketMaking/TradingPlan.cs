using Harrier.Engine.Configuration;
using Harrier.Market.Books;

namespace Harrier.Engine.MarketMaking;

/// <summary>What is traded, when, and with which sizes.</summary>
internal sealed record TradingPlan
{
    /// <summary>Gets the settings.</summary>
    public required HarrierConfiguration Configuration { get; init; }

    /// <summary>Gets when we trade.</summary>
    public required TradingHours Hours { get; init; }

    /// <summary>Gets one more than the highest instrument index.</summary>
    public required int InstrumentLimit { get; init; }

    /// <summary>Gets a value indicating whether there is one instrument only, at index 1.</summary>
    public bool IsSingleInstrument => InstrumentLimit == 2;

    /// <summary>Gets the sizes of the books.</summary>
    public required OrderBookLimits BookLimits { get; init; }

    /// <summary>Gets a value indicating whether the venue publishes our orders.</summary>
    public required bool OwnOrdersInFeed { get; init; }

    /// <summary>Gets where the models' parameters come from; never <see cref="CalibrationChoice.Auto"/>.</summary>
    public required CalibrationChoice Calibration { get; init; }

    /// <summary>Gets which aggressive orders estimates count.</summary>
    public CountingRules Counting { get; init; } = new();
}
