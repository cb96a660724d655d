namespace Harrier.Models.Papers;

/// <summary>How a figure of a paper compares with its reproduction.</summary>
public enum PaperVerdict
{
    /// <summary>Nothing was compared.</summary>
    None = 0,

    /// <summary>The published figure and the Monte Carlo run both lie within what sampling allows around the exact one.</summary>
    Agrees,

    /// <summary>The published figure lies outside.</summary>
    PublishedDiffers,

    /// <summary>Our Monte Carlo run lies outside.</summary>
    MonteCarloDiffers,
}
