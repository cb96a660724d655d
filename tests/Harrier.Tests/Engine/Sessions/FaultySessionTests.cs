using System;
using System.Collections.Generic;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Engine.Sessions;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Primitives;
using Harrier.Simulation;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Venue;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

public sealed class FaultySessionTests
{
    [Fact]
    public void Something_that_breaks_ends_the_session_with_no_order_left_at_the_venue()
    {
        var venue = new BreakingVenue(stepsUntilFault: 2_000);
        using var session = new Session(PlanFor(venue), venue, Nanoseconds.Never, new SessionProgress());
        session.Run();
        Assert.True(venue.LiveOrdersAtFault > 0, "there was something to cancel");
        Assert.Equal("An amount is beyond its range.", session.Fault);
        Assert.Equal(KillReason.InternalFault, session.Maker.StopReason);
        Assert.Equal(0, venue.LiveOrders);
    }

    private static TradingPlan PlanFor(BreakingVenue venue) => new()
    {
        Configuration = ConfigurationReading.Defaults().Configuration,
        Hours = new TradingHours(
            Nanoseconds.FromSeconds(34_200), Nanoseconds.FromSeconds(57_540), Nanoseconds.FromSeconds(57_600)),
        InstrumentLimit = 2,
        BookLimits = new OrderBookLimits { Instruments = 2, Orders = 1 << 14 },
        OwnOrdersInFeed = venue.OwnOrdersInFeed,
        Calibration = CalibrationChoice.Fixed,
    };

    /// <summary>The built-in venue, which throws once in the middle of the session.</summary>
    private sealed class BreakingVenue(int stepsUntilFault) : IVenue
    {
        private readonly SimulatedVenue _venue =
            new(new SimulatedVenueSettings(), ConfigurationReading.Defaults().Configuration.OrderFlow);

        private int _steps;

        public int LiveOrders => _venue.LiveOrders;

        public int LiveOrdersAtFault { get; private set; }

        public Nanoseconds NextEventTime => _venue.NextEventTime;

        public bool OwnOrdersInFeed => true;

        public FeedFault? Fault => null;

        public IReadOnlyList<string> Assumptions => [];

        public void Step(Link feed, Link responses)
        {
            // When both quotes stand: a fill a moment ago would leave one.
            _steps++;
            if (_steps >= stepsUntilFault && LiveOrdersAtFault == 0 && _venue.LiveOrders == 2)
            {
                LiveOrdersAtFault = _venue.LiveOrders;
                throw new OverflowException("An amount is beyond its range.");
            }

            _venue.Step(feed, responses);
        }

        public void Receive(ReadOnlySpan<byte> ouchMessage, Nanoseconds now, Link feed, Link responses) =>
            _venue.Receive(ouchMessage, now, feed, responses);
    }
}
