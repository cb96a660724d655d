using System.Linq;
using System.Text.RegularExpressions;
using Harrier.Models.Calibration;
using Harrier.Monitoring.Reports;
using Harrier.Monitoring.Reports.Pictures;
using Xunit;

namespace Harrier.Tests.Monitoring.Reports;

public sealed partial class CalibrationPicturesTests
{
    private static readonly IntensityEstimate Carried = Estimate(280, 148);
    private static readonly IntensityEstimate Seen = Estimate(0.093, 8);

    /// <summary>A wide spread: nothing is seen before 3.5 cents, 0.2 orders a second there, and the fit carried on to the mid
    /// says 280.</summary>
    [Fact]
    public void The_fit_that_the_models_take_and_all_that_was_seen_lie_in_the_picture_whatever_another_fit_says()
    {
        string[] labels = Labels(Seen);
        Assert.Contains("1", labels);
        Assert.Contains("0.0001", labels);
        Assert.DoesNotContain("1,000", labels);
    }

    [Fact]
    public void The_fit_from_the_touch_lies_in_the_picture_where_the_models_take_it() => Assert.Contains("1,000", Labels(null));

    private static string[] Labels(IntensityEstimate? taken)
    {
        var side = new SideCalibration
        {
            Name = "both",
            Estimate = Carried,
            SecondLevel = null,
            LogFit = default,
            Test = null,
            SecondLevelTest = null,
            Bands = [new IntensityBand(0.035, 1_000, 200, 1_000, 200), new IntensityBand(0.25, 1_000, 1, 1_000, 1)],
        };
        using Picture picture = CalibrationPictures.Intensity(side, taken, PictureSize.Half);
        MatchCollection matches = Label().Matches(picture.ToSvg("seen and fitted", "p"));
        Assert.NotEmpty(matches);
        return [.. matches.Select(match => match.Groups[1].Value)];
    }

    private static IntensityEstimate Estimate(double arrivals, double decay) =>
        new(IntensityQuality.Good, arrivals, 1, decay, 1, 1, 1, 1_000, 100, 0.1, 0.02);

    [GeneratedRegex("<text[^>]*>([^<]*)</text>")]
    private static partial Regex Label();
}
