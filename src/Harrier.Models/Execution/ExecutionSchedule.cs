using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Execution;

/// <summary>How many lots of an order are to be executed by when: equal slices of time, whole lots that sum exactly.
/// Immutable.</summary>
public sealed class ExecutionSchedule
{
    private readonly ScheduleSlice[] _slices;

    private ExecutionSchedule(ScheduleSlice[] slices) => _slices = slices;

    /// <summary>Gets the number of slices.</summary>
    public int Count => _slices.Length;

    /// <summary>Gets the lots of all slices.</summary>
    public long Lots => _slices[^1].TargetLots;

    /// <summary>Gets the end of the last slice.</summary>
    public Nanoseconds End => _slices[^1].End;

    /// <summary>Gets one slice.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public ref readonly ScheduleSlice this[int index] => ref _slices[index];

    /// <summary>The same lots in each slice, as nearly as whole lots can: time-weighted.</summary>
    /// <param name="lots">The lots of all slices, 1 to <see cref="LotSplit.LotsMax"/>.</param>
    /// <param name="start">The beginning of the first slice.</param>
    /// <param name="end">The end of the last one, after it.</param>
    /// <param name="slices">The number of slices, 1 to 1,000,000.</param>
    /// <returns>The schedule.</returns>
    public static ExecutionSchedule TimeWeighted(long lots, Nanoseconds start, Nanoseconds end, int slices)
    {
        long[] each = NewSlices(lots, slices);
        LotSplit.Even(lots, each);
        return Place(each, start, end);
    }

    /// <summary>Lots in proportion to the volume that a curve expects: volume-weighted.</summary>
    /// <param name="lots">The lots of all slices, 1 to <see cref="LotSplit.LotsMax"/>.</param>
    /// <param name="start">The beginning of the first slice.</param>
    /// <param name="end">The end of the last one, after it.</param>
    /// <param name="slices">The number of slices, 1 to 1,000,000.</param>
    /// <param name="curve">The volume of the day.</param>
    /// <param name="open">The beginning of that day, not after the start.</param>
    /// <param name="close">The end of that day, not before the end.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The curve has no volume between start and end.</exception>
    public static ExecutionSchedule VolumeWeighted(
        long lots, Nanoseconds start, Nanoseconds end, int slices, VolumeCurve curve, Nanoseconds open, Nanoseconds close)
    {
        long[] each = NewSlices(lots, slices);
        double[] cumulative = new double[slices];
        double day = (close - open).Value;
        curve.Window((start - open).Value / day, Math.Min(1.0, (end - open).Value / day), cumulative);
        LotSplit.ByCurve(lots, cumulative, each);
        return Place(each, start, end);
    }

    /// <summary>Lots as a model trades them; its time unit is the second.</summary>
    /// <param name="lots">The lots of all slices, 1 to <see cref="LotSplit.LotsMax"/>.</param>
    /// <param name="start">The beginning of the first slice.</param>
    /// <param name="end">The end of the last one, after it.</param>
    /// <param name="model">The model, whose holdings must not rise: no drift. Its periods are the slices.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The holdings rise.</exception>
    public static ExecutionSchedule Optimal(long lots, Nanoseconds start, Nanoseconds end, AlmgrenChriss model)
    {
        long[] each = NewSlices(lots, model.Periods);
        double[] holdings = new double[model.Periods + 1];
        model.Holdings(holdings);
        double[] cumulative = new double[model.Periods];
        for (int j = 0; j < cumulative.Length; j++)
        {
            if (holdings[j + 1] > holdings[j])
            {
                throw new ArgumentException("The best holdings rise before they fall, and a schedule is of one side: RiskAversion or Drift is too far from 0.");
            }

            cumulative[j] = 1.0 - (holdings[j + 1] / holdings[0]);
        }

        LotSplit.ByCurve(lots, cumulative, each);
        return Place(each, start, end);
    }

    /// <summary>Everything in the first slice: what follows the volume is held back by its participation alone.</summary>
    /// <param name="lots">The lots, 1 to <see cref="LotSplit.LotsMax"/>.</param>
    /// <param name="start">The beginning of the first slice.</param>
    /// <param name="end">The end of the last one, after it.</param>
    /// <param name="slices">The number of slices, 1 to 1,000,000.</param>
    /// <returns>The schedule.</returns>
    public static ExecutionSchedule AtOnce(long lots, Nanoseconds start, Nanoseconds end, int slices)
    {
        long[] each = NewSlices(lots, slices);
        each[0] = lots;
        return Place(each, start, end);
    }

    /// <summary>The same lots, begun later within each slice by chance, so that others cannot set their clocks by it.</summary>
    /// <param name="share">The longest delay as a part of a slice, 0 to 0.9.</param>
    /// <param name="generator">The random numbers.</param>
    /// <returns>The schedule. No quantity differs.</returns>
    public ExecutionSchedule Jittered(double share, Pcg64 generator)
    {
        if (!(share is >= 0.0 and <= 0.9))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The longest delay must be from 0 to 0.9 of a slice.");
        }

        return new ExecutionSchedule(Array.ConvertAll(_slices, slice => slice with
        {
            Begin = new Nanoseconds(slice.Begin.Value + (long)(share * generator.NextDouble() * (slice.End - slice.Begin).Value)),
        }));
    }

    private static long[] NewSlices(long lots, int slices)
    {
        ParameterRange.RequireWithin(slices, 1, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(lots, 1);
        return new long[slices];
    }

    private static ExecutionSchedule Place(long[] lots, Nanoseconds start, Nanoseconds end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end.Value, start.Value);
        var slices = new ScheduleSlice[lots.Length];
        Nanoseconds begin = start;
        long target = 0;
        for (int j = 0; j < lots.Length; j++)
        {
            // A day in nanoseconds times a million slices is beyond 64 bits.
            long after = (long)((Int128)(end - start).Value * (j + 1) / lots.Length);
            var until = new Nanoseconds(start.Value + after);
            target += lots[j];
            slices[j] = new ScheduleSlice(begin, until, lots[j], target);
            begin = until;
        }

        return new ExecutionSchedule(slices);
    }
}
