namespace Harrier.Simulation.Venue;

/// <summary>Finds a resting order in O(1) without a hash table: where it lies, and the reference that proves that the
/// place has not been given to another order since. The zero value is no order.</summary>
/// <param name="Slot">The place in the engine's order table.</param>
/// <param name="Reference">The venue's reference number of the order, never used twice; 0 is none.</param>
public readonly record struct OrderHandle(int Slot, ulong Reference);
