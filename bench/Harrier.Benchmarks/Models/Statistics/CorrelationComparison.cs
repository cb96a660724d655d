using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Models.Statistics;
using Harrier.Primitives;
using MathNetCorrelation = MathNet.Numerics.Statistics.Correlation;

namespace Harrier.Benchmarks.Models.Statistics;

/// <summary>Correlation of two series and of many, ours and others', beside what loads and multiply-adds alone take, and
/// the upkeep of covariances as ticks and intervals come in, by turns in one process. Processor time. The series lie on cache lines, as a window that is taken at start does.</summary>
internal static class CorrelationComparison
{
    private const int Series = 450;
    private const int Observations = 1_258;
    private const int PeakSteps = 100_000;

    /// <summary>correlation ROUNDS FILE: writes an object of JSON to the file.</summary>
    public static int Run(string[] options)
    {
        int rounds = int.Parse(options[0], CultureInfo.InvariantCulture);
        StringBuilder json = new("{\n");
        Append(json, "points4096", Pairs(4_096), repeats: 2_000, 20 * rounds, bytes: 2.0 * 8.0 * 4_096.0, operations: 0.0);
        Append(json.Append(",\n"), "points1024", Pairs(1_024), repeats: 5_000, 20 * rounds, bytes: 2.0 * 8.0 * 1_024.0, operations: 0.0);
        Append(json.Append(",\n"), "matrix450x1258", Matrices(), repeats: 1, rounds, bytes: 0.0, operations: (double)Series * (Series + 1) * Observations);
        Append(json.Append(",\n"), "upkeep100", Upkeep(), repeats: 10_000, 20 * rounds, bytes: 0.0, operations: 0.0);
        File.WriteAllText(options[1], json.Append("\n  }").ToString());
        return 0;
    }

    private static List<Case> Pairs(int points)
    {
        Memory<double> x = OnCacheLine(points);
        Memory<double> y = OnCacheLine(points);
        Memory<double> scratchX = OnCacheLine(points);
        Memory<double> scratchY = OnCacheLine(points);
        var random = new Pcg64(1, 1);
        for (int at = 0; at < points; at++)
        {
            double common = random.NextGaussian();
            x.Span[at] = 0.01 * (common + random.NextGaussian());
            y.Span[at] = 0.01 * (common + random.NextGaussian());
        }

        double[] arrayX = x.ToArray();
        double[] arrayY = y.ToArray();
        return
        [
            new("Harrier", () => Correlation.Pearson(x.Span, y.Span)),
            new("Harrier, 256 bits", () => Correlation.Pearson(x.Span, y.Span, VectorWidth.Bits256)),
            new("Harrier, 128 bits", () => Correlation.Pearson(x.Span, y.Span, VectorWidth.Bits128)),
            new("Harrier, scalar", () => Correlation.Pearson(x.Span, y.Span, VectorWidth.Scalar)),
            new("loads alone", () => CorrelationRivals.Loads(x.Span, y.Span)),
            new("TensorPrimitives, raw", () => CorrelationRivals.FiveTensorPasses(x.Span, y.Span)),
            new("TensorPrimitives, centred", () => CorrelationRivals.CentredTensorPasses(x.Span, y.Span, scratchX.Span, scratchY.Span)),
            new("MathNet", () => MathNetCorrelation.Pearson(arrayX, arrayY)),
        ];
    }

    private static List<Case> Matrices()
    {
        double[] values = new double[Series * Observations];
        double[][] rows = new double[Series][];
        double[] matrix = new double[Series * Series];
        var random = new Pcg64(2, 2);
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = 0.01 * random.NextGaussian();
        }

        for (int series = 0; series < Series; series++)
        {
            rows[series] = values.AsSpan(series * Observations, Observations).ToArray();
        }

        var computation = new CovarianceMatrix(Series, Observations);
        double Ours(VectorWidth width)
        {
            computation.WriteCorrelation(values, matrix, width);
            return matrix[1];
        }

