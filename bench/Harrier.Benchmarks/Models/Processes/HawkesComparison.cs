using System;
using System.Globalization;
using System.IO;
using System.Text;
using Harrier.Models.Processes;
using Harrier.Primitives;

namespace Harrier.Benchmarks.Models.Processes;

/// <summary>Our side of the comparison of Hawkes processes with another program, which runs in the same rounds on the same events:
/// scripts/bench-hawkes.sh. Processor time an event, the median of the repetitions.</summary>
internal static class HawkesComparison
{
    private const int Repetitions = 20;

    // Until the runtime has compiled all of it for good.
    private const int WarmUps = 30;

    private static readonly HawkesProcess Process = new([0.4, 0.7], [0.3, 0.15, 0.05, 0.45], [4.0]);

    /// <summary>hawkes make EVENTS FILE writes events, hawkes FILE measures on them.</summary>
    public static int Run(string[] options)
    {
        if (options is ["make", string count, string path])
        {
            Make(int.Parse(count, CultureInfo.InvariantCulture), path);
            return 0;
        }

        HawkesSample sample = Read(options[0]);
        double[] gradient = new double[7];
        double[] hessian = new double[49];
        double value = 0.0;
        Print("likelihood", Time(sample.Count, () => value = HawkesLikelihood.Value(Process, sample)));
        Print("derivatives", Time(sample.Count, () => HawkesLikelihood.Derivatives(Process, sample, gradient, hessian)));
        var simulation = new HawkesThinning(Process);
        var random = new PathRandom(1);
        Print("simulation", Time(sample.Count, () =>
        {
            simulation.Restart();
            for (int i = 0; i < sample.Count; i++)
            {
                simulation.TryNext(random, double.MaxValue, out _, out _);
            }
        }));
        Print("logLikelihood", value);
        return 0;
    }

    private static void Print(string name, double value) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:R}"));

    private static void Make(int count, string path)
    {
        var simulation = new HawkesThinning(Process);
        var random = new PathRandom(1);
        var lines = new StringBuilder();
        double time = 0.0;
        for (int i = 0; i < count; i++)
        {
            simulation.TryNext(random, double.MaxValue, out time, out int kind);
            lines.Append(CultureInfo.InvariantCulture, $"{time:R} {kind}\n");
        }

        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{time:R} {count}\n{lines}"));
    }

    private static HawkesSample Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        double[] times = new double[lines.Length - 1];
        int[] kinds = new int[times.Length];
        for (int i = 0; i < times.Length; i++)
        {
            string[] words = lines[i + 1].Split(' ');
            times[i] = double.Parse(words[0], CultureInfo.InvariantCulture);
            kinds[i] = int.Parse(words[1], CultureInfo.InvariantCulture);
        }

        return new HawkesSample(times, kinds, 2, double.Parse(lines[0].Split(' ')[0], CultureInfo.InvariantCulture));
    }

    private static double Time(int events, Action work)
    {
        double[] times = new double[Repetitions];
        for (int i = -WarmUps; i < Repetitions; i++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            work();
            double nanoseconds = (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / events;
            if (i >= 0)
            {
                times[i] = nanoseconds;
            }
        }

        Array.Sort(times);
        return times[Repetitions / 2];
    }
}
