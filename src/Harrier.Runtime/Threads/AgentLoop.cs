using Harrier.Runtime.Clocks;

namespace Harrier.Runtime.Threads;

/// <summary>The loop of a thread, compiled for one agent and one way to idle.</summary>
/// <typeparam name="TAgent">The agent.</typeparam>
/// <typeparam name="TIdle">What it does between duties.</typeparam>
internal sealed class AgentLoop<TAgent, TIdle> : AgentThread
    where TAgent : IAgent
    where TIdle : struct, IIdleStrategy
{
    private const uint DutiesPerPoll = 64;

    private readonly AgentInvoker<TAgent> _invoker;
    private readonly TIdle _idle;

    internal AgentLoop(ThreadSettings settings, TAgent agent, TIdle idle)
        : base(settings)
    {
        _invoker = new AgentInvoker<TAgent>(agent);
        _idle = idle;
    }

    public override long Duties => _invoker.Duties;

    public override long Work => _invoker.Work;

    // A collection elsewhere in the process waits until this thread is at a safe point. Around a call that is not compiled
    // in, the JIT leaves the loop without one, and the runtime hardly ever finds the thread within so short a call
    // (dotnet/runtime#94767: up to 70 s). In front of a native call that suppresses the transition, such as the reading of
    // the clock, the JIT always puts a poll: so one reading in 64 duties, a fraction of a nanosecond for each. Of 2,400
    // forced collections beside a loop of a call and a PAUSE, the longest took 0.32 s with the poll and 1.37 s without.
    private protected override void Loop()
    {
        TIdle idle = _idle;
        for (uint duties = 1; !IsStopped; duties = unchecked(duties + 1))
        {
            int work = _invoker.Invoke();
            if (work < 0)
            {
                return;
            }

            idle.Idle(work);
            if (duties % DutiesPerPoll == 0)
            {
                _ = CycleClock.Now();
            }
        }
    }
}
