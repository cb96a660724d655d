using Harrier.Models.Quoting;

namespace Harrier.Models.Papers;

/// <summary>A model's distances at one time, by inventory.</summary>
internal sealed class ModelQuotes
{
    private readonly double[] _bids;
    private readonly double[] _asks;
    private readonly int _limit;

    private ModelQuotes(int limit)
    {
        _limit = limit;
        _bids = new double[2 * limit + 1];
        _asks = new double[2 * limit + 1];
    }

    internal static ModelQuotes Of(IQuoteModel model, int limit, double secondsToHorizon)
    {
        var quotes = new ModelQuotes(limit);
        model.Distances(secondsToHorizon, quotes._bids, quotes._asks);
        return quotes;
    }

    internal double Bid(int inventory) => _bids[inventory + _limit];

    internal double Ask(int inventory) => _asks[inventory + _limit];
}
