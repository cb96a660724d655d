using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using Harrier.Models.Papers;
using Harrier.Models.Processes;
using Harrier.Monitoring.Reports.Pictures;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Models.Processes;

/// <summary>The pictures of docs/models, drawn from simulations with a fixed seed. With HARRIER_WRITE_DOCS=1 these tests
/// write the files; without, they hold them equal: the simulations are bit-equal on any machine.</summary>
public sealed partial class ProcessPicturesTests
{
    private const string Style = "background:#ffffff";
    private const string Rules = "<style>text { font: 12.5px sans-serif; fill: #4B5563 } path { stroke-linecap: round; stroke-linejoin: round }</style>";
    private static readonly PictureSize Size = new(720, 300, 8);

    [Fact]
    public void The_intensity_jumps_at_each_event_and_decays()
    {
        const double Step = 0.25;
        const double End = 60.0;
        var process = new HawkesProcess([0.2, 0.2], [0.45, 0.25, 0.25, 0.45], [2.0]);
        HawkesSample sample = HawkesThinning.Sample(process, End, new PathRandom(26));
        var intensity = new HawkesIntensity(process);
        var times = new List<double>();
        var buyers = new List<double>();
        var sellers = new List<double>();
        double now = 0.0;
        for (int i = 0; i <= sample.Count; i++)
        {
            double next = i < sample.Count ? sample.Times[i] : End;
            while (now + Step < next)
            {
                Pass(now + Step);
            }

            Pass(next);
            if (i < sample.Count)
            {
                intensity.Excite(sample.Kinds[i]);
                Pass(next);
            }
        }

        (double _, double maximum) = Axis.Range(buyers.ToArray(), sellers.ToArray());
        using var picture = new Picture(Size, Axis.Linear(0.0, End, 8, "seconds"), Axis.Linear(0.0, maximum, 5, "aggressive orders a second: buyers blue, sellers orange"));
        picture.Line(times.ToArray(), buyers.ToArray(), Ink.Bid);
        picture.Line(times.ToArray(), sellers.ToArray(), Ink.Ask);
        AssertSame("hawkes.svg", picture, "Intensities of a Hawkes process of two kinds that excite themselves and each other");

        void Pass(double until)
        {
            intensity.Pass(until - now);
            now = until;
            times.Add(now);
            buyers.Add(intensity.Of(0));
            sellers.Add(intensity.Of(1));
        }
    }

    [Fact]
    public void The_smiles_of_rough_Bergomi_go_through_the_published_points()
    {
        double[] strikes = new double[21];
        for (int i = 0; i < strikes.Length; i++)
        {
            strikes[i] = -0.2 + (0.02 * i);
        }

        using var picture = new Picture(
            Size,
            Axis.Linear(-0.2, 0.2, 8, "ln(strike/forward)"),
            Axis.Linear(14.0, 32.0, 6, "implied volatility at three months, percent; rho -0.9 blue, rho 0 orange, dots as published"));
        Draw(picture, -0.9, strikes, Ink.Bid);
        Draw(picture, 0.0, strikes, Ink.Ask);
        picture.Dots([-0.1787, 0.0, 0.1041], [29.61, 20.61, 15.76], Ink.Total, 7f);
        picture.Dots([-0.1475, 0.0, 0.1656], [24.17, 21.73, 24.66], Ink.Total, 7f);
        AssertSame("rough-bergomi.svg", picture, "Implied volatility by strike for two correlations, with six published points");

        static void Draw(Picture picture, double correlation, double[] strikes, string ink)
        {
            var model = new RoughBergomi(0.235 * 0.235, 1.9, -0.43, correlation);
            SampledMean[] smile = RoughBergomiSmile.Estimate(model, 0.25, 312, strikes, 40_000, 5);
            picture.Line(strikes, Array.ConvertAll(smile, point => 100.0 * point.Mean), ink, 2f);
        }
    }

    [Fact]
    public void The_errors_of_the_schemes_fall_with_their_orders()
    {
        var motion = new GeometricBrownianMotion(0.05, 0.2);
        var steps = new List<double>();
        var euler = new List<double>();
        var milstein = new List<double>();
        var weak = new List<double>();
        for (int count = 4; count <= 4096; count *= 2)
        {
            steps.Add(Math.Log10(count));
            euler.Add(Math.Log10(new GeometricBrownianErrors(motion, SdeScheme.EulerMaruyama, 1.0, count).Strong));
            milstein.Add(Math.Log10(new GeometricBrownianErrors(motion, SdeScheme.Milstein, 1.0, count).Strong));
            weak.Add(Math.Log10(new GeometricBrownianErrors(motion, SdeScheme.Milstein, 1.0, count).WeakMean));
        }

        using var picture = new Picture(
            Size,
            Axis.Powers(0, 4, value => value < 1e3 ? value.ToString("0") : value.ToString("0e+0"), "steps"),
            Axis.Powers(-7, -1, value => value.ToString("0e+0"), "error at T = 1: Euler rms orange, Milstein rms blue, mean of both green; dots sampled"));
        double[] across = steps.ToArray();
        picture.Line(across, euler.ToArray(), Ink.Ask, 2f);
        picture.Line(across, milstein.ToArray(), Ink.Bid, 2f);
        picture.Line(across, weak.ToArray(), Ink.Good, 2f);
        foreach (int count in (int[])[8, 32, 128])
        {
            SampledMean[] sampled = SchemeSampling.Errors(motion, 1.0, count, 10_000, 1, 0);
            double at = Math.Log10(count);
            picture.Dots([at, at, at], [Math.Log10(sampled[0].Mean), Math.Log10(sampled[1].Mean), Math.Log10(sampled[2].Mean)], Ink.Total, 6f);
        }

        AssertSame("sde.svg", picture, "Errors of Euler's and Milstein's schemes by the number of steps, on logarithmic axes");
    }

    /// <summary>The drawing library numbers its clips on through the process: what was drawn before changes them.</summary>
    private static string Renumber(string svg)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        return Clip().Replace(svg, match =>
        {
            numbers.TryAdd(match.Value, $"models_{numbers.Count}");
            return numbers[match.Value];
        });
    }

    [GeneratedRegex("models_[a-z0-9]+")]
    private static partial Regex Clip();

    private static void AssertSame(string name, Picture picture, string description)
    {
        string drawn = picture.ToSvg(description, "models");
        int body = drawn.IndexOf('>', StringComparison.Ordinal) + 1;
        string svg = drawn[..body].Replace("<svg class=\"picture\"", $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{Size.Width}\" height=\"{Size.Height}\" style=\"{Style}\"", StringComparison.Ordinal)
            + Rules + drawn[body..] + "\n";
        string file = Path.Combine(TestData.Root, "docs", "models", name);
        if (Environment.GetEnvironmentVariable("HARRIER_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, svg);
            return;
        }

        Assert.Equal(Renumber(svg), Renumber(File.ReadAllText(file)));
    }
}
