using System;
using Harrier.Models.Quoting;

namespace Harrier.Models.Papers;

/// <summary>The same distance on both sides whatever is held: the "symmetric" strategy that papers compare with.</summary>
/// <param name="halfSpread">The distance, price units.</param>
internal sealed class FlatQuotes(double halfSpread) : IQuoteModel
{
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        bidDistances.Fill(halfSpread);
        askDistances.Fill(halfSpread);
        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
    }
}
