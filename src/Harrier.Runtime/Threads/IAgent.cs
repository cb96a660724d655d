namespace Harrier.Runtime.Threads;

/// <summary>Work that is done in duties, one after the other, by one thread: that of an <see cref="AgentThread"/>, or a
/// test that steps it with an <see cref="AgentInvoker{TAgent}"/>.</summary>
public interface IAgent
{
    /// <summary>What <see cref="DoWork"/> returns to end the thread.</summary>
    const int Done = -1;

    /// <summary>Does one duty, and never waits.</summary>
    /// <returns>How much was done; 0 where there was nothing to do, <see cref="Done"/> where there never will be again.</returns>
    int DoWork();
}
