namespace Harrier.Runtime.Threads;

/// <summary>What a thread does between two duties. Implemented by structs, so that it is compiled into the loop.</summary>
public interface IIdleStrategy
{
    /// <summary>Whether the thread keeps its CPU busy even where there is nothing to do.</summary>
    static abstract bool IsSpinning { get; }

    /// <summary>Is called after each duty.</summary>
    /// <param name="work">What the duty returned: 0 where there was nothing to do.</param>
    void Idle(int work);
}