        return
        [
            new("Harrier", () => Ours(VectorWidths.Widest)),
            new("Harrier, 256 bits", () => Ours(VectorWidth.Bits256)),
            new("multiply-adds alone", () => CorrelationRivals.MultiplyAdds(PeakSteps), (double)CorrelationRivals.OperationsPerStep * PeakSteps),
            new("MathNet", () => MathNetCorrelation.PearsonMatrix(rows)[0, 1]),
        ];
    }

    private static List<Case> Upkeep()
    {
        const int Count = 100;
        double[] values = new double[2_000];
        var random = new Pcg64(3, 3);
        for (int at = 0; at < values.Length; at++)
        {
            values[at] = 0.01 * random.NextGaussian();
        }

        var exponential = new ExponentialCovariance(Count);
        var rolling = new RollingCovariance(Count, 250);
        double[] row = new double[Count];
        int next = 0;
        ReadOnlySpan<double> Changes() => values.AsSpan(next = (next + 1) % (values.Length - Count), Count);
        for (int interval = 0; interval < 300; interval++)
        {
            exponential.TryUpdate(Changes(), 0.97);
            rolling.TryUpdate(Changes());
        }

        return
        [
            new("exponential, a tick and the row of its series", () =>
            {
                next = (next + 1) % Count;
                exponential.TryMove(next, 1e-6);
                exponential.CopyRow(next, row);
                return row[0];
            }),
            new("exponential, an interval in which all moved", () => exponential.TryUpdate(Changes(), 0.97) ? 1.0 : 0.0),
            new("rolling, a tick and one element", () =>
            {
                next = (next + 1) % Count;
                rolling.TryMove(next, 1e-6);
                return rolling[next, 0];
            }),
            new("rolling, an interval in which all moved", () => rolling.TryUpdate(Changes()) ? 1.0 : 0.0),
            new("Pearson, 32 pairs", () => Correlation.Pearson(values.AsSpan(0, 32), values.AsSpan(1_000, 32))),
            new("Pearson, 250 pairs", () => Correlation.Pearson(values.AsSpan(0, 250), values.AsSpan(1_000, 250))),
        ];
    }

    private static Memory<double> OnCacheLine(int length)
    {
        const int Line = 64;
        double[] array = GC.AllocateArray<double>(length + Line / sizeof(double), pinned: true);
        int past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) % Line);
        return array.AsMemory((Line - past) % Line / sizeof(double), length);
    }

    // The first two rounds warm up and are not counted. The order turns, so that none is always first.
    private static void Append(
        StringBuilder json, string name, List<Case> cases, int repeats, int rounds, double bytes, double operations)
    {
        for (int round = -2; round < rounds; round++)
        {
            for (int at = 0; at < cases.Count; at++)
            {
                cases[(at + round + 2) % cases.Count].Measure(repeats, isCounted: round >= 0);
            }
        }

        _ = json.Append(CultureInfo.InvariantCulture, $"    \"{name}\": {{");
        foreach (Case one in cases)
        {
            string line = one.ToJson(cases[0], bytes, operations);
            Console.WriteLine($"{name} {line}");
            _ = json.Append(CultureInfo.InvariantCulture, $"{(one == cases[0] ? "" : ",")}\n      {line}");
        }

        _ = json.Append("\n    }");
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private sealed record Case(string Name, Func<double> Compute, double Operations = 0.0)
    {
        public List<double> Times { get; } = [];

        public double Result { get; private set; }

        public void Measure(int repeats, bool isCounted)
        {
            // What takes long is repeated less: half a millisecond is enough for a clock of microseconds.
            int count = Times.Count == 0 ? repeats : (int)Math.Clamp(500_000.0 / Times[0], 1.0, repeats);
            double sum = 0.0;
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int repeat = 0; repeat < count; repeat++)
            {
                sum += Compute();
            }

            double nanoseconds = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / count;
            Result = sum / count;
            if (isCounted)
            {
                Times.Add(nanoseconds);
            }
        }

        // A rate, and with it the factor to the first, only where there is work to compare.
        public string ToJson(Case first, double bytes, double operations)
        {
            double[] times = [.. Times];
            Array.Sort(times);
            double median = Median(times);
            string figures = string.Create(CultureInfo.InvariantCulture, $"\"median\": {median:F1}, \"min\": {times[0]:F1}, \"p90\": {times[times.Length * 9 / 10]:F1}");
            if (bytes > 0.0 || operations > 0.0)
            {
                if (!Name.EndsWith("alone", StringComparison.Ordinal) && Math.Abs(Result - first.Result) > 1e-9)
                {
                    throw new InvalidOperationException($"{Name} computes {Result} and {first.Name} {first.Result}.");
                }

                double[] factors = new double[Times.Count];
                for (int round = 0; round < factors.Length; round++)
                {
                    factors[round] = Times[round] / first.Times[round];
                }

                Array.Sort(factors);
                double work = Operations > 0.0 ? Operations : Math.Max(bytes, operations);
                string unit = bytes > 0.0 ? "gigabytesPerSecond" : "gigaflops";
                figures += string.Create(CultureInfo.InvariantCulture, $", \"timesHarrier\": {Median(factors):F3}, \"{unit}\": {work / median:F2}");
            }

            return $"\"{Name}\": {{ {figures} }}";
        }
    }
}
