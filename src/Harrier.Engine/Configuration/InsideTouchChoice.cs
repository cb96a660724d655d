namespace Harrier.Engine.Configuration;

/// <summary>What an estimate takes for the orders that the touch hides.</summary>
public enum InsideTouchChoice
{
    /// <summary>Extrapolated on the built-in venue, none on recorded data ("auto").</summary>
    Auto = 0,

    /// <summary>As many as the model says ("extrapolated").</summary>
    Extrapolated = 1,

    /// <summary>None ("none").</summary>
    None = 2,
}
