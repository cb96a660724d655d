namespace Harrier.Runtime.Threads;

/// <summary>Steps an agent and counts. One thread invokes; any thread reads the counts. Allocates nothing.</summary>
/// <typeparam name="TAgent">The agent. A struct's duty is compiled into the loop; a class costs a call.</typeparam>
public sealed class AgentInvoker<TAgent>
    where TAgent : IAgent
{
#pragma warning disable IDE0044 // Read-only, a struct's duty would be done by a copy, and forgotten.
    private TAgent _agent;
#pragma warning restore IDE0044
    private PaddedLong _duties;
    private PaddedLong _work;

    /// <summary>Takes the agent.</summary>
    /// <param name="agent">The agent; a struct is copied.</param>
    public AgentInvoker(TAgent agent) => _agent = agent;

    /// <summary>The agent.</summary>
    public ref readonly TAgent Agent => ref _agent;

    /// <summary>The duties done.</summary>
    public long Duties => _duties.Read();

    /// <summary>The sum of what they returned, <see cref="IAgent.Done"/> left out.</summary>
    public long Work => _work.Read();

    /// <summary>Does one duty.</summary>
    /// <returns>What the agent returned.</returns>
    public int Invoke()
    {
        int work = _agent.DoWork();
        _duties.Add(1);
        if (work > 0)
        {
            _work.Add(work);
        }

        return work;
    }
}
