using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>Checks a LOBSTER day by itself: message i applied to book row i-1 must give book row i. All levels but the
/// last are compared, since what moves up into the last one comes without a message.</summary>
public static class LobsterTransitionCheck
{
    /// <summary>Reads both files to the end, or to the first bad row of either.</summary>
    /// <param name="messages">The message file, before its first row.</param>
    /// <param name="books">The book file, before its first row.</param>
    /// <returns>The counts.</returns>
    public static LobsterTransitionResult Run(LobsterMessageReader messages, LobsterBookReader books)
    {
        long transitions = 0;
        long matched = 0;
        long firstMismatchRow = 0;
        LobsterHalfBook? asks = null;
        LobsterHalfBook? bids = null;
        while (messages.TryRead(out LobsterMessage message) && books.TryRead())
        {
            if (asks is not null && bids is not null)
            {
                (message.Side == Side.Buy ? bids : asks).Apply(message);
                bool isMatch = asks.Matches(books.Levels) && bids.Matches(books.Levels);
                transitions++;
                matched += isMatch ? 1 : 0;
                firstMismatchRow = isMatch || firstMismatchRow != 0 ? firstMismatchRow : books.RowNumber;
            }

            asks ??= new LobsterHalfBook(Side.Sell, books.Levels.Length);
            bids ??= new LobsterHalfBook(Side.Buy, books.Levels.Length);
            asks.Take(books.Levels);
            bids.Take(books.Levels);
        }

        return new LobsterTransitionResult(transitions, matched, firstMismatchRow, messages.EndFault(books));
    }
}
