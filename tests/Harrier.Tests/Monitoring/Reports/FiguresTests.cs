using Harrier.Monitoring.Reports;
using Harrier.Monitoring.Reports.Pictures;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(400_000, "$0.00")] // less than half a cent
    [InlineData(-500_000, "-$0.01")] // half a cent, away from zero
    [InlineData(123_456_789_000_000, "+$1,234,567.89")]
    public void Dollars_are_rounded_to_cents_with_their_sign(long parts, string expected) =>
        Assert.Equal(expected, Figures.Dollars(new Money(parts)));

    [Theory]
    [InlineData(8.25, "8.25 ns")]
    [InlineData(999, "999 ns")]
    [InlineData(1_234, "1.23 µs")]
    [InlineData(45_600_000, "45.6 ms")]
    public void Times_keep_three_digits(double nanoseconds, string expected) =>
        Assert.Equal(expected, Figures.Time(nanoseconds));

    [Theory]
    [InlineData(0, "0.0 %")]
    [InlineData(0.000234, "0.023 %")]
    [InlineData(-0.000234, "-0.023 %")]
    [InlineData(0.0005, "0.1 %")]
    [InlineData(0.9999, "100.0 %")]
    public void A_share_has_one_decimal_and_three_where_one_would_say_nothing(double share, string expected) =>
        Assert.Equal(expected, Figures.Share(share));

    [Theory]
    [InlineData(23_400, "6 h 30 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(7_200, "2 h")]
    [InlineData(1.5, "1.5 s")]
    public void Durations_are_told_in_two_units(double seconds, string expected) =>
        Assert.Equal(expected, Figures.Duration(seconds));

    [Theory]
    [InlineData(99.93, 100.41, "99.9,100,100.1,100.2,100.3,100.4,100.5")]
    [InlineData(-3, 7, "-4,-2,0,2,4,6,8")]
    [InlineData(0, 1_000, "0,200,400,600,800,1,000")]
    public void Lines_stand_at_round_numbers_around_the_values(double minimum, double maximum, string expected)
    {
        var axis = Axis.Linear(minimum, maximum, 5, "test");

        // A tenth is written with one decimal throughout, so the labels are compared as numbers are read.
        Assert.Equal(expected, string.Join(',', axis.Labels).Replace(".0", string.Empty, System.StringComparison.Ordinal));
        Assert.True(axis.Minimum <= minimum && axis.Maximum >= maximum);
    }

    [Fact]
    public void Times_of_day_stand_at_whole_hours() =>
        Assert.Equal(["10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"], Axis.TimeOfDay(34_200, 57_600, 9).Labels);

    [Fact]
    public void A_histogram_keeps_every_sample()
    {
        var stage = new LatencyStage(10, 1, 1, 1, 1, [new LatencyBucket(0, 0.5, 4), new LatencyBucket(100, 110, 5), new LatencyBucket(1e9, 2e9, 1)]);

        double[] shares = LatencyPictures.Shares(stage);

        Assert.Equal(40, shares[0]); // below the axis: in its first bar
        Assert.Equal(50, shares[20]); // 105 ns: two decades of ten bars, lg 105 = 2.02
        Assert.Equal(10, shares[^1]); // beyond the axis: in its last bar
    }
}
