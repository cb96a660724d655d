using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

public sealed class FeedSilenceTests
{
    [Fact]
    public void What_is_due_in_the_silence_arrives_at_its_end()
    {
        var silence = FeedSilence.Of(
            new FaultsSection { KillAtSeconds = 0, FeedSilenceAtSeconds = 10, FeedSilenceSeconds = 5 }, Seconds(100));
        Assert.Equal(Seconds(109), silence.Delay(Seconds(109)));
        Assert.Equal(Seconds(115), silence.Delay(Seconds(110)));
        Assert.Equal(Seconds(115), silence.Delay(Seconds(115)));
        Assert.Equal(Nanoseconds.Never, silence.Delay(Nanoseconds.Never));
    }

    [Fact]
    public void Without_a_silence_nothing_is_delayed()
    {
        var none = FeedSilence.Of(
            new FaultsSection { KillAtSeconds = 0, FeedSilenceAtSeconds = 0, FeedSilenceSeconds = 5 }, Seconds(100));
        Assert.Equal(Seconds(3), none.Delay(Seconds(3)));
        Assert.Equal(Nanoseconds.Never, none.Delay(Nanoseconds.Never));
    }

    private static Nanoseconds Seconds(long seconds) => new(seconds * Nanoseconds.PerSecond);
}
