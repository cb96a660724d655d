using System;
using Harrier.Primitives;
using Harrier.Runtime.Rings;

namespace Harrier.Simulation.Latency;

/// <summary>One way between a venue and us: messages come out in the order in which they were sent, each after the
/// latency. One thread; nothing is allocated after construction.</summary>
/// <remarks>At the limit a message is dropped and counted; a session treats <see cref="Dropped"/> above zero as a
/// fault and ends, since a feed with a hole in it is not the market.</remarks>
public sealed class Link
{
    private readonly TimedMessageRing _messages;
    private readonly long _latencyNanoseconds;
    private readonly double _jitterNanoseconds;
    private readonly Pcg64 _random;
    private long _lastDueNanoseconds;

    /// <summary>Takes the buffer.</summary>
    /// <param name="latencyMicroseconds">The time each message takes; at least 0.</param>
    /// <param name="jitterMicroseconds">The mean of the exponential time added to it; 0 is none.</param>
    /// <param name="seed">The seed of the jitter.</param>
    /// <param name="capacityBytes">The room for messages under way, 16 bytes of header each included.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or longer than an hour, or the room too
    /// small.</exception>
    public Link(double latencyMicroseconds, double jitterMicroseconds, ulong seed, int capacityBytes)
    {
        const double Hour = 3_600_000_000.0;
        ArgumentOutOfRangeException.ThrowIfLessThan(latencyMicroseconds, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(latencyMicroseconds, Hour);
        ArgumentOutOfRangeException.ThrowIfLessThan(jitterMicroseconds, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jitterMicroseconds, Hour);
        _latencyNanoseconds = (long)Math.Round(latencyMicroseconds * 1000);
        _jitterNanoseconds = jitterMicroseconds * 1000;
        _random = new Pcg64(seed);
        _messages = new TimedMessageRing(capacityBytes);
    }

    /// <summary>Gets the time at which the first message arrives, or <see cref="Nanoseconds.Never"/>.</summary>
    public Nanoseconds HeadDue => new(_messages.HeadDueNanoseconds);

    /// <summary>Gets the number of messages under way.</summary>
    public int Count => _messages.Count;

    /// <summary>Gets the number of messages sent, those dropped not counted.</summary>
    public long Sent { get; private set; }

    /// <summary>Gets the number of messages dropped at the limit.</summary>
    public long Dropped { get; private set; }

    /// <summary>Sends a message: it arrives after the latency, and never before one sent earlier.</summary>
    /// <param name="now">The time of sending.</param>
    /// <param name="message">The bytes, which are copied.</param>
    /// <returns>False when there is no room: the message is dropped and counted.</returns>
    public bool Send(Nanoseconds now, ReadOnlySpan<byte> message)
    {
        long jitter = _jitterNanoseconds > 0 ? (long)(_random.NextExponential() * _jitterNanoseconds) : 0;
        long due = Math.Max(_lastDueNanoseconds, now.Value + _latencyNanoseconds + jitter);
        if (!_messages.TryWrite(due, message))
        {
            Dropped++;
            return false;
        }

        _lastDueNanoseconds = due;
        Sent++;
        return true;
    }

    /// <summary>Shows the first message.</summary>
    /// <returns>The bytes, valid until <see cref="Advance"/>; empty when there is none.</returns>
    public ReadOnlySpan<byte> Peek() => _messages.Peek();

    /// <summary>Takes the first message away. There must be one.</summary>
    public void Advance() => _messages.Advance();
}
