namespace Harrier.Engine.Books;

/// <summary>How the books compare with the slow twin's.</summary>
/// <param name="Messages">The messages after each of which best bid and offer of its symbol were compared, prices and
/// sizes.</param>
/// <param name="Differences">After how many of them something differed.</param>
/// <param name="FirstDifference">The first of them in words; empty when there is none.</param>
/// <param name="Books">The books that were compared at the end, level by level.</param>
/// <param name="DifferentBooks">How many of them differed.</param>
public sealed record BookCheckResult(long Messages, long Differences, string FirstDifference, int Books, int DifferentBooks)
{
    /// <summary>Gets a value indicating whether all was equal.</summary>
    public bool IsEqual => Differences == 0 && DifferentBooks == 0;
}
