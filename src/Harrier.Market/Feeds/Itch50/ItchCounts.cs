using System;

namespace Harrier.Market.Feeds.Itch50;

/// <summary>How many messages of each type were read. One writer; allocates nothing after construction.</summary>
public sealed class ItchCounts
{
    private readonly long[] _byType = new long[256];

    /// <summary>The messages of all types, unknown ones included.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _byType)
            {
                total += count;
            }

            return total;
        }
    }

    /// <summary>The messages of types that the specification does not have.</summary>
    public long Unknown
    {
        get
        {
            long unknown = 0;
            for (int type = 0; type < _byType.Length; type++)
            {
                unknown += ItchMessageLengths.Of((byte)type) == 0 ? _byType[type] : 0;
            }

            return unknown;
        }
    }

    /// <summary>Counts one message.</summary>
    /// <param name="type">The first byte of the message.</param>
    public void Count(byte type) => _byType[type]++;

    /// <summary>Counts several messages of one type.</summary>
    /// <param name="type">The first byte of the messages.</param>
    /// <param name="messages">How many.</param>
    public void Count(byte type, long messages) => _byType[type] += messages;

    /// <summary>The messages of one type.</summary>
    /// <param name="type">The first byte of the messages.</param>
    /// <returns>The count.</returns>
    public long Of(byte type) => _byType[type];

    /// <summary>Starts again from zero.</summary>
    public void Clear() => Array.Clear(_byType);
}
