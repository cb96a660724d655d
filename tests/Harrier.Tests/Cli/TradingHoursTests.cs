using System;
using System.IO;
using Harrier.Cli;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class TradingHoursTests
{
    /// <summary>New York is 5 hours behind in winter, 4 in summer; the clock of the machine is at UTC.</summary>
    [Theory]
    [InlineData("09:30-16:00", "2026-01-15T09:29Z", true)]
    [InlineData("09:30-16:00", "2026-01-15T09:30Z", false)]
    [InlineData("09:30-16:00", "2026-01-15T16:00Z", true)]
    [InlineData("22:00-05:00", "2026-01-15T23:30Z", false)]
    [InlineData("09:30-16:00 America/New_York", "2026-01-15T14:29Z", true)]
    [InlineData("09:30-16:00 America/New_York", "2026-01-15T14:30Z", false)]
    [InlineData("09:30-16:00 America/New_York", "2026-07-15T13:30Z", false)]
    public void Hours_are_those_of_their_zone(string hours, string now, bool areOver)
    {
        using var error = new StringWriter();
        Assert.Equal(areOver, TradingHours.AreOver(hours, new FixedTime(DateTimeOffset.Parse(now, null)), error, out int exitCode));
        Assert.Equal(areOver ? 0 : 3, exitCode);
    }

    [Theory]
    [InlineData("9-16")]
    [InlineData("09:30")]
    [InlineData("09:30-24:00")]
    [InlineData("09:30-16:00 Atlantis/Capital")]
    public void What_is_no_time_gets_a_sentence(string hours)
    {
        using var error = new StringWriter();
        Assert.False(TradingHours.AreOver(hours, TimeProvider.System, error, out int exitCode));
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"--not-between '{hours}': give two times of the day", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
