using System;
using System.Collections.Generic;

namespace Harrier.Runtime.Threads;

/// <summary>Threads that were started together: each placed on its CPUs with its priority and read back, before any of
/// them begins its work.</summary>
/// <remarks>One thread starts, stops and disposes. Cold; allocates.</remarks>
public sealed class PinnedThreads : IDisposable
{
    private readonly IReadOnlyList<AgentThread> _threads;
    private bool _isMemoryLockedByUs;

    private PinnedThreads(IReadOnlyList<AgentThread> threads, LockedMemory memory, bool isMemoryLockedByUs, bool isRunning)
    {
        _threads = threads;
        _isMemoryLockedByUs = isMemoryLockedByUs;
        Memory = memory;
        IsRunning = isRunning;
        var refusals = new List<Refusal>(memory.Refusals);
        foreach (AgentThread thread in threads)
        {
            refusals.AddRange(thread.Placement.Refusals);
        }

        Refusals = refusals;
    }

    /// <summary>The threads, as they were given.</summary>
    public IReadOnlyList<AgentThread> Threads => _threads;

    /// <summary>Whether the memory is locked.</summary>
    public LockedMemory Memory { get; }

    /// <summary>Everything that was asked and not given; none where all is as asked.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether the threads began their work. False where something was refused that was to stop them: then all
    /// of them have ended.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Locks the memory where asked, starts the threads, and lets them work when all are placed.</summary>
    /// <param name="threads">The threads, none of which was started before.</param>
    /// <param name="memory">Whether all memory of the process is locked first, so that the stacks are.</param>
    /// <returns>The threads, running or not: see <see cref="IsRunning"/> and <see cref="Refusals"/>.</returns>
    /// <exception cref="ArgumentException">The threads contradict each other or their limits; says all of it.</exception>
    /// <exception cref="OutOfMemoryException">The system gave no thread; none works.</exception>
    public static PinnedThreads Start(IReadOnlyList<AgentThread> threads, MemoryLock memory = MemoryLock.None)
    {
        ArgumentNullException.ThrowIfNull(threads);
        var settings = new List<ThreadSettings>();
        foreach (AgentThread thread in threads)
        {
            settings.Add(thread.Settings);
        }

        if (ThreadSettings.Faults(settings) is { Count: > 0 } faults)
        {
            throw new ArgumentException(string.Join(' ', faults), nameof(threads));
        }

        LockedMemory locked = memory == MemoryLock.None ? new LockedMemory(0, []) : LockedMemory.Lock();
        bool isLockedByUs = memory != MemoryLock.None && locked.Refusals.Count == 0;
        bool areAllPlaced = false;
        bool isToWork = memory != MemoryLock.Required || locked.Refusals.Count == 0;
        try
        {
            foreach (AgentThread thread in threads)
            {
                thread.Place();
                isToWork &= thread.Placement.IsAsAsked || thread.Settings.OnRefusal == RefusalChoice.GoOn;
            }

            areAllPlaced = true;
        }
        finally
        {
            // Also where the system gave no thread: those that wait are told to end.
            foreach (AgentThread thread in threads)
            {
                thread.Decide(areAllPlaced && isToWork);
            }

            if (!areAllPlaced && isLockedByUs)
            {
                LockedMemory.Unlock();
            }
        }

        var started = new PinnedThreads(threads, locked, isLockedByUs, isToWork);
        if (!isToWork)
        {
            started.Dispose();
        }

        return started;
    }

    /// <summary>Asks all to end, and waits until they have. What their agents threw is in <see cref="AgentThread.Fault"/>.</summary>
    public void Stop()
    {
        foreach (AgentThread thread in _threads)
        {
            thread.Stop();
        }

        foreach (AgentThread thread in _threads)
        {
            thread.Join();
        }

        IsRunning = false;
    }

    /// <summary>Stops the threads, and unlocks the memory where it was locked for them and for nobody else.</summary>
    public void Dispose()
    {
        Stop();
        if (_isMemoryLockedByUs)
        {
            _isMemoryLockedByUs = false;
            LockedMemory.Unlock();
        }
    }
}
