namespace Harrier.Runtime.Threads;

/// <summary>Something that was asked of the system and not given.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Sentence">What was asked, what there is instead, why, and what to do.</param>
public sealed record Refusal(RefusalCause Cause, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => Sentence;
}
