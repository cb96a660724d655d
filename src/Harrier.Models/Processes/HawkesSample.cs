using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Processes;

/// <summary>The events of a stretch of time that begins at 0, with no past: times in order, and the kind of each.</summary>
/// <remarks>Of events at the same time, the earlier in the list counts as the past of the later. Immutable.</remarks>
public sealed class HawkesSample
{
    private readonly double[] _times;
    private readonly int[] _kinds;
    private readonly int[] _counts;

    /// <summary>Checks the events.</summary>
    /// <param name="times">From 0 to the end, never falling.</param>
    /// <param name="kinds">The kind of each, 0 to <paramref name="kindCount"/> - 1.</param>
    /// <param name="kindCount">The number of kinds, 1 or more.</param>
    /// <param name="end">Until when was looked, above 0.</param>
    /// <exception cref="ArgumentException">A time or a kind is out of range or order.</exception>
    public HawkesSample(ReadOnlySpan<double> times, ReadOnlySpan<int> kinds, int kindCount, double end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kindCount);
        ParameterRange.RequireFinitePositive(end);
        if (times.Length != kinds.Length)
        {
            throw new ArgumentException($"{times.Length} times and {kinds.Length} kinds; each event needs both.");
        }

        _counts = new int[kindCount];
        double last = 0.0;
        for (int i = 0; i < times.Length; i++)
        {
            if (!(times[i] >= last && times[i] <= end))
            {
                throw new ArgumentException(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Event {i} is at {times[i]}; times must not fall and lie from 0 to the end, {end}."));
            }

            if ((uint)kinds[i] >= (uint)kindCount)
            {
                throw new ArgumentException($"Event {i} is of kind {kinds[i]}; kinds are from 0 to {kindCount - 1}.");
            }

            last = times[i];
            _counts[kinds[i]]++;
        }

        _times = times.ToArray();
        _kinds = kinds.ToArray();
        End = end;
    }

    /// <summary>Gets the times.</summary>
    public ReadOnlySpan<double> Times => _times;

    /// <summary>Gets the kinds.</summary>
    public ReadOnlySpan<int> Kinds => _kinds;

    /// <summary>Gets the number of kinds.</summary>
    public int KindCount => _counts.Length;

    /// <summary>Gets the number of events.</summary>
    public int Count => _times.Length;

    /// <summary>Gets until when was looked.</summary>
    public double End { get; }

    /// <summary>Merges one list of times a kind.</summary>
    /// <param name="end">Until when was looked, above 0.</param>
    /// <param name="timesByKind">The times of each kind, never falling.</param>
    /// <returns>The events; of those at the same time, the lower kind first.</returns>
    public static HawkesSample Merge(double end, params double[][] timesByKind)
    {
        ArgumentNullException.ThrowIfNull(timesByKind);
        int count = 0;
        foreach (double[] list in timesByKind)
        {
            count += list.Length;
        }

        double[] times = new double[count];
        int[] kinds = new int[count];
        int[] next = new int[timesByKind.Length];
        for (int i = 0; i < count; i++)
        {
            int first = -1;
            for (int kind = 0; kind < next.Length; kind++)
            {
                bool isLeft = next[kind] < timesByKind[kind].Length;
                if (isLeft && (first < 0 || timesByKind[kind][next[kind]] < timesByKind[first][next[first]]))
                {
                    first = kind;
                }
            }

            (times[i], kinds[i]) = (timesByKind[first][next[first]++], first);
        }

        return new HawkesSample(times, kinds, timesByKind.Length, end);
    }

    /// <summary>The number of events of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The number.</returns>
    public int CountOf(int kind) => _counts[kind];
}
