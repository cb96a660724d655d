namespace Harrier.Runtime.Memory;

/// <summary>How a pool was used so far.</summary>
/// <param name="Count">The objects that it has.</param>
/// <param name="Taken">The objects that are out now. Of a shared pool in use, a moment ago.</param>
/// <param name="TakenMax">The most that were out at once: the size that would have been enough.</param>
/// <param name="Refusals">How often there was none left.</param>
/// <param name="BadReturns">How often something came back that was not out: a handle of no object, or, in a checked pool,
/// one that had come back already.</param>
public readonly record struct PoolStatistics(int Count, int Taken, int TakenMax, long Refusals, long BadReturns)
{
    /// <summary>The objects that are left.</summary>
    public int Free => Count - Taken;
}
