using System;
using System.Threading;

namespace Harrier.Runtime.Threads;

/// <summary>A thread that does the duties of an agent until it is stopped. <see cref="PinnedThreads"/> starts it: placed
/// first, and at work only when all threads that start with it are placed.</summary>
public abstract class AgentThread
{
    private readonly object _gate = new();
    private readonly Thread _thread;
    private bool _isPlaced;
    private bool? _isToWork;
    private PaddedLong _stop;

    private protected AgentThread(ThreadSettings settings)
    {
        Settings = settings;
        Placement = new ThreadPlacement(settings, null, []);
        _thread = new Thread(Run, checked((int)settings.StackBytes)) { IsBackground = true, Name = settings.Name };
    }

    /// <summary>How it was to run.</summary>
    public ThreadSettings Settings { get; }

    /// <summary>What came of it; of meaning once it was started.</summary>
    public ThreadPlacement Placement { get; private set; }

    /// <summary>What the agent threw: then the thread has ended. Of meaning once <see cref="IsAlive"/> is false.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether the thread is there.</summary>
    public bool IsAlive => _thread.IsAlive;

    /// <summary>The duties done.</summary>
    public abstract long Duties { get; }

    /// <summary>The sum of what they returned.</summary>
    public abstract long Work { get; }

    private protected bool IsStopped => _stop.Read() != 0;

    /// <summary>Makes a thread for an agent. It is not started.</summary>
    /// <typeparam name="TAgent">The agent; a struct's duty is compiled into the loop.</typeparam>
    /// <typeparam name="TIdle">What it does between duties.</typeparam>
    /// <param name="settings">How it is to run; <see cref="ThreadSettings.Faults"/> finds none.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="idle">What it does between duties.</param>
    /// <exception cref="ArgumentException">The settings and the idle strategy differ on whether it spins.</exception>
    public static AgentThread Of<TAgent, TIdle>(ThreadSettings settings, TAgent agent, TIdle idle)
        where TAgent : IAgent
        where TIdle : struct, IIdleStrategy
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.IsSpinning == TIdle.IsSpinning
            ? new AgentLoop<TAgent, TIdle>(settings, agent, idle)
            : throw new ArgumentException($"Thread '{settings.Name}': the settings say that it {(settings.IsSpinning ? "spins" : "waits")}, and {typeof(TIdle).Name} {(TIdle.IsSpinning ? "spins" : "waits")}.", nameof(settings));
    }

    /// <summary>Asks it to end after the duty that it is at. Any thread.</summary>
    public void Stop() => _stop.Write(1);

    /// <summary>Waits until it has ended. Any thread but its own.</summary>
    public void Join()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
        {
            _thread.Join();
        }
    }

    /// <summary>Starts the thread and waits until it is placed.</summary>
    internal void Place()
    {
        _thread.Start();
        lock (_gate)
        {
            while (!_isPlaced)
            {
                _ = Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Lets it begin its duties, or end.</summary>
    internal void Decide(bool isToWork)
    {
        lock (_gate)
        {
            _isToWork = isToWork;
            Monitor.PulseAll(_gate);
        }
    }

    private protected abstract void Loop();

    private void Run()
    {
        var placement = ThreadPlacement.OfThisThread(Settings);
        lock (_gate)
        {
            Placement = placement;
            _isPlaced = true;
            Monitor.PulseAll(_gate);
            while (_isToWork is null)
            {
                _ = Monitor.Wait(_gate);
            }
        }

        if (_isToWork == false)
        {
            return;
        }

        try
        {
            Loop();
        }
#pragma warning disable CA1031 // An exception would end the process before anyone could cancel the orders: the owner looks at Fault.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fault = fault;
        }
    }
}
