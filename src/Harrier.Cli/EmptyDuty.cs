using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary>Nothing to do: for a thread that is only looked at.</summary>
internal readonly struct EmptyDuty : IAgent
{
    public int DoWork() => 0;
}
