using System;
using System.IO;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Monitoring.Reports;
using Xunit;

namespace Harrier.Tests.Engine.Sessions;

/// <summary>Sessions whose instruments are quoted together.</summary>
public sealed class JointSessionTests
{
    private static readonly string[] FourThatMoveTogether =
        ["--Session:Symbols=4", "--Session:DurationSeconds=900", "--OrderFlow:CommonFactorCorrelation=0.9"];

    [Theory]
    [InlineData("glft")]
    [InlineData("glft-closed")]
    public void Instruments_quoted_together_trade_within_their_limits_and_their_money_adds_up(string model)
    {
        SessionReport report = Run(
            [.. FourThatMoveTogether, "--Model:Correlation=0.9", $"--Session:Model={model}", "--Model:MaximumInventoryOrders=3"]);
        Assert.Equal(SessionOutcome.Completed, report.Run.Outcome);
        Assert.True(report.Profit.AddsUp);
        Assert.True(report.Counts.Fills > 200, $"{report.Counts.Fills} fills");
        Assert.Equal(4, report.Instruments.Length);
        Assert.All(report.Instruments, row => Assert.InRange(row.InventoryLotsMax, 100, 300));
    }

    [Fact]
    public void Nothing_is_allocated_between_the_first_and_the_last_message() =>
        Assert.Equal(0, Run([.. FourThatMoveTogether, "--Model:Correlation=0.9"]).Counts.AllocatedBytes);

    [Fact]
    public void The_same_seed_gives_the_same_orders()
    {
        string[] settings = [.. FourThatMoveTogether, "--Model:Correlation=0.9"];
        Assert.Equal(Run(settings).Counts.OrdersSha256, Run(settings).Counts.OrdersSha256);
    }

    [Fact]
    public void What_is_held_in_one_instrument_is_balanced_in_the_others()
    {
        // The inventories summed over the instruments, sampled every few seconds over an hour. Quoted each by itself they
        // are independent. Over six seeds the mean square fell to between 0.43 and 0.72 of that, with this one to 0.50.
        double alone = MeanSquareOfSum("--Model:Correlation=0");
        double together = MeanSquareOfSum("--Model:Correlation=0.9");
        Assert.True(together < 0.7 * alone, $"{together} beside {alone}");
    }

    [Fact]
    public void Correlations_from_a_file_are_those_of_the_named_instruments()
    {
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.csv");
        string[] settings = ["--Session:Symbols=3", "--Session:DurationSeconds=300", "--Session:TradeOnly=SIM3,SIM1", $"--Model:CorrelationFile={file}"];
        try
        {
            File.WriteAllText(file, "1, 0.9\n0.9, 1\n");
            SessionReport together = Run(settings);
            Assert.True(together.Counts.Fills > 20);
            Assert.Equal(["SIM1", "SIM3"], SymbolsOf(together));

            // Correlations of zero quote each by itself, to the last order.
            File.WriteAllText(file, "1, 0\n0, 1\n");
            SessionReport apart = Run(settings);
            Assert.Equal(Run(settings[..^1]).Counts.OrdersSha256, apart.Counts.OrdersSha256);
            Assert.NotEqual(together.Counts.OrdersSha256, apart.Counts.OrdersSha256);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double MeanSquareOfSum(string setting)
    {
        SessionReport report = Run([.. FourThatMoveTogether, "--Session:DurationSeconds=3600", "--Session:ReduceSeconds=0", setting]);
        Assert.Equal(4, report.InstrumentSeries.Length);
        int samples = report.InstrumentSeries[0].InventoryLots.Length;
        Assert.True(samples > 500);
        double squares = 0;
        for (int sample = 0; sample < samples; sample++)
        {
            double sum = 0;
            foreach (InstrumentSeries series in report.InstrumentSeries)
            {
                sum += series.InventoryLots[sample];
            }

            squares += sum * sum;
        }

        return squares / samples;
    }

    private static string[] SymbolsOf(SessionReport report)
    {
        string[] symbols = Array.ConvertAll(report.Instruments, row => row.Symbol);
        Array.Sort(symbols, StringComparer.Ordinal);
        return symbols;
    }

    private static SessionReport Run(string[] settings)
    {
        var configuration = ConfigurationReading.Read(null, settings);
        Assert.Empty(configuration.Faults);
        return SessionRuns.Run(configuration, [], new SessionProgress());
    }
}
