namespace Harrier.Market.Feeds.Lobster;

/// <summary>How many messages of a LOBSTER day lead from one book row to the next.</summary>
/// <param name="Transitions">The messages after the first row.</param>
/// <param name="Matched">Those that applied to the row before give the row after.</param>
/// <param name="FirstMismatchRow">The number of the first row that does not follow, from 1; 0 when all do.</param>
/// <param name="Fault">Why the files could not be read to the end; null when they could.</param>
public sealed record LobsterTransitionResult(long Transitions, long Matched, long FirstMismatchRow, FeedFault? Fault);
