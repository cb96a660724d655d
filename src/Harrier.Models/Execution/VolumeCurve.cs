using System;

namespace Harrier.Models.Execution;

/// <summary>How the volume of a day is spread over it: a weight for each of its equal parts, even within a part.
/// Immutable.</summary>
public sealed class VolumeCurve
{
    private readonly double[] _cumulative;

    /// <summary>Takes the weights.</summary>
    /// <param name="weights">The volume of each part in any unit: at least one, each finite and 0 or more, not all 0.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public VolumeCurve(ReadOnlySpan<double> weights)
    {
        _cumulative = new double[weights.Length + 1];
        for (int part = 0; part < weights.Length; part++)
        {
            if (!(weights[part] >= 0.0))
            {
                throw new ArgumentException($"Weight {part} is {weights[part]}; it must be a number, 0 or above.");
            }

            _cumulative[part + 1] = _cumulative[part] + weights[part];
        }

        if (!(_cumulative[^1] > 0.0) || double.IsInfinity(_cumulative[^1]))
        {
            throw new ArgumentException("A volume curve needs at least one weight above 0, and a finite sum.");
        }
    }

    /// <summary>The part of the day's volume that comes until a time.</summary>
    /// <param name="share">The time as a part of the day, 0 to 1.</param>
    /// <returns>0 to 1, exactly 1 at the end.</returns>
    public double At(double share)
    {
        if (!(share is >= 0.0 and <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The time must be a part of the day, 0 to 1.");
        }

        if (share == 1.0)
        {
            return 1.0;
        }

        int parts = _cumulative.Length - 1;
        int part = Math.Min((int)(share * parts), parts - 1);
        double within = (share * parts) - part;
        double sum = _cumulative[part] + (within * (_cumulative[part + 1] - _cumulative[part]));
        return Math.Min(1.0, sum / _cumulative[^1]);
    }

    /// <summary>The curve of a window of the day: its volume until the end of each of its equal slices.</summary>
    /// <param name="from">Where the window begins, as a part of the day, 0 to below <paramref name="to"/>.</param>
    /// <param name="to">Where it ends, up to 1.</param>
    /// <param name="cumulative">Becomes the curve, from above 0 to exactly 1; at least one point.</param>
    /// <exception cref="ArgumentException">No volume comes in the window.</exception>
    public void Window(double from, double to, Span<double> cumulative)
    {
        double first = At(from);
        double whole = At(to) - first;
        if (!(whole > 0.0) || cumulative.IsEmpty)
        {
            throw new ArgumentException($"The volume curve has no volume from {from} to {to} of the day.");
        }

        double reached = 0.0;
        for (int slice = 0; slice < cumulative.Length; slice++)
        {
            double share = from + ((to - from) * (slice + 1) / cumulative.Length);

            // Rounding must not let the curve fall or pass its end.
            reached = Math.Clamp((At(Math.Min(share, to)) - first) / whole, reached, 1.0);
            cumulative[slice] = reached;
        }

        cumulative[^1] = 1.0;
    }
}
