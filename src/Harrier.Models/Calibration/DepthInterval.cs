namespace Harrier.Models.Calibration;

/// <summary>How far one aggressive order went.</summary>
/// <param name="BeyondDollars">From the best price before it to the deepest price that it took.</param>
/// <param name="GapDollars">From there to the next price that it would have taken; infinity where nothing is known.</param>
public readonly record struct DepthInterval(double BeyondDollars, double GapDollars);
