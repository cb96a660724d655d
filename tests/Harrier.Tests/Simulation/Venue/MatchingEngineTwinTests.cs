using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using Harrier.Primitives;
using Harrier.Simulation.Venue;
using Xunit;

namespace Harrier.Tests.Simulation.Venue;

/// <summary>Random order sequences through the engine and its slow twin.</summary>
public sealed class MatchingEngineTwinTests
{
    private const int Instruments = 2;

    /// <summary>Small enough that sequences run into both limits.</summary>
    private static readonly MatchingEngineLimits Limits = new()
    {
        Instruments = Instruments,
        RestingOrders = 12,
        LevelsPerSide = 4,
        PriceIncrementTicks = 5,
    };

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 19],
        Gen.Int[0, 63],
        Gen.Int[0, 8],
        Gen.Int[1, 20],
        Gen.Int[0, 11],
        (action, kind, price, lots, target) => new Step(action, kind, 1_000 + (5 * price), lots, target));

    /// <summary>50,000 sequences; HARRIER_MATCHING_SEQUENCES asks for another number (scripts/long-tests.sh: a million).</summary>
    private static long Sequences =>
        long.Parse(Environment.GetEnvironmentVariable("HARRIER_MATCHING_SEQUENCES") ?? "50000", CultureInfo.InvariantCulture);

    [Fact]
    public void Random_sequences_give_the_twins_events_and_books_conserve_lots_and_never_cross() =>
        Steps.Array[1, 40].Sample(Compare, iter: Sequences);

    private static void Compare(Step[] steps)
    {
        var engine = new MatchingEngine(Limits);
        var log = new VenueEventLog();
        var twin = new NaiveMatchingEngine(Limits);
        foreach (Step step in steps)
        {
            Assert.Equal(step.Apply(twin, log), step.Apply(engine, ref log));
            Assert.Equal(twin.Events.Count, log.Events.Count);
            for (int instrument = 0; instrument < Instruments; instrument++)
            {
                AssertNotCrossed(engine, instrument);
                AssertSameSide(twin, engine, instrument, Side.Buy);
                AssertSameSide(twin, engine, instrument, Side.Sell);
            }
        }

        for (int i = 0; i < log.Events.Count; i++)
        {
            Assert.Equal(twin.Events[i], log.Events[i]);
        }

        AssertConserved(log.Events, twin.RestingLots());
    }

    private static void AssertNotCrossed(MatchingEngine engine, int instrument)
    {
        if (engine.TryGetLevel(instrument, Side.Buy, 0, out VenueLevel bid) && engine.TryGetLevel(instrument, Side.Sell, 0, out VenueLevel ask))
        {
            Assert.True(bid.PriceTicks < ask.PriceTicks, $"crossed: {bid} {ask}");
        }
    }

    private static void AssertSameSide(NaiveMatchingEngine twin, MatchingEngine engine, int instrument, Side side)
    {
        List<(ulong Reference, int PriceTicks, int Lots)> expected = twin.Book(instrument, side);
        int seen = 0;
        for (int depth = 0; engine.TryGetLevel(instrument, side, depth, out VenueLevel level); depth++)
        {
            long lots = 0;
            int orders = 0;
            bool found = engine.TryGetOrder(level.First, out VenueOrder order);
            for (; found; found = engine.TryGetNext(order.Handle, out order))
            {
                Assert.Equal(expected[seen++], (order.Handle.Reference, order.PriceTicks, order.Lots));
                Assert.Equal(level.PriceTicks, order.PriceTicks);
                lots += order.Lots;
                orders++;
            }

            Assert.Equal((lots, orders), (level.Lots, level.Orders));
        }

        Assert.Equal(expected.Count, seen);
    }

    /// <summary>What was entered was traded (each trade uses up lots on both sides), cancelled, or rests.</summary>
    private static void AssertConserved(List<VenueEvent> events, long resting)
    {
        long entered = events.Where(e => e.Kind == 'A').Sum(e => (long)e.Lots)
            + events.Where(e => e.Kind == 'U').Sum(e => (long)e.Lots - e.OtherLeft);
        long traded = events.Where(e => e.Kind == 'E').Sum(e => (long)e.Lots);
        long canceled = events.Where(e => e.Kind == 'C').Sum(e => (long)e.Lots);
        Assert.Equal(entered, (2 * traded) + canceled + resting);
    }

    /// <summary>One request. Some are faulty, and some aim at orders that are gone.</summary>
    private readonly record struct Step(int Action, int Kind, int PriceTicks, int Lots, int Target)
    {
        private OrderKind OrderKind => Kind == 63 ? OrderKind.None : (Kind & 7) switch
        {
            < 4 => OrderKind.Limit,
            < 6 => OrderKind.PostOnly,
            _ => OrderKind.ImmediateOrCancel,
        };

        public MatchResult Apply(NaiveMatchingEngine twin, VenueEventLog log) => Action switch
        {
            < 12 => twin.Enter(Request()),
            < 15 => twin.Cancel(Aim(log).Reference, Lots - (Kind == 0 ? 20 : 0)),
            _ => twin.Replace(Aim(log).Reference, Lots, PriceTicks + (Kind == 1 ? 1 : 0), OrderKind, (uint)Kind),
        };

        public MatchResult Apply(MatchingEngine engine, ref VenueEventLog log) => Action switch
        {
            < 12 => engine.Enter(Request(), ref log),
            < 15 => engine.Cancel(Aim(log), Lots - (Kind == 0 ? 20 : 0), ref log),
            _ => engine.Replace(Aim(log), Lots, PriceTicks + (Kind == 1 ? 1 : 0), OrderKind, (uint)Kind, ref log),
        };

        private OrderRequest Request() => new(
            Kind == 2 ? Instruments : (Kind >> 3) & 1,
            Kind == 3 ? Side.None : (Target & 1) == 0 ? Side.Buy : Side.Sell,
            Kind == 4 ? 0 : Lots,
            Kind == 5 ? 0 : PriceTicks,
            OrderKind,
            (ushort)(Target % 3),
            (uint)Kind);

        private OrderHandle Aim(VenueEventLog log) =>
            log.Handles.Count == 0 ? default : log.Handles[^(1 + (Target % log.Handles.Count))];
    }
}
