using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Simulation.Venue;

/// <summary>The built-in venue: a matching engine that a generated order flow and our orders meet in, with an ITCH 5.0
/// feed and OUCH 5.0 order entry. The same settings and messages of ours give the same bytes on any machine. One
/// thread; nothing is allocated after construction.</summary>
public sealed class SimulatedVenue : IVenue
{
    private readonly SimulatedVenueSettings _settings;
    private readonly MatchingEngine _engine;
    private readonly OrderFlowGenerator _flow;
    private readonly ItchPublisher _itch;
    private readonly OwnOrderEntry _own;
    private readonly bool[] _isAnnounced;
    private readonly string[] _assumptions;
    private Phase _phase;

    /// <summary>Takes the memory.</summary>
    /// <param name="settings">The day and the sizes.</param>
    /// <param name="flow">The order flow.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public SimulatedVenue(SimulatedVenueSettings settings, OrderFlowSettings flow)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Instruments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Instruments, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.LiveOwnOrders, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Open.Value, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(settings.Close.Value, settings.Open.Value);
        _settings = settings;
        _flow = new OrderFlowGenerator(flow, settings.Instruments, settings.PriceIncrementTicks, settings.Seed, settings.Open);
        _engine = new MatchingEngine(new MatchingEngineLimits
        {
            Instruments = settings.Instruments,
            RestingOrders = (OrderFlowGenerator.RestingOrdersMax(flow) * settings.Instruments) + settings.LiveOwnOrders,
            LevelsPerSide = settings.LevelsPerSide,
            PriceIncrementTicks = settings.PriceIncrementTicks,
        });
        _itch = new ItchPublisher(settings.Instruments);
        _own = new OwnOrderEntry(_engine, _itch, settings.Instruments, settings.LiveOwnOrders);
        _isAnnounced = new bool[settings.Instruments];
        _assumptions = Assume(flow);
        NextEventTime = settings.Open;
    }

    private enum Phase : byte
    {
        BeforeOpen,
        Open,
        Closed,
    }

    /// <inheritdoc/>
    public Nanoseconds NextEventTime { get; private set; }

    /// <inheritdoc/>
    public bool OwnOrdersInFeed => true;

    /// <inheritdoc/>
    public FeedFault? Fault => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions => _assumptions;

    /// <summary>Gets the matching engine, to look at.</summary>
    public MatchingEngine Engine => _engine;

    /// <summary>Gets the order flow, to look at.</summary>
    public OrderFlowGenerator Flow => _flow;

    /// <summary>Gets our live orders.</summary>
    public int LiveOrders => _own.LiveOrders;

    /// <summary>Gets the executions of our orders.</summary>
    public long Executions => _own.Executions;

    /// <summary>Gets our orders and replacements that were rejected.</summary>
    public long Rejections => _own.Rejections;

    /// <summary>Gets our messages that were malformed or of a type that this venue does not take; they have no
    /// answer.</summary>
    public long RefusedMessages => _own.Refused;

    /// <summary>Gets our messages that were ignored as the specification says: numbers used before, cancels of dead
    /// orders.</summary>
    public long IgnoredMessages => _own.Ignored;

    /// <inheritdoc/>
    public void Step(Link feed, Link responses)
    {
        Nanoseconds now = NextEventTime;
        switch (_phase)
        {
            case Phase.BeforeOpen:
                Open(now, feed);
                break;
            case Phase.Open when now >= _settings.Close:
                Close(now, feed, responses);
                break;
            case Phase.Open:
                StepFlow(now, feed, responses);
                break;
            default:
                return;
        }

        NextEventTime = _phase == Phase.Closed ? Nanoseconds.Never
            : _flow.NextTime < _settings.Close ? _flow.NextTime
            : _settings.Close;
    }

    /// <inheritdoc/>
    public void Receive(ReadOnlySpan<byte> ouchMessage, Nanoseconds now, Link feed, Link responses)
    {
        VenuePublication publication = Publish(now, CancelReason.UserRequested, feed, responses);
        publication.Request = ouchMessage;
        _own.Receive(ref publication);
    }

    /// <summary>Enters an order of another participant.</summary>
    internal void EnterForOthers(in OrderRequest request, Nanoseconds now, Link feed, Link responses)
    {
        VenuePublication publication = Publish(now, CancelReason.UserRequested, feed, responses);
        _engine.Enter(in request, ref publication);
    }

    private static string[] Assume(OrderFlowSettings flow) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"The fair price is a Brownian motion of {flow.VolatilityDollarsPerSqrtSecond} dollars per square root of a second, which nobody sees{CommonMoves(flow)}."),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Aggressive orders come {flow.AggressiveOrdersPerSecond} a second and side on average, in clusters (branching ratio {flow.ClusteringBranchingRatio}, {flow.ClusteringOtherSidePart} of it to the other side), and reach d dollars beyond the fair price with probability exp(-{flow.DecayPerDollar} d)."),
        flow.AggressiveOrderLotsMax == MatchingEngine.LotsMax
            ? "An aggressive order takes all that is displayed within its reach, so that a quote within reach fills whatever stands before it."
            : string.Create(CultureInfo.InvariantCulture, $"An aggressive order takes at most {flow.AggressiveOrderLotsMax} lots."),
        string.Create(
            CultureInfo.InvariantCulture,
            $"Orders on the wrong side of the fair price are picked off {flow.PickOffMicroseconds} microseconds after it has moved."),
        "The others do not react to our orders.",
        "A post-only order that would trade at once is accepted and cancelled.",
        "A replacement at the same price that only lowers the size keeps its place; any other goes to the end of the queue.",
        "An order of ours never trades with another of ours: the newer one is cancelled.",
        "Our orders end with the session.",
    ];

    private static string CommonMoves(OrderFlowSettings flow) => flow.CommonFactorCorrelation == 0
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"; those of two instruments have the correlation {flow.CommonFactorCorrelation}");

    private VenuePublication Publish(Nanoseconds now, CancelReason requestedReason, Link feed, Link responses) => new()
    {
        Itch = _itch,
        Own = _own,
        Flow = _flow,
        Feed = feed,
        Responses = responses,
        Now = now,
        RequestedReason = requestedReason,
    };

    private void Open(Nanoseconds now, Link feed)
    {
        _itch.Announce(SystemEventCode.StartOfMessages, now, feed);
        _itch.Announce(SystemEventCode.StartOfSystemHours, now, feed);
        _itch.Announce(SystemEventCode.StartOfMarketHours, now, feed);
        _own.IsOpen = true;
        _phase = Phase.Open;
    }

    private void StepFlow(Nanoseconds now, Link feed, Link responses)
    {
        int instrument = _flow.NextInstrument;
        if (!_isAnnounced[instrument])
        {
            _isAnnounced[instrument] = true;
            _itch.Announce(instrument, now, feed);
        }

        VenuePublication publication = Publish(now, CancelReason.UserRequested, feed, responses);
        _flow.Step(_engine, ref publication);
    }

    private void Close(Nanoseconds now, Link feed, Link responses)
    {
        VenuePublication publication = Publish(now, CancelReason.Timeout, feed, responses);
        _own.CancelAll(ref publication);
        _own.IsOpen = false;
        _itch.Announce(SystemEventCode.EndOfMarketHours, now, feed);
        _itch.Announce(SystemEventCode.EndOfSystemHours, now, feed);
        _itch.Announce(SystemEventCode.EndOfMessages, now, feed);
        _phase = Phase.Closed;
    }
}
