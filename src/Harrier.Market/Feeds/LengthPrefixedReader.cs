using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Feeds;

/// <summary>Reads ITCH 5.0 messages, each after its length in two bytes, big-endian, from a stream. Hands them out one
/// by one or in chunks of whole messages, which let a book look ahead. One thread; nothing is allocated after
/// construction.</summary>
/// <remarks>
/// Every message is checked once, here: a known type has its published length, an unknown one at least its type byte.
/// The first message that is not so stops the reading with a <see cref="Fault"/>; what comes before it is handed out.
/// A length of zero as the last two bytes is the exchange's own end mark.
/// </remarks>
public sealed class LengthPrefixedReader : IItchSource
{
    /// <summary>The default window: it stays in the second-level cache between the check here and the book.</summary>
    public const int DefaultChunkBytes = 1 << 18;

    private const int PrefixBytes = 2;
    private const int SmallestChunkBytes = 1 << 17; // holds the longest message that two bytes of length can tell

    private readonly StreamWindow _window;
    private readonly string _file;
    private int _checkedBytes;
    private int _handedOutBytes;

    /// <summary>Starts at the first byte of a stream.</summary>
    /// <param name="stream">The plain bytes; disposed with the reader.</param>
    /// <param name="file">The name that a fault is reported with.</param>
    /// <param name="chunkBytes">The size of the window, at least 131,072.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window is too small.</exception>
    public LengthPrefixedReader(Stream stream, string file, int chunkBytes = DefaultChunkBytes)
        : this(stream, file, chunkBytes, failure: null)
    {
    }

    internal LengthPrefixedReader(Stream stream, string file, int chunkBytes, string? failure)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(chunkBytes, SmallestChunkBytes);
        _window = new StreamWindow(stream, chunkBytes);
        _file = file;
        Fault = failure is null ? null : new FeedFault(file, 0, 1, failure);
    }

    /// <inheritdoc/>
    public FeedFault? Fault { get; private set; }

    /// <summary>The messages that were found good so far.</summary>
    public long MessageCount { get; private set; }

    /// <summary>Reads the next message. Allocates nothing.</summary>
    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        if (_handedOutBytes == _checkedBytes && !TryCheckMore())
        {
            message = default;
            return false;
        }

        ReadOnlySpan<byte> rest = _window.Unread[_handedOutBytes.._checkedBytes];
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        message = rest.Slice(PrefixBytes, length);
        _handedOutBytes += PrefixBytes + length;
        return true;
    }

    /// <summary>Reads the next whole messages, as many as the window holds.</summary>
    /// <param name="chunk">The messages, each after its length, valid until the next call; never a part of one.</param>
    /// <returns>False at the end and at a fault.</returns>
    public bool TryReadChunk(out ReadOnlySpan<byte> chunk)
    {
        bool hasMore = _handedOutBytes < _checkedBytes || TryCheckMore();
        chunk = hasMore ? _window.Unread[_handedOutBytes.._checkedBytes] : default;
        _handedOutBytes = _checkedBytes;
        return hasMore;
    }

    /// <inheritdoc/>
    public void Dispose() => _window.Dispose();

    private bool TryCheckMore()
    {
        if (Fault is not null)
        {
            return false;
        }

        _window.Consume(_checkedBytes);
        _handedOutBytes = 0;
        _window.Fill();
        _checkedBytes = CheckedLength(_window.Unread);
        if (_checkedBytes < _window.Unread.Length || _window.Failure is not null)
        {
            FindFault(_window.Unread[_checkedBytes..]);
        }

        return _checkedBytes > 0;
    }

    /// <summary>The bytes of the messages at the front that are whole and good.</summary>
    private int CheckedLength(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        long count = 0;
        while (bytes.Length - at > PrefixBytes)
        {
            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            int published = ItchMessageLengths.Of(bytes[at + PrefixBytes]);
            bool isGood = length == published ? length > 0 : published == 0 && length > 0;
            if (!isGood || bytes.Length - at - PrefixBytes < length)
            {
                break;
            }

            at += PrefixBytes + length;
            count++;
        }

        MessageCount += count;
        return at;
    }

    /// <summary>Says what is wrong where the good messages end, unless it is a message that the window cuts.</summary>
    private void FindFault(ReadOnlySpan<byte> rest)
    {
        string? reason = rest.Length < PrefixBytes ? null : Describe(rest);
        if (reason is null && _window.IsAtEnd && rest.Length > 0)
        {
            reason = DescribeTruncation(rest);
        }

        reason = _window.IsAtEnd ? _window.Failure ?? reason : reason;
        Fault = reason is null
            ? null
            : new FeedFault(_file, _window.Offset + _checkedBytes, MessageCount + 1, reason);
    }

    private static string? Describe(ReadOnlySpan<byte> rest)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length == 0)
        {
            return rest.Length > PrefixBytes ? "a length of zero, and bytes after it" : null;
        }

        byte type = rest.Length > PrefixBytes ? rest[PrefixBytes] : (byte)0;
        int published = ItchMessageLengths.Of(type);
        return published == 0 || published == length
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"a message of type '{(char)type}' has {published} bytes, the length before this one says {length}");
    }

    private static string? DescribeTruncation(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < PrefixBytes)
        {
            return "the file ends within the length of a message";
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        return length == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the file ends {rest.Length - PrefixBytes} bytes into a message of {length} bytes");
    }
}
