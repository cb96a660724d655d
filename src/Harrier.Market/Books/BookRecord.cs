using System.Runtime.InteropServices;

namespace Harrier.Market.Books;

/// <summary>An order, or the level that its queue hangs on: both are links of one circular list, so that an order joins
/// and leaves without asking whether it is the first or the last.</summary>
/// <remarks>
/// <code>
/// order  0 next 4 | 4 previous 4 | 8 lots 4, zero when not live | 12 level 4
/// level  0 first order 4 | 4 last order 4 | 8 lots of all orders 8
/// </code>
/// Links and levels are indexes of records. The list of an empty level is the level alone.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct BookRecord
{
    /// <summary>The order behind; the level behind the last one.</summary>
    [FieldOffset(0)]
    public uint Next;

    /// <summary>The order ahead; the level ahead of the first one.</summary>
    [FieldOffset(4)]
    public uint Previous;

    /// <summary>What is left of an order; zero marks a record without an order.</summary>
    [FieldOffset(8)]
    public uint Lots;

    /// <summary>The level of an order.</summary>
    [FieldOffset(12)]
    public uint Level;

    /// <summary>The lots of all orders of a level: 64 bits, so that no number of orders can make it wrap.</summary>
    [FieldOffset(8)]
    public long LevelLots;
}
