using System.Runtime.InteropServices;

namespace Harrier.Market.Books;

/// <summary>Where one side's window of prices stands, and its best level.</summary>
/// <remarks>
/// A key is a price such that the best has the lowest: all bits of a bid's price turned, the top bit of an ask's, so that
/// every key is below zero. A step is a price in whole increments of the window, all bits turned for bids.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct BookSide
{
    /// <summary>The key of an empty side: worse than any price.</summary>
    public const int NoKey = int.MaxValue;

    /// <summary>The best level of an empty side: no record.</summary>
    public const uint NoLevel = uint.MaxValue;

    /// <summary>The flag of <see cref="Words"/> for a window of single ticks.</summary>
    public const uint SingleTicks = 1u << 31;

    /// <summary>The flag of <see cref="Words"/> for levels that were made lists of their own.</summary>
    public const uint IsLinked = 1u << 30;

    /// <summary>The bits of <see cref="Words"/> that are words.</summary>
    public const uint WordBits = 0xFFFF;

    /// <summary>No step of a price in cents comes near it: a window that was not placed yet.</summary>
    public const int Unplaced = 1 << 30;

    /// <summary>The first step of the window.</summary>
    public int Base;

    /// <summary>The key of the best level, in the window or not.</summary>
    public int BestKey;

    /// <summary>The record of the best level.</summary>
    public uint BestLevel;

    /// <summary>Bit i: word i of the side's bitmap is not zero. And the two flags.</summary>
    public uint Words;
}
