namespace Harrier.Host.Measurement;

/// <summary>What two sets of rounds say about a figure.</summary>
public enum JitterVerdict
{
    /// <summary>The rounds of both overlap: nothing can be said.</summary>
    WithinNoise,

    /// <summary>There are too few rounds to tell a difference from chance.</summary>
    TooFewRounds,

    /// <summary>Every round after is below every round before.</summary>
    Lower,

    /// <summary>Every round after is above every round before.</summary>
    Higher,
}
