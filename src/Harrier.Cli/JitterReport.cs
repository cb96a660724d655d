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
        new TerminalText(output).Line(string.Create(CultureInfo.InvariantCulture, $"Measuring jitter of CPU {settings.Cpus}: {settings.Rounds} rounds of {settings.Seconds} s, all CPUs at once, spinning threads of priority {settings.Priority}."), 0);
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

        new TerminalText(output).Line(string.Create(CultureInfo.InvariantCulture, $"Median [lowest .. highest] of {measurement.Settings.Rounds} rounds. Lost: the part of a round in gaps above {measurement.Settings.ThresholdMicroseconds} us. Percentiles are of all gaps; p50 is what a reading costs."), 0);
        output.WriteLine($"Clock: {measurement.Clock}.");
    }

    internal static void WriteDifferences(IReadOnlyList<JitterDifference> differences, TextWriter output)
    {
        if (differences.Count == 0)
        {
            output.WriteLine("The measurements before and after have no CPU in common: nothing can be compared.");
            return;
        }

        var text = new TerminalText(output);
        foreach (int cpu in CpusOf(differences))
        {
            output.WriteLine($"CPU {Number(cpu)}");
            List<string[]> rows = [["", "before", "after", ""]];
            foreach (JitterDifference difference in differences)
            {
                if (difference.Cpu == cpu)
                {
                    rows.Add([difference.Figure.Name, Show(difference.Figure, difference.Before), Show(difference.Figure, difference.After), Words(difference.Verdict)]);
                }
            }

            text.Rows(rows, 2);
        }

        int before = differences[0].Before.Rounds;
        int after = differences[0].After.Rounds;
        double oneIn = JitterDifference.OneIn(before, after);
        text.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Median [lowest .. highest] of {before} rounds before and {after} after. A difference counts only where every round after lies on one side of every round before; chance alone does that to one figure in {oneIn:0}, so to about {differences.Count / oneIn:0.0#} of these {differences.Count}. The rounds before and after do not alternate: what else changed on the machine in between counts too."), 0);
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
        _ => "noise",
    };

    private static IEnumerable<int> CpusOf(IReadOnlyList<JitterDifference> differences)
    {
        int cpu = -1;
        foreach (JitterDifference difference in differences)
        {
            if (difference.Cpu != cpu)
            {
                cpu = difference.Cpu;
                yield return cpu;
            }
        }
    }

    /// <summary>Median and range in the unit of the median: "8.1 [8.0 .. 28.0] us".</summary>
    internal static string Show(JitterFigure figure, JitterSpread spread)
    {
        (double scale, string format, string unit) = Unit(figure, spread.Median);
        return $"{In(spread.Median)} [{In(spread.Min)} .. {In(spread.Max)}] {unit}";

        string In(double value) => (value * scale).ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Show(JitterFigure figure, double value)
    {
        (double scale, string format, string unit) = Unit(figure, value);
        return $"{(value * scale).ToString(format, CultureInfo.InvariantCulture)} {unit}";
    }

    private static (double Scale, string Format, string Unit) Unit(JitterFigure figure, double value) =>
        figure.IsShare ? (100, value < 0.01 ? "0.00##" : "0.00", "%")
        : value < 1e4 ? (1, "0", "ns")
        : value < 1e7 ? (1e-3, "0.0", "us")
        : (1e-6, "0.0", "ms");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
