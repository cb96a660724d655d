using System;
using Harrier.Models.Quoting;

namespace Harrier.Tests.Trading.Quoting;

/// <summary>A half-spread and a linear skew, in ticks: quotes that can be worked out in one's head.</summary>
internal sealed class FlatModel(double halfSpread, double skew) : IQuoteModel
{
    public void Distances(double secondsToHorizon, Span<double> bidDistances, Span<double> askDistances)
    {
        int limit = bidDistances.Length / 2;
        for (int inventory = -limit; inventory <= limit; inventory++)
        {
            bidDistances[inventory + limit] = halfSpread + (skew * inventory);
            askDistances[inventory + limit] = halfSpread - (skew * inventory);
        }

        bidDistances[^1] = double.PositiveInfinity;
        askDistances[0] = double.PositiveInfinity;
    }

    public static QuoteTable Table(int maximumInventory, double halfSpread, double skew)
    {
        var table = new QuoteTable(maximumInventory, priceIncrementTicks: 100, ticksPerPriceUnit: 1);
        table.Fill(new FlatModel(halfSpread, skew), double.PositiveInfinity);
        return table;
    }
}
