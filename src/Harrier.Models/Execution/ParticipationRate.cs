using System;
using System.Globalization;

namespace Harrier.Models.Execution;

/// <summary>The largest part that we may be of a market's volume, our own trades counted in it.</summary>
/// <param name="PartsPerMillion">The part in 1/1,000,000, so that limits are exact integers; 1 to 999,999.</param>
public readonly record struct ParticipationRate(int PartsPerMillion)
{
    private const long One = 1_000_000;

    /// <summary>Converts a part, rounded to the nearest 1/1,000,000.</summary>
    /// <param name="share">0.000001 to 0.999999.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is none of those, or not a number.</exception>
    public static ParticipationRate Of(double share)
    {
        double parts = Math.Round(share * One);
        return parts is >= 1.0 and < One
            ? new ParticipationRate((int)parts)
            : throw new ArgumentOutOfRangeException(nameof(share), share, string.Create(
                CultureInfo.InvariantCulture, $"A participation rate must be from {1.0 / One:0.000000} to {1.0 - (1.0 / One):0.000000}."));
    }

    /// <summary>The most lots that we may have traded: with p of all volume, p/(1 - p) of what the others traded, rounded
    /// down, so that we are never more than p of the sum.</summary>
    /// <param name="othersLots">What the others have traded, 0 to 9,000,000,000,000.</param>
    /// <returns>The lots.</returns>
    public long LotsBeside(long othersLots) => othersLots * PartsPerMillion / (One - PartsPerMillion);
}
