using System;
using System.Collections.Generic;
using System.Globalization;

namespace Harrier.Monitoring.Reports.Pictures;

/// <summary>One axis: its range, where its lines stand and what they say. On a logarithmic axis all values are
/// decimal exponents.</summary>
/// <param name="Minimum">The least value shown.</param>
/// <param name="Maximum">The greatest value shown.</param>
/// <param name="Ticks">Where the lines stand.</param>
/// <param name="Labels">What they say.</param>
/// <param name="Title">What is shown, with its unit.</param>
internal sealed record Axis(double Minimum, double Maximum, double[] Ticks, string[] Labels, string Title)
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];
    private static readonly int[] TimeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600];

    /// <summary>A linear axis with lines at 1, 2, 2.5 or 5 times a power of ten, widened to the next lines.</summary>
    internal static Axis Linear(double minimum, double maximum, int ticks, string title)
    {
        if (maximum - minimum < Math.Max(1e-9, Math.Abs(maximum) * 1e-9))
        {
            (minimum, maximum) = (minimum - 1, maximum + 1);
        }

        double step = NiceStep((maximum - minimum) / ticks);
        double first = Math.Floor(minimum / step);
        double last = Math.Ceiling(maximum / step);
        var positions = new List<double>();
        var labels = new List<string>();
        for (double index = first; index <= last; index++)
        {
            positions.Add(index * step);
            labels.Add((index * step).ToString(Format(step), CultureInfo.InvariantCulture));
        }

        return new Axis(first * step, last * step, [.. positions], [.. labels], title);
    }

    /// <summary>An axis of times of day in seconds, with lines at whole seconds, minutes or hours.</summary>
    internal static Axis TimeOfDay(double minimum, double maximum, int ticks)
    {
        maximum = Math.Max(maximum, minimum + 1);
        int step = Array.Find(TimeSteps, candidate => candidate >= (maximum - minimum) / ticks);
        step = step == 0 ? TimeSteps[^1] : step;
        var positions = new List<double>();
        var labels = new List<string>();
        for (long second = (long)Math.Ceiling(minimum / step) * step; second <= maximum; second += step)
        {
            positions.Add(second);
            labels.Add(step < 60
                ? string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}:{second % 60:00}")
                : string.Create(CultureInfo.InvariantCulture, $"{second / 3600:00}:{second / 60 % 60:00}"));
        }

        return new Axis(minimum, maximum, [.. positions], [.. labels], "time of day");
    }

    /// <summary>A logarithmic axis from one power of ten to another.</summary>
    internal static Axis Powers(int minimum, int maximum, Func<double, string> label, string title)
    {
        double[] positions = new double[maximum - minimum + 1];
        string[] labels = new string[positions.Length];
        for (int index = 0; index < positions.Length; index++)
        {
            positions[index] = minimum + index;
            labels[index] = label(Math.Pow(10, minimum + index));
        }

        return new Axis(minimum, maximum, positions, labels, title);
    }

    /// <summary>An axis of names at 0, 1, 2 and so on.</summary>
    internal static Axis Names(string[] names, string title)
    {
        double[] positions = new double[names.Length];
        for (int index = 0; index < positions.Length; index++)
        {
            positions[index] = index;
        }

        return new Axis(-0.5, names.Length - 0.5, positions, names, title);
    }

    /// <summary>The least and greatest numbers of some curves; 0 and 1 where there are none.</summary>
    internal static (double Minimum, double Maximum) Range(params ReadOnlySpan<double[]> curves)
    {
        (double minimum, double maximum) = (double.MaxValue, double.MinValue);
        foreach (double[] curve in curves)
        {
            foreach (double value in curve)
            {
                if (double.IsFinite(value))
                {
                    (minimum, maximum) = (Math.Min(minimum, value), Math.Max(maximum, value));
                }
            }
        }

        return minimum <= maximum ? (minimum, maximum) : (0, 1);
    }

    private static double NiceStep(double raw)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = Array.Find(Steps, candidate => candidate * power >= raw * (1 - 1e-9));
        return (step == 0 ? 10 : step) * power;
    }

    private static string Format(double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        bool isQuarter = Math.Abs((step * Math.Pow(10, decimals)) - 2.5) < 1e-6;
        decimals += isQuarter && decimals >= 0 ? 1 : 0;
        return decimals == 0 ? "#,0" : "#,0." + new string('0', decimals);
    }
}
