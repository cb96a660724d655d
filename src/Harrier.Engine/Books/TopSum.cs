using Harrier.Market.Books;

namespace Harrier.Engine.Books;

/// <summary>Sums the best bids and offers up as they come: what a reader of the books does at least, and a number by
/// which two ways through a feed are compared after every message.</summary>
internal struct TopSum : IBookSink
{
    public ulong Sum { get; private set; }

    public void OnChange(int instrument, in TopOfBook top)
    {
        unchecked
        {
            // The factors tell a bid from an ask and a price from a size; a swap of two would go unseen without them.
            Sum += (ulong)top.BidPrice.Ticks + 3 * (ulong)top.BidSize.Lots + 5 * (ulong)top.AskPrice.Ticks + 9 * (ulong)top.AskSize.Lots;
        }
    }

    public readonly void OnClear()
    {
    }
}
