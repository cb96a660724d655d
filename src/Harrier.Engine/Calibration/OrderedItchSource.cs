using System;
using System.Buffers.Binary;
using Harrier.Market.Feeds;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>A feed in which no message is far later than the one after it: a false late time, which would end the day there,
/// gives way to that of the message before. Cold.</summary>
internal sealed class OrderedItchSource(IItchSource source) : IItchSource
{
    // Recorders merge lines that are milliseconds apart; false times are minutes off or more.
    private const long LatenessMax = 5 * Nanoseconds.PerSecond;
    private const int TimeOffset = 5;
    private const int TimeBytes = 6;

    private byte[] _doubted = [];
    private byte[] _next = [];
    private int _nextLength = -1;
    private long _last;

    /// <summary>Gets the messages whose time gave way.</summary>
    public long FalseTimes { get; private set; }

    /// <inheritdoc/>
    public FeedFault? Fault => source.Fault;

    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        if (_nextLength >= 0)
        {
            message = _next.AsSpan(0, _nextLength);
            _nextLength = -1;
        }
        else if (!source.TryRead(out message))
        {
            return false;
        }

        if (TryGetTime(message, out long time))
        {
            if (time - _last > LatenessMax)
            {
                message = Doubt(message, time);
            }
            else
            {
                _last = Math.Max(_last, time);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private static bool TryGetTime(ReadOnlySpan<byte> message, out long time)
    {
        bool isThere = message.Length >= TimeOffset + TimeBytes;
        time = !isThere ? 0
            : ((long)BinaryPrimitives.ReadUInt16BigEndian(message[TimeOffset..]) << 32) | BinaryPrimitives.ReadUInt32BigEndian(message[(TimeOffset + 2)..]);
        return isThere;
    }

    /// <summary>Looks at the next message with a time. Where there is none the time is not believed either, but nothing says
    /// that it is false: what stands then would count until it.</summary>
    private Span<byte> Doubt(ReadOnlySpan<byte> message, long time)
    {
        Span<byte> doubted = Copy(message, ref _doubted);
        if (source.TryRead(out ReadOnlySpan<byte> next))
        {
            _nextLength = Copy(next, ref _next).Length;
            if (!TryGetTime(next, out long after) || time - after <= LatenessMax)
            {
                _last = time;
                return doubted;
            }

            FalseTimes++;
        }

        BinaryPrimitives.WriteUInt16BigEndian(doubted[TimeOffset..], (ushort)(_last >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(doubted[(TimeOffset + 2)..], unchecked((uint)_last));
        return doubted;
    }

    private static Span<byte> Copy(ReadOnlySpan<byte> message, ref byte[] buffer)
    {
        if (buffer.Length < message.Length)
        {
            buffer = new byte[message.Length];
        }

        message.CopyTo(buffer);
        return buffer.AsSpan(0, message.Length);
    }
}
