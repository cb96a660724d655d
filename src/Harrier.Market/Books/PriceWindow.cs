using System.Numerics;
using System.Runtime.CompilerServices;

namespace Harrier.Market.Books;

/// <summary>The ladder of levels around the best price of one side. It is a ring: a step has its place by its last bits,
/// so that the window moves without moving the levels that stay in it.</summary>
internal static unsafe class PriceWindow
{
    /// <summary>The levels of one side.</summary>
    public const int Length = 1 << LengthBits;

    /// <summary>The bits of <see cref="Length"/>: ten dollars in cents. A shorter window has more orders outside of it, and
    /// those cost a search.</summary>
    public const int LengthBits = 10;

    /// <summary>A step's bits that are its place.</summary>
    public const uint Mask = Length - 1;

    /// <summary>The words of a side's bitmap: bit i is set where place i has orders.</summary>
    public const int Words = Length / 64;

    /// <summary>The ticks of a step of a window at one currency unit or above: a cent.</summary>
    public const uint CoarseTicks = 100;

    /// <summary>Steps that are kept free for a better price when a window is placed.</summary>
    public const int RoomAhead = Length / 4;

    /// <summary>The best may be so many steps into its window before a price behind the window moves it.</summary>
    public const int BestMax = Length * 3 / 4;

    /// <summary>Finds the first place with orders, from one place on and around the ring.</summary>
    /// <param name="bits">The side's bitmap.</param>
    /// <param name="words">Which of its words are not zero; at least one.</param>
    /// <param name="from">The place to begin at.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint First(ulong* bits, uint words, uint from)
    {
        unchecked
        {
            uint word = from >> 6;
            ulong rest = bits[word] & (ulong.MaxValue << (int)(from & 63));
            if (rest == 0)
            {
                // Around the ring: the words after this one, and at last this one's own bits before the place.
                uint around = (words | (words << Words)) >> (int)(word + 1);
                word = (word + 1 + (uint)BitOperations.TrailingZeroCount(around)) & (Words - 1);
                rest = bits[word];
            }

            return (word << 6) + (uint)BitOperations.TrailingZeroCount(rest);
        }
    }
}
