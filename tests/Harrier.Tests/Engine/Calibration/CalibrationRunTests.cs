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
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_hour_of_the_default_flow_is_recovered_within_three_errors_and_the_pick_offs_that_nothing_announces(int seed)
    {
        // A = 0.5 and k = 60, σ = 0.012, in clusters. Of the orders that pick off stale quotes, those that no change of the best
        // prices comes before cannot be told from others: up to 6 % more than A, see docs/models/calibration.md.
        InstrumentCalibrationReport report = Venue($"--Session:Seed={seed}", "--Session:DurationSeconds=3600");
        foreach (SideCalibration side in (SideCalibration[])[report.Bid, report.Ask, report.Both])
        {
            Assert.InRange(
                side.Estimate.ArrivalsPerSecond, 0.5 - (3 * side.Estimate.ArrivalsError), 0.53 + (3 * side.Estimate.ArrivalsError));
            AssertWithinThree(60, side.Estimate.DecayPerDollar, side.Estimate.DecayError);
        }

        AssertWithinThree(0.012, report.TwoScaleDollarsPerSqrtSecond, report.TwoScaleError);
    }

    [Theory]
    [InlineData(0.5, 60)]
    [InlineData(0.2, 30)]
    [InlineData(1.0, 40)]
    public void A_day_of_the_flow_is_recovered_within_three_errors_where_nobody_is_picked_off(double arrivals, double decay)
    {
        // Pick-offs are aggressive orders that A does not count: see docs/models/calibration.md.
        InstrumentCalibrationReport report = Venue(
            FormattableString.Invariant($"--OrderFlow:AggressiveOrdersPerSecond={arrivals}"),
            FormattableString.Invariant($"--OrderFlow:DecayPerDollar={decay}"),
            "--OrderFlow:StaleOrdersPickedOff=0",
            "--OrderFlow:LimitOrdersPerSecond=100");
        foreach (SideCalibration side in (SideCalibration[])[report.Bid, report.Ask, report.Both])
        {
            Assert.Equal(IntensityQuality.Good, side.Estimate.Quality);
            AssertWithinThree(arrivals, side.Estimate.ArrivalsPerSecond, side.Estimate.ArrivalsError);
            AssertWithinThree(decay, side.Estimate.DecayPerDollar, side.Estimate.DecayError);
        }
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
            new CalibrationReport { DataFiles = [], Model = "glft", MaximumInventoryOrders = 10, OrderSizeLots = 100, Instruments = [report], Fault = null },
            stream);
        return Convert.ToHexString(stream.ToArray());
    }

    private static void AssertWithinThree(double truth, double estimate, double error) =>
        Assert.InRange(estimate, truth - (3 * error), truth + (3 * error));
}
