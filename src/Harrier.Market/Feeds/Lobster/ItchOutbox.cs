using System;
using System.Buffers.Binary;
using Harrier.Market.Feeds.Itch50;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>The messages that one row turned into, waiting to be read. Emptied before the next row is turned.</summary>
internal sealed class ItchOutbox
{
    private const int PrefixBytes = 2;
    private const int CapacityBytes = 1 << 18; // a row that clears ten levels of a thousand orders each fits

    private readonly byte[] _buffer = new byte[CapacityBytes];
    private int _head;
    private int _tail;

    public bool IsEmpty => _head == _tail;

    public bool HasRoom => _buffer.Length - _tail >= PrefixBytes + ItchMessageLengths.Longest;

    /// <summary>Where the next message is written; there must be room.</summary>
    public Span<byte> Next => _buffer.AsSpan(_tail + PrefixBytes);

    /// <summary>Keeps what was written to <see cref="Next"/>.</summary>
    public void Commit(int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(_tail), (ushort)length);
        _tail += PrefixBytes + length;
    }

    public bool TryTake(out ReadOnlySpan<byte> message)
    {
        if (IsEmpty)
        {
            message = default;
            _head = 0;
            _tail = 0;
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_head));
        message = _buffer.AsSpan(_head + PrefixBytes, length);
        _head += PrefixBytes + length;
        return true;
    }
}
