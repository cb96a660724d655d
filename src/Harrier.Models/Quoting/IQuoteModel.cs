using System;

namespace Harrier.Models.Quoting;

/// <summary>Says how far from the mid price to quote at each inventory. Cold: run at start and when a parameter or the
/// time to the horizon has changed; the hot path reads the <see cref="QuoteTable"/> that comes of it.</summary>
public interface IQuoteModel
{
    /// <summary>Computes the distances of bid and ask from the mid price, positive away from it, in the price unit of
    /// the model's parameters.</summary>
    /// <param name="secondsToHorizon">The time left, T - t, in the time unit of the parameters; 0 or more. Infinity asks
    /// for the steady state, which not every model has.</param>
    /// <param name="bidDistances">One for each inventory -Q … Q in order sizes; infinity for no quote, as at +Q.</param>
    /// <param name="askDistances">As many; infinity at -Q.</param>
    /// <exception cref="ArgumentException">The lengths are not 2Q + 1, or the model has no answer at this time.</exception>
    void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances);
}
