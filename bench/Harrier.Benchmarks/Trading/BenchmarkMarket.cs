using System;
using Harrier.Market.Books;
using Harrier.Models.Quoting;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Benchmarks.Trading;

/// <summary>One instrument around 100 dollars whose mid walks by a cent or none, with our quotes live in it.</summary>
internal sealed class BenchmarkMarket
{
    public const int Tops = 1024;

    public static readonly InstrumentId Instrument = new(1);

    public static readonly Nanoseconds Now = new(10 * 3600 * Nanoseconds.PerSecond);

    public BenchmarkMarket()
    {
        uint state = 12345;
        long bid = 1_000_000;
        for (int i = 0; i < Tops; i++)
        {
            state = unchecked((state * 1664525) + 1013904223);
            bid += (state >> 24) switch { < 32 => -100, >= 224 => 100, _ => 0 };
            Walk[i] = new TopOfBook(new Price(bid), new Quantity(300), new Price(bid + 100), new Quantity(200));
        }

        Table.Fill(
            new GlftClosedForm(new GlftParameters
            {
                RiskAversion = 0.0005,
                Volatility = 0.02,
                ArrivalRate = 1.0,
                Decay = 60.0,
                OrderSize = 100.0,
            }),
            double.PositiveInfinity);
        Quotes.Use(Instrument, Table);
        Positions.OnMid(Instrument, Walk[0].MidTicksTwice);
    }

    public TopOfBook[] Walk { get; } = new TopOfBook[Tops];

    public QuoteTable Table { get; } = new(10, 100);

    public OrderTable Orders { get; } = new(16, 2);

    public PositionBook Positions { get; } = new(2, new FeeSchedule(new Money(200_000), new Money(300_000)));

    public QuoteEngine Quotes { get; } = new(
        new QuotingSettings
        {
            OrderSizeLots = 100,
            RequoteThresholdTicks = 200,
            AggressiveToleranceTicks = 0,
            MinimumQuoteLifeMilliseconds = 0,
        },
        instrumentLimit: 2);

    public static RiskLimits Limits => new()
    {
        PriceCollarBasisPoints = 500,
        MaximumOrderLots = 1000,
        MaximumPositionLots = 10_000,
        MaximumOrderNotionalDollars = 1_000_000m,
        MaximumGrossNotionalDollars = 100_000_000m,
        MaximumOrdersPerSecond = 1000,
        StaleMarketDataMilliseconds = 1000,
        MaximumLossDollars = 10_000m,
    };

    /// <summary>Enters both quotes and lets them be accepted.</summary>
    public void EnterBoth()
    {
        Quotes.Decide(Instrument, in Walk[0], 0, TradingState.Active, Now, out OrderIntent bid, out OrderIntent ask);
        Accept(in bid);
        Accept(in ask);
    }

    private void Accept(in OrderIntent intent)
    {
        if (Orders.Send(in intent, Now, out OrderChange change) != OrderResult.Applied)
        {
            throw new InvalidOperationException("The benchmark's quote was not entered.");
        }

        Orders.Accepted(change.Id, intent.Price, intent.Quantity, out change);
        Quotes.OnChange(in change, Now);
    }
}
