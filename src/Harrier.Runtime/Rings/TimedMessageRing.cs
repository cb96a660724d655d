using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Harrier.Runtime.Memory;

namespace Harrier.Runtime.Rings;

/// <summary>A first-in, first-out ring of byte messages, each with the time at which it is due, in one flat buffer
/// taken at start. One thread. Nothing is allocated after construction.</summary>
/// <remarks>
/// A message lies in one piece: where it would straddle the end of the buffer, a skip mark is written and the
/// message starts at the front.
/// <code>
///  0        8        12       16
///  +--------+--------+--------+----------------+
///  | due    | length | unused | message ...    | padded to 8
///  +--------+--------+--------+----------------+
/// </code>
/// </remarks>
public sealed class TimedMessageRing
{
    private const int HeaderBytes = 16;
    private const int SkipMark = -1;

    private readonly byte[] _buffer;
    private int _head;
    private int _tail;
    private int _usedBytes;

    /// <summary>Takes the buffer.</summary>
    /// <param name="capacityBytes">The size, headers included; at least 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is too small.</exception>
    public TimedMessageRing(int capacityBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacityBytes, 1024);
        _buffer = TouchedArray.Allocate<byte>((capacityBytes + 7) & ~7);
    }

    /// <summary>Gets the number of messages waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Gets the time of the first message, or <see cref="long.MaxValue"/> when there is none.</summary>
    public long HeadDueNanoseconds { get; private set; } = long.MaxValue;

    /// <summary>Appends a message.</summary>
    /// <param name="dueNanoseconds">When it is due; not before the last message's time.</param>
    /// <param name="message">The bytes, which are copied.</param>
    /// <returns>False, and nothing written, when there is no room.</returns>
    public bool TryWrite(long dueNanoseconds, ReadOnlySpan<byte> message)
    {
        int needed = HeaderBytes + ((message.Length + 7) & ~7);
        int toEnd = _buffer.Length - _tail;
        bool wraps = toEnd < needed;
        int skipped = wraps ? toEnd : 0;
        if (needed + skipped > _buffer.Length - _usedBytes)
        {
            return false;
        }

        if (wraps)
        {
            if (skipped >= HeaderBytes)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_tail + 8), SkipMark);
            }

            _tail = 0;
        }

        MemoryMarshal.Write(_buffer.AsSpan(_tail), in dueNanoseconds);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_tail + 8), message.Length);
        message.CopyTo(_buffer.AsSpan(_tail + HeaderBytes));
        _tail += needed;
        _usedBytes += needed + skipped;
        if (Count++ == 0)
        {
            HeadDueNanoseconds = dueNanoseconds;
        }

        return true;
    }

    /// <summary>Shows the first message without taking it.</summary>
    /// <returns>The bytes, valid until the next <see cref="Advance"/>; empty when there is no message.</returns>
    public ReadOnlySpan<byte> Peek()
    {
        if (Count == 0)
        {
            return default;
        }

        SkipToMessage();
        int length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_head + 8));
        return _buffer.AsSpan(_head + HeaderBytes, length);
    }

    /// <summary>Shows when the message after the first one is due.</summary>
    /// <returns>The time, or <see cref="long.MaxValue"/> when there is none.</returns>
    public long PeekSecondDue()
    {
        if (Count < 2)
        {
            return long.MaxValue;
        }

        SkipToMessage();
        int second = _head + HeaderBytes + ((BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_head + 8)) + 7) & ~7);
        return MemoryMarshal.Read<long>(_buffer.AsSpan(IsSkipped(second) ? 0 : second));
    }

    /// <summary>Takes the first message away. There must be one.</summary>
    public void Advance()
    {
        SkipToMessage();
        int length = BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(_head + 8));
        int needed = HeaderBytes + ((length + 7) & ~7);
        _head += needed;
        _usedBytes -= needed;
        if (--Count == 0)
        {
            HeadDueNanoseconds = long.MaxValue;
            return;
        }

        SkipToMessage();
        HeadDueNanoseconds = MemoryMarshal.Read<long>(_buffer.AsSpan(_head));
    }

    private void SkipToMessage()
    {
        if (IsSkipped(_head))
        {
            _usedBytes -= _buffer.Length - _head;
            _head = 0;
        }
    }

    /// <summary>Whether the rest of the buffer was skipped, and the message that would start there starts at the front.</summary>
    private bool IsSkipped(int position) =>
        _buffer.Length - position < HeaderBytes
        || BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(position + 8)) == SkipMark;
}
