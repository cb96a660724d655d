using System;
using Harrier.Market.Feeds;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Venue;

namespace Harrier.Engine.Calibration;

/// <summary>The feed of the built-in venue without orders of ours, as a file would have it.</summary>
internal sealed class VenueFeed(SimulatedVenue venue) : IItchSource
{
    private const int LinkBytes = 1 << 22;

    private readonly Link _feed = new(0, 0, 0, LinkBytes);
    private readonly Link _answers = new(0, 0, 0, LinkBytes);
    private bool _isHandedOut;

    /// <inheritdoc/>
    public FeedFault? Fault => null;

    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        if (_isHandedOut)
        {
            _feed.Advance();
        }

        while (_feed.Count == 0 && venue.NextEventTime != Nanoseconds.Never)
        {
            venue.Step(_feed, _answers);
        }

        _isHandedOut = _feed.Count > 0;
        message = _isHandedOut ? _feed.Peek() : default;
        return _isHandedOut;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
