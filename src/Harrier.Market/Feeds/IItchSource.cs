using System;

namespace Harrier.Market.Feeds;

/// <summary>Where ITCH 5.0 messages come from: a recorded file, or another format told as ITCH. One thread.</summary>
public interface IItchSource : IDisposable
{
    /// <summary>What stopped the reading before the end; null while all is well. All messages that were handed out
    /// before it are good.</summary>
    FeedFault? Fault { get; }

    /// <summary>Reads the next message. Allocates nothing.</summary>
    /// <param name="message">The message, type first, valid until the next call. A known type has its published
    /// length.</param>
    /// <returns>False at the end and at a fault.</returns>
    bool TryRead(out ReadOnlySpan<byte> message);
}
