using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Harrier.Market.Books;

/// <summary>The messages that were looked at ahead of the one that is applied, and how far each look has come.</summary>
internal unsafe struct LookAhead
{
    /// <summary>Messages between two rounds of looks: a look at several in one loop lets their misses overlap.</summary>
    public const int Group = 8;

    /// <summary>The bytes that a look reads from the length of a message on; looks stop that far before the end.</summary>
    public const int LookBytes = 64;

    /// <summary>A power of two above the messages of all looks together.</summary>
    private const int Capacity = 64;

    /// <summary>The first message that was not looked at.</summary>
    public byte* Next;

    /// <summary>No look begins here or behind.</summary>
    public byte* End;

    /// <summary>Looks at the reference so far; the other counts follow this one.</summary>
    public uint References;
    public uint Orders;
    public uint Levels;
    public uint Queues;

    private Messages _messages;

    /// <summary>The place of the n-th message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [UnscopedRef]
    public ref Message At(uint number) => ref Unsafe.Add(ref _messages[0], (nint)(number & (Capacity - 1)));

    internal struct Message
    {
        public byte* Bytes;

        /// <summary>The record that the reference leads to; 0 where it leads nowhere.</summary>
        public uint Order;

        /// <summary>What the last look fetches: the level whose last order an order joins, or a record met before.</summary>
        public uint Target;
    }

    [InlineArray(Capacity)]
    private struct Messages
    {
        private Message _first;
    }
}
