using System;
using Harrier.Primitives;
using Harrier.Simulation.Venue;

namespace Harrier.Simulation.OrderFlow;

/// <summary>The order flow of all instruments of the built-in venue, event by event in the order of time. The same
/// settings and seed give the same flow, bit for bit, on any machine. One thread; nothing is allocated after
/// construction.</summary>
/// <remarks>
/// The flow of an instrument does not depend on how many there are. The instruments open one after the other, so that
/// a feed never carries all openings at once. The next event is the root of a tree of winners, O(log instruments).
/// </remarks>
public sealed class OrderFlowGenerator
{
    private const long OpeningStepNanoseconds = 20_000;

    private readonly InstrumentFlow[] _flows;
    private readonly int[] _winners;
    private readonly int _leaves;

    /// <summary>Takes the memory.</summary>
    /// <param name="settings">The flow of each instrument.</param>
    /// <param name="instruments">How many there are; at least 1.</param>
    /// <param name="priceIncrementTicks">The step between prices; at least 1.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="open">When the first instrument opens.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public OrderFlowGenerator(
        OrderFlowSettings settings, int instruments, int priceIncrementTicks, ulong seed, Nanoseconds open)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(instruments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(priceIncrementTicks, 1);
        settings.Validate();
        _flows = new InstrumentFlow[instruments];
        for (int i = 0; i < instruments; i++)
        {
            var opening = new Nanoseconds(open.Value + (i * OpeningStepNanoseconds));
            _flows[i] = new InstrumentFlow(settings, i, priceIncrementTicks, seed, opening);
        }

        _leaves = instruments;
        _winners = new int[2 * instruments];
        for (int i = 0; i < instruments; i++)
        {
            _winners[instruments + i] = i;
        }

        for (int node = instruments - 1; node > 0; node--)
        {
            _winners[node] = Earlier(_winners[2 * node], _winners[(2 * node) + 1]);
        }
    }

    /// <summary>Gets the instrument whose event is next; of those at the same time, the lowest.</summary>
    public int NextInstrument => _winners[1];

    /// <summary>Gets the time of the next event.</summary>
    public Nanoseconds NextTime => _flows[NextInstrument].NextTime;

    /// <summary>The most orders of the flow that rest at once in one instrument.</summary>
    /// <param name="settings">The flow.</param>
    /// <returns>The number.</returns>
    public static int RestingOrdersMax(OrderFlowSettings settings) => InstrumentFlow.OrdersMax(settings);

    /// <summary>Does what is next.</summary>
    /// <typeparam name="TEvents">The taker of the events.</typeparam>
    /// <param name="engine">The books.</param>
    /// <param name="events">Takes what happens; it must hand the events of the flow's own orders (owner 0) to
    /// <see cref="Rested"/> and <see cref="Left"/>.</param>
    public void Step<TEvents>(MatchingEngine engine, ref TEvents events)
        where TEvents : struct, IFlowEvents, allows ref struct
    {
        int instrument = NextInstrument;
        _flows[instrument].Step(engine, ref events);
        for (int node = (_leaves + instrument) >> 1; node > 0; node >>= 1)
        {
            _winners[node] = Earlier(_winners[2 * node], _winners[(2 * node) + 1]);
        }
    }

    /// <summary>Learns where an order of the flow rests: it joined the book, or was replaced.</summary>
    /// <param name="order">The order.</param>
    public void Rested(in VenueOrder order) => _flows[order.Instrument].Rested(in order);

    /// <summary>Learns that a resting order of the flow left the book: filled or cancelled.</summary>
    /// <param name="order">The order.</param>
    public void Left(in VenueOrder order) => _flows[order.Instrument].Left(in order);

    /// <summary>Tells whether an order of the flow is a market maker's, which carries his name in the feed.</summary>
    /// <param name="order">The order.</param>
    /// <returns>True for a market maker's.</returns>
    public bool IsMarketMaker(in VenueOrder order) => _flows[order.Instrument].IsMarketMaker(order.OwnerTag);

    /// <summary>Gets the fair price of an instrument, which no participant sees.</summary>
    /// <param name="instrument">The instrument's index.</param>
    /// <returns>The price in ticks.</returns>
    public double FairTicks(int instrument) => _flows[instrument].FairTicks;

    private int Earlier(int left, int right)
    {
        int order = _flows[left].NextTime.CompareTo(_flows[right].NextTime);
        return order < 0 || (order == 0 && left < right) ? left : right;
    }
}
