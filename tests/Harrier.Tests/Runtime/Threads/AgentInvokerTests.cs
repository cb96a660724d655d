using Harrier.Runtime.Threads;
using Xunit;

namespace Harrier.Tests.Runtime.Threads;

public sealed class AgentInvokerTests
{
    [Fact]
    public void A_stepped_agent_keeps_its_state_and_is_counted()
    {
        var invoker = new AgentInvoker<CountDown>(new CountDown(3));
        Assert.Equal([3, 2, 1, 0, IAgent.Done], [invoker.Invoke(), invoker.Invoke(), invoker.Invoke(), invoker.Invoke(), invoker.Invoke()]);
        Assert.Equal((5L, 3L + 2 + 1), (invoker.Duties, invoker.Work));
    }

    [Fact]
    public void A_duty_and_each_way_to_idle_allocate_nothing()
    {
        var invoker = new AgentInvoker<CountDown>(new CountDown(int.MaxValue));
        var spin = default(BusySpinIdle);
        var yield = default(YieldIdle);
        var park = new ParkIdle(1);
        Assert.Equal(0, Allocation.OfSecondRun(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                _ = invoker.Invoke();
                spin.Idle(0);
                yield.Idle(0);
                park.Idle(0);
            }
        }));
    }

    private struct CountDown(int from) : IAgent
    {
        private int _left = from;

        public int DoWork() => _left < 0 ? IAgent.Done : _left--;
    }
}
