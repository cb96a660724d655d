using Harrier.Models.Quoting;

namespace Harrier.Tests.Models.Quoting;

/// <summary>A model's distances by inventory.</summary>
internal sealed class QuoteDistances
{
    private readonly double[] _bids;
    private readonly double[] _asks;
    private readonly int _limit;

    private QuoteDistances(int limit)
    {
        _limit = limit;
        _bids = new double[2 * limit + 1];
        _asks = new double[2 * limit + 1];
    }

    public static QuoteDistances Of(IQuoteModel model, int limit, double secondsToHorizon)
    {
        var distances = new QuoteDistances(limit);
        model.Distances(secondsToHorizon, distances._bids, distances._asks);
        return distances;
    }

    public double Bid(int inventory) => _bids[inventory + _limit];

    public double Ask(int inventory) => _asks[inventory + _limit];
}
