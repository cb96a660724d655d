namespace Harrier.Market.Books;

/// <summary>The messages that were looked at ahead of the one that is applied, and how far each look has come. A field of
/// all messages lies together, so that a look computes with those of a group at once.</summary>
internal unsafe struct LookAhead
{
    /// <summary>Messages between two rounds of looks: as many as a vector of 256 bits has numbers.</summary>
    public const int Group = 8;

    /// <summary>The bytes that a look reads from the length of a message on; looks stop that far before the end.</summary>
    public const int LookBytes = 64;

    /// <summary>A power of two above the messages of all looks together, and a multiple of the group.</summary>
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

    /// <summary>The first four bytes: type and locate.</summary>
    public fixed uint Heads[Capacity];

    /// <summary>The four bytes from the side of an add on.</summary>
    public fixed uint Sides[Capacity];

    /// <summary>The price of an add, big-endian.</summary>
    public fixed uint AddPrices[Capacity];

    /// <summary>The price of a replacement, big-endian.</summary>
    public fixed uint ReplacePrices[Capacity];

    /// <summary>The reference's place in the ring of recent ones.</summary>
    public fixed uint Recents[Capacity];

    /// <summary>The record that the reference leads to; 0 where it leads nowhere.</summary>
    public fixed uint Records[Capacity];

    /// <summary>What the last look fetches: the level whose last order an order joins, or a record met before.</summary>
    public fixed uint Targets[Capacity];

    /// <summary>Of the group whose levels are looked at: where its sides, the level that an order joins or else leaves, its
    /// bits, and the level that an order leaves begin.</summary>
    public fixed uint Windows[Group];
    public fixed uint Joined[Group];
    public fixed uint JoinedBits[Group];
    public fixed uint Left[Group];

    /// <summary>The place of the n-th message in each field.</summary>
    public static uint PlaceOf(uint number) => number & (Capacity - 1);
}
