using Harrier.Engine.MarketMaking;
using Harrier.Primitives;
using Harrier.Trading.Positions;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class RecentMidsTests
{
    private readonly RecentMids _mids = new(instrumentLimit: 2);

    [Fact]
    public void The_mid_of_a_time_is_the_last_one_before_it()
    {
        _mids.Add(1, 100, new Nanoseconds(10));
        _mids.Add(1, 200, new Nanoseconds(20));
        _mids.Add(1, 300, new Nanoseconds(20));
        Assert.Equal(300, _mids.Before(1, new Nanoseconds(21)));

        // What the venue made at the same instant is a consequence of the execution, not what it found.
        Assert.Equal(100, _mids.Before(1, new Nanoseconds(20)));
        Assert.Equal(100, _mids.Before(1, new Nanoseconds(11)));
    }

    [Fact]
    public void A_mid_that_corrects_the_last_one_holds_since_it_or_since_it_is_told_to()
    {
        _mids.Add(1, 100, new Nanoseconds(10));
        _mids.Add(1, 200, new Nanoseconds(20));
        _mids.Add(1, 150, new Nanoseconds(15));
        Assert.Equal(150, _mids.Before(1, new Nanoseconds(21)));
        Assert.Equal(100, _mids.Before(1, new Nanoseconds(20)));
        _mids.Add(1, 170, new Nanoseconds(25));
        Assert.Equal(150, _mids.Before(1, new Nanoseconds(25)));
        Assert.Equal(170, _mids.Before(1, new Nanoseconds(26)));
    }

    [Fact]
    public void Where_all_mids_are_younger_the_oldest_kept_is_taken()
    {
        Assert.Equal(PositionBook.NoMid, _mids.Before(0, new Nanoseconds(5)));
        for (int i = 1; i <= 100; i++)
        {
            _mids.Add(0, i, new Nanoseconds(i));
        }

        // Eight are kept: 93 to 100.
        Assert.Equal(93, _mids.Before(0, new Nanoseconds(5)));
        Assert.Equal(99, _mids.Before(0, new Nanoseconds(100)));
    }
}
