namespace Harrier.Models.Calibration;

/// <summary>What is taken for the orders that would have stopped before the best price, which nobody sees.</summary>
public enum InsideTouch
{
    /// <summary>As many as A·exp(-k·depth) says when it is carried on from the touch to the mid price. Right where the
    /// arrivals are exponential; in a wide spread a number that no trade has shown.</summary>
    Extrapolated = 0,

    /// <summary>None: who quotes nearer than the touch is taken to meet no more orders than one at the touch. A is then the
    /// orders seen a second, and k one over their mean depth: less than there may be.</summary>
    None = 1,
}
