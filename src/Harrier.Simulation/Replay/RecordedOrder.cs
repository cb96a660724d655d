using Harrier.Primitives;

namespace Harrier.Simulation.Replay;

/// <summary>A live order of the recorded day.</summary>
/// <param name="Reference">The exchange's number of it.</param>
/// <param name="Instrument">The stock locate.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="PriceTicks">Its price in ticks.</param>
/// <param name="Lots">What is left of it.</param>
internal readonly record struct RecordedOrder(ulong Reference, int Instrument, Side Side, int PriceTicks, int Lots);
