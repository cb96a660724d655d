namespace Harrier.Runtime.Memory;

/// <summary>A stack of free places that any thread pops and pushes without a lock.</summary>
/// <remarks>
/// <para>Treiber, "Systems Programming: Coping with Parallelism", IBM RJ 5118 (1986), over places instead of pointers.</para>
/// <code>
/// head   63 .. 24 pops so far (the tag)   23 .. 0 the place on top, plus 1; 0 for none
/// next   63 .. 32 places from here down   31 .. 0 the place below, plus 1; 0 for none
/// </code>
/// <para>ABA: a thread that is held up between reading the place below the top and exchanging the head must fail if the
/// top was popped meanwhile, even if it is the top again. It cannot be the top again without a pop, and each pop raises
/// the tag: so the head differs, unless exactly a multiple of 2^40 pops went by, three hours at a nanosecond for two
/// hundred million of them. A push needs no tag of its own: as long as the head is the same, what is below it is too.</para>
/// <para>Each place knows how many there are from it down, so that nobody counts in a second shared word.</para>
/// </remarks>
/// <typeparam name="TWords">The shared words: atomic, or stepped by a test.</typeparam>
internal readonly struct SharedFreeList<TWords>
    where TWords : struct, ISharedWords
{
    /// <summary>The places that a head can name.</summary>
    public const int PlaceLimit = (1 << PlaceBits) - 1;

    private const int PlaceBits = 24;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;
    private const ulong OnePop = 1UL << PlaceBits;
    private const int DepthShift = 32;

    private readonly TWords _words;

    public SharedFreeList(TWords words) => _words = words;

    /// <summary>The places that are free, a moment ago.</summary>
    public int Count => Depth(_words.ReadHead() & PlaceMask);

    /// <summary>Takes the place on top; false where there is none.</summary>
    public bool TryPop(out int place, out int left)
    {
        unchecked
        {
            while (true)
            {
                ulong head = _words.ReadHead();
                ulong top = head & PlaceMask;
                if (top == 0)
                {
                    place = PooledMemory.NoObject;
                    left = 0;
                    return false;
                }

                ulong next = _words.ReadNext((int)top - 1); // of no meaning if the top is gone: then the exchange fails
                ulong below = next & PlaceMask;
                if (_words.TryReplaceHead(head, ((head & ~PlaceMask) + OnePop) | below))
                {
                    place = (int)top - 1;
                    left = (int)(next >> DepthShift) - 1;
                    return true;
                }
            }
        }
    }

    /// <summary>Puts a place on top that is not in the list.</summary>
    public void Push(int place)
    {
        unchecked
        {
            while (true)
            {
                ulong head = _words.ReadHead();
                ulong top = head & PlaceMask;
                _words.WriteNext(place, ((ulong)(Depth(top) + 1) << DepthShift) | top);
                if (_words.TryReplaceHead(head, (head & ~PlaceMask) | (uint)(place + 1)))
                {
                    return;
                }
            }
        }
    }

    private int Depth(ulong top) => unchecked(top == 0 ? 0 : (int)(_words.ReadNext((int)top - 1) >> DepthShift));
}
