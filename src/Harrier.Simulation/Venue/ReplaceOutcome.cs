namespace Harrier.Simulation.Venue;

/// <summary>Where a replaced order stands.</summary>
public enum ReplaceOutcome : byte
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Only its size went down: it keeps its reference and its place.</summary>
    KeptPlace = 1,

    /// <summary>It has a new reference and stands last at its price.</summary>
    Requeued = 2,

    /// <summary>The old order left the book; the new one is marketable and goes on like an arriving order.</summary>
    Marketable = 3,
}
