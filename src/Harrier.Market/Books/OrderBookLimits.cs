using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Harrier.Runtime.Memory;

namespace Harrier.Market.Books;

/// <summary>What <see cref="OrderBooks"/> has room for. All memory is reserved at start; physical memory is used where
/// orders come by.</summary>
public sealed record OrderBookLimits
{
    /// <summary>The most instruments: every stock locate.</summary>
    public const int InstrumentsMax = 65_536;

    /// <summary>The most live orders.</summary>
    public const int OrdersMax = 1 << 26;

    /// <summary>Instruments; indexes run from 0, so one more than the largest stock locate. 1 to 65,536. Each that is
    /// traded takes 32 KiB. A message for one beyond is refused and counted.</summary>
    public int Instruments { get; init; } = 16_384;

    /// <summary>Live orders of all instruments together, 1 to 67,108,864. An add beyond is refused and counted; the
    /// books stay right without it.</summary>
    public int Orders { get; init; } = 1 << 21;

    /// <summary>The references that are found at a glance: the newest so many numbers, a power of two. The orders among
    /// the older ones cost a look-up in a table of their own.</summary>
    public long RecentReferences => Math.Max(ReferencePages.PageLength, (long)BitOperations.RoundUpToPowerOf2((uint)Orders) * 16);

    /// <summary>The memory that is reserved, in bytes.</summary>
    public long ByteCount =>
        RecordCount * Unsafe.SizeOf<BookRecord>()
        + (Instruments * (long)(Unsafe.SizeOf<BookHeader>() + 2 * (PriceWindow.Words * sizeof(ulong) + 2 * sizeof(int))))
        + (RecentReferences * sizeof(uint)) + (RecentReferences / ReferencePages.PageLength * sizeof(uint))
        + ((Orders + 1L) * (Unsafe.SizeOf<FarPrice>() + sizeof(ulong)))
        + (ReferenceTable.CapacityFor(Orders) * (long)Unsafe.SizeOf<ReferenceTable.Entry>());

    /// <summary>The arena that holds them, in bytes: each of the ten tables begins on a boundary.</summary>
    public long ArenaBytes => ByteCount + (10 * MemoryArena.AlignmentBytes);

    internal long RecordCount => (Instruments * 2L * PriceWindow.Length) + (2 * (Orders + 1L));

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Instruments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Instruments, InstrumentsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(Orders, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Orders, OrdersMax);
    }
}
