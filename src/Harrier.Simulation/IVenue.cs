using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Harrier.Market.Feeds;
using Harrier.Primitives;
using Harrier.Simulation.Latency;

namespace Harrier.Simulation;

/// <summary>A market that a session trades against: it publishes ITCH 5.0 bytes and takes and answers OUCH 5.0 bytes.
/// One thread; stepped by time, so that the same inputs give the same session.</summary>
public interface IVenue
{
    /// <summary>Gets the time of the next event of the market itself, or <see cref="Nanoseconds.Never"/> when the
    /// market is over.</summary>
    Nanoseconds NextEventTime { get; }

    /// <summary>Gets a value indicating whether our own orders appear in the feed that the venue publishes.</summary>
    bool OwnOrdersInFeed { get; }

    /// <summary>Gets what ended the market early, or null.</summary>
    FeedFault? Fault { get; }

    /// <summary>Gets what the venue assumes about the market, a sentence each, for the report.</summary>
    IReadOnlyList<string> Assumptions { get; }

    /// <summary>Processes the next event of the market. There must be one.</summary>
    /// <param name="feed">Takes the ITCH messages that the event publishes.</param>
    /// <param name="responses">Takes the OUCH messages to us that the event causes.</param>
    [SuppressMessage("Naming", "CA1716", Justification = "Step is a keyword of Visual Basic only.")]
    void Step(Link feed, Link responses);

    /// <summary>Takes one OUCH message of ours.</summary>
    /// <param name="ouchMessage">One inbound OUCH 5.0 message, without framing.</param>
    /// <param name="now">When it arrives; not before the last event and not after <see cref="NextEventTime"/>.</param>
    /// <param name="feed">Takes the ITCH messages that it causes.</param>
    /// <param name="responses">Takes the answers.</param>
    void Receive(ReadOnlySpan<byte> ouchMessage, Nanoseconds now, Link feed, Link responses);
}
