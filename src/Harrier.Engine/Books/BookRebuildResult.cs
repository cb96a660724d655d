using System.Collections.Generic;
using Harrier.Market.Books;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.Feeds.Lobster;

namespace Harrier.Engine.Books;

/// <summary>What there is to tell about a rebuilt feed.</summary>
public sealed record BookRebuildResult
{
    /// <summary>The messages by type.</summary>
    public required ItchCounts Messages { get; init; }

    /// <summary>What became of them in the books.</summary>
    public required BookStatistics Statistics { get; init; }

    /// <summary>The orders in all books at the end.</summary>
    public required long LiveOrders { get; init; }

    /// <summary>A book for every locate with a directory message or an order, by locate.</summary>
    public required IReadOnlyList<BookRow> Books { get; init; }

    /// <summary>The sum over all decoded fields, the same for every pass over the same feed.</summary>
    public required ulong DecodedSum { get; init; }

    /// <summary>Decoding alone; null where nothing was read.</summary>
    public PassTiming? Decode { get; init; }

    /// <summary>Decoding and keeping the books; null where nothing was read.</summary>
    public PassTiming? Book { get; init; }

    /// <summary>How the timings were taken, in a sentence.</summary>
    public required string Measured { get; init; }

    /// <summary>The transitions of a LOBSTER day; null for other feeds.</summary>
    public LobsterTransitionResult? Transitions { get; init; }

    /// <summary>The comparison with the slow twin; null where none was asked for.</summary>
    public BookCheckResult? Check { get; init; }

    /// <summary>Why a file could not be read to its end; null when all could.</summary>
    public FeedFault? Fault { get; init; }

    /// <summary>The books that hold an order.</summary>
    public int FilledBooks
    {
        get
        {
            int filled = 0;
            foreach (BookRow row in Books)
            {
                filled += row.Top.BidPrice.IsPresent || row.Top.AskPrice.IsPresent ? 1 : 0;
            }

            return filled;
        }
    }
}
