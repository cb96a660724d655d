using Harrier.Primitives;
using Harrier.Runtime.Clocks;
using Harrier.Runtime.Threads;

namespace Harrier.Engine.MarketMaking;

/// <summary>The risk desk as the agent of a thread of its own, the risk monitor's thread of the layout: a duty is one sweep
/// over the quote cache that the engine's thread writes.</summary>
/// <param name="desk">The desk; nobody else steps it.</param>
/// <param name="clock">The clock that the desk's times and those of the checks come from.</param>
internal readonly struct RiskAgent(RiskDesk desk, NanosecondClock clock) : IAgent
{
    /// <inheritdoc/>
    public int DoWork() => desk.Sweep(new Nanoseconds(clock.Now()));
}
