using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Engine;
using Harrier.Engine.Calibration;
using Harrier.Engine.Configuration;
using Harrier.Models.Calibration;
using Harrier.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Engine.Calibration;

public sealed class CalibrationRunTests
{
    private const string Goog = "lobster_GOOG_2012-06-21_message_10.csv.zst";

    [Theory]
    [InlineData(0.5, 60)]
    [InlineData(0.2, 30)]
    [InlineData(1.0, 40)]
    public void A_day_of_the_default_flow_is_recovered_within_three_errors(double arrivals, double decay)
    {
        // Clusters and pick-offs as a session meets them: what generates the flow, its default settings, and two other pairs.
        InstrumentCalibrationReport report = Venue(
            FormattableString.Invariant($"--OrderFlow:AggressiveOrdersPerSecond={arrivals}"),
            FormattableString.Invariant($"--OrderFlow:DecayPerDollar={decay}"));
        Assert.Equal(CountedFrom.SecondLevel, report.CountedFrom);
        Assert.Equal(report.Both.SecondLevel, report.Taken);
        foreach (SideCalibration side in (SideCalibration[])[report.Bid, report.Ask, report.Both])
        {
            AssertRecovered(arrivals, decay, side.SecondLevel!.Value);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_hour_of_the_default_flow_is_recovered_within_three_errors(int seed)
    {
        InstrumentCalibrationReport report = Venue($"--Session:Seed={seed}", "--Session:DurationSeconds=3600");
        AssertRecovered(0.5, 60, report.Taken);
        AssertWithinThree(0.012, report.TwoScaleDollarsPerSqrtSecond, report.TwoScaleError);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pick_offs_make_A_from_the_touch_too_large_and_the_difference_says_so(int seed)
    {
        // 0.52 to 0.54 for 0.5 over a day. Without them, the two differ by no more than their error.
        InstrumentCalibrationReport report = Venue($"--Session:Seed={seed}");
        Assert.True(report.Both.Estimate.ArrivalsPerSecond > 0.5 + (3 * report.Both.Estimate.ArrivalsError));
        Assert.InRange(report.Difference!.Value.ArrivalsPerSecond, 0, 0.1);
        InstrumentCalibrationReport calm = Venue($"--Session:Seed={seed}", "--OrderFlow:StaleOrdersPickedOff=0");
        Assert.True(calm.Difference!.Value.ArrivalsPerSecond < report.Difference!.Value.ArrivalsPerSecond);
        AssertWithinThree(0, calm.Difference!.Value.ArrivalsPerSecond, calm.Difference!.Value.ArrivalsError);
    }

    [Fact]
    public void Clusters_widen_the_errors()
    {
        // Branching 0.8: the counts of long windows have 1/(1 - 0.8)² = 25 times a Poisson process's variance.
        InstrumentCalibrationReport report = Venue("--OrderFlow:ClusteringBranchingRatio=0.8", "--OrderFlow:StaleOrdersPickedOff=0");
        Assert.InRange(report.Both.Estimate.ArrivalsError / report.Both.Estimate.ArrivalsPoissonError, 1.5, 5);
    }

    [Fact]
    public void The_google_day_is_plausible()
    {
        // ../shared/data/README.md: A about 0.51 and k about 17.6 with R² 0.977, from a line through the logarithms of the
        // rates of both sides together. Ours is a side's.
        InstrumentCalibrationReport report = Assert.Single(Run([TestData.Find(Goog)], [], "--Model:ReactionMicroseconds=0").Instruments);
        Assert.Equal("GOOG", report.Symbol);
        Assert.InRange(2 * report.Both.LogFit.ArrivalsPerSecond, 0.3, 0.7);
        Assert.InRange(report.Both.LogFit.DecayPerDollar, 14, 21);
        Assert.InRange(report.Both.LogFit.RSquare, 0.95, 1);
        Assert.True(report.Both.Estimate.IsUsable);
        Assert.InRange(report.Spread.MeanDollars, 0.2, 0.4);

        // Counted from the touch, 27 cents wide, the model does not hold: more orders there have the larger error.
        Assert.True(double.IsNaN(report.Difference!.Value.ArrivalsError));
        Assert.Contains(CalibrationTables.Notes(report), note => note.StartsWith("The error of the difference is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bank_of_america_day_has_a_spread_of_one_cent()
    {
        // ../shared/data/README.md: 99.5 % of the time.
        TestData.Find("lean_bac_20131007_trade.zip");
        CalibrationReport calibration = Run([TestData.Find("lean_bac_20131007_quote.zip")], []);
        InstrumentCalibrationReport report = Assert.Single(calibration.Instruments);
        Assert.Null(calibration.Fault);
        Assert.Equal("BAC", report.Symbol);
        Assert.InRange(report.Spread.OneIncrementShare, 0.985, 1);
        Assert.Equal(0.01, report.Spread.MedianDollars, 1e-9);
        Assert.True(report.Both.Estimate.IsUsable);
        Assert.Null(report.Both.SecondLevel);
        Assert.Null(report.Difference);
        Assert.Equal(report.Seen, report.Taken);
    }

    [Fact]
    public void Two_runs_give_the_same_report()
    {
        Assert.Equal(Json(Venue("--Session:DurationSeconds=600")), Json(Venue("--Session:DurationSeconds=600")));
        Assert.NotEqual(Json(Venue("--Session:DurationSeconds=600")), Json(Venue("--Session:DurationSeconds=600", "--Session:Seed=2")));
    }

    [Fact]
    public void Symbols_are_apart_and_may_be_chosen()
    {
        CalibrationReport report = Run([], [], "--Session:Symbols=3", "--Session:DurationSeconds=300");
        Assert.Equal(3, report.Instruments.Length);
        Assert.Equal("SIM2", Assert.Single(Run([], ["sim2"], "--Session:Symbols=3", "--Session:DurationSeconds=300").Instruments).Symbol);
        Assert.Empty(Run([], ["NONE"], "--Session:DurationSeconds=300").Instruments);
    }

    private static InstrumentCalibrationReport Venue(params string[] settings) => Assert.Single(Run([], [], settings).Instruments);

    private static CalibrationReport Run(IReadOnlyList<string> files, IReadOnlyList<string> symbols, params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, settings);
        Assert.Empty(reading.Faults);
        return CalibrationRun.Run(reading, files, symbols, new SessionProgress());
    }

    private static string Json(InstrumentCalibrationReport report)
    {
        using var stream = new MemoryStream();
        CalibrationJson.Write(
            new CalibrationReport { DataFiles = [], Model = "glft", MaximumInventoryOrders = 10, OrderSizeLots = 100, Instruments = [report], FalseTimes = 0, Fault = null },
            stream);
        return Convert.ToHexString(stream.ToArray());
    }

    private static void AssertRecovered(double arrivals, double decay, IntensityEstimate estimate)
    {
        Assert.Equal(IntensityQuality.Good, estimate.Quality);
        AssertWithinThree(arrivals, estimate.ArrivalsPerSecond, estimate.ArrivalsError);
        AssertWithinThree(decay, estimate.DecayPerDollar, estimate.DecayError);
    }

    private static void AssertWithinThree(double truth, double estimate, double error) =>
        Assert.InRange(estimate, truth - (3 * error), truth + (3 * error));
}
