using Harrier.Engine.MarketMaking;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class TwoSidedTimeTests
{
    [Fact]
    public void The_time_runs_while_both_quotes_stand()
    {
        var time = new TwoSidedTime(instrumentLimit: 2);
        time.Place(1, isTwoSided: true, new Nanoseconds(10));
        time.Place(1, isTwoSided: true, new Nanoseconds(15));
        time.Place(1, isTwoSided: false, new Nanoseconds(17));
        time.Place(1, isTwoSided: false, new Nanoseconds(30));
        time.Place(1, isTwoSided: true, new Nanoseconds(40));
        time.Finish(new Nanoseconds(42));
        Assert.Equal((0L, 9L), (time.Of(0).Value, time.Of(1).Value));
    }
}
