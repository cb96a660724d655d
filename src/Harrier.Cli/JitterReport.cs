using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Harrier.Host.Measurement;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary>Measurements of jitter, for people.</summary>
internal static class JitterReport
{
    /// <summary>Says what is measured and measures it; says why not, and gives null, where a thread cannot be placed.</summary>
    internal static JitterMeasurement? Measure(JitterSettings settings, TextWriter output, TextWriter error)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Measuring jitter of CPU {settings.Cpus}: {settings.Rounds} rounds of {settings.Seconds} s, all CPUs at once, spinning threads of priority {settings.Priority}."));
        output.Flush();
        var measurement = JitterMeasurement.Run(settings);
        foreach (Refusal refusal in measurement.Refusals)
        {
            error.WriteLine(refusal);
        }

        return measurement.Refusals.Count == 0 ? measurement : null;
    }

    internal static void Write(JitterMeasurement measurement, TextWriter output)
    {
        foreach (int cpu in measurement.MeasuredCpus)
        {
            output.WriteLine($"CPU {Number(cpu)}");
            foreach (JitterFigure figure in JitterFigure.All)
            {
                output.WriteLine($"  {figure.Name,-8}{Show(figure, JitterSpread.Over(measurement.Rounds, cpu, figure))}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Median [lowest .. highest] of {measurement.Settings.Rounds} rounds. Lost: the part of a round in gaps above {measurement.Settings.ThresholdMicroseconds} us. Percentiles are of all gaps; p50 is what a reading costs."));
        output.WriteLine($"Clock: {measurement.Clock}.");
    }

    internal static void WriteDifferences(IReadOnlyList<JitterDifference> differences, TextWriter output)
    {
        if (differences.Count == 0)
        {
            output.WriteLine("The measurements before and after have no CPU in common: nothing can be compared.");
            return;
        }

        int cpu = -1;
        foreach (JitterDifference difference in differences)
        {
            if (difference.Cpu != cpu)
            {
                cpu = difference.Cpu;
                output.WriteLine($"CPU {Number(cpu)}, before -> after");
            }

            output.WriteLine($"  {difference.Figure.Name,-8}{Show(difference.Figure, difference.Before),-32} -> {Show(difference.Figure, difference.After),-32} {Words(difference.Verdict)}");
        }

        int before = differences[0].Before.Rounds;
        int after = differences[0].After.Rounds;
        double oneIn = JitterDifference.OneIn(before, after);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Median [lowest .. highest] of {before} rounds before and {after} after. A difference counts only where every round after lies on one side of every round before; chance alone does that to one figure in {oneIn:0}, so to about {differences.Count / oneIn:0.0#} of these {differences.Count}. The rounds before and after do not alternate: what else changed on the machine in between counts too."));
    }

    /// <summary>The differences in a line: after each setting.</summary>
    internal static string Summary(IReadOnlyList<JitterDifference> differences)
    {
        var words = new List<string>();
        foreach (JitterDifference difference in differences)
        {
            if (difference.Verdict is JitterVerdict.Lower or JitterVerdict.Higher)
            {
                words.Add($"CPU {Number(difference.Cpu)} {difference.Figure.Name} {Words(difference.Verdict)}: {Show(difference.Figure, difference.Before.Median)} -> {Show(difference.Figure, difference.After.Median)}");
            }
        }

        return words.Count > 0 ? string.Join("; ", words)
            : differences.Count > 0 && differences[0].Verdict == JitterVerdict.TooFewRounds ? Words(JitterVerdict.TooFewRounds)
            : "nothing beyond the noise";
    }

    private static string Words(JitterVerdict verdict) => verdict switch
    {
        JitterVerdict.Lower => "lower",
        JitterVerdict.Higher => "higher",
        JitterVerdict.TooFewRounds => "too few rounds to tell",
        _ => "within the noise",
    };

    private static string Show(JitterFigure figure, JitterSpread spread) =>
        $"{Show(figure, spread.Median)} [{Show(figure, spread.Min)} .. {Show(figure, spread.Max)}]";

    private static string Show(JitterFigure figure, double value) => figure.IsShare ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.00##} %")
        : value < 1e4 ? string.Create(CultureInfo.InvariantCulture, $"{value:0} ns")
        : value < 1e7 ? string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0.0} us")
        : string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.0} ms");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
