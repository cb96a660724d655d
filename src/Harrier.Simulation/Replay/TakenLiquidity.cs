namespace Harrier.Simulation.Replay;

/// <summary>The lots of recorded orders that we traded with. The recorded day does not know of it and shows them still:
/// here they are remembered, so that they are never given twice.</summary>
internal sealed class TakenLiquidity
{
    private readonly ReferenceMap _lots;

    /// <summary>Takes the memory.</summary>
    /// <param name="limit">The most recorded orders to remember.</param>
    public TakenLiquidity(int limit) => _lots = new ReferenceMap(limit);

    /// <summary>Gets a value indicating whether nothing is remembered.</summary>
    public bool IsEmpty => _lots.Count == 0;

    /// <summary>Gives what is left of the displayed lots of an order.</summary>
    public int Available(ulong reference, int displayedLots) =>
        !_lots.TryGet(reference, out int taken) ? displayedLots : taken < displayedLots ? displayedLots - taken : 0;

    /// <summary>Remembers lots.</summary>
    /// <returns>False at the limit: then they must not be taken.</returns>
    public bool TryTake(ulong reference, int lots) =>
        _lots.TrySet(reference, _lots.TryGet(reference, out int taken) ? taken + lots : lots);

    /// <summary>Forgets an order that left the recorded book.</summary>
    public void Forget(ulong reference) => _lots.Remove(reference);

    /// <summary>Forgets all.</summary>
    public void Clear() => _lots.Clear();
}
