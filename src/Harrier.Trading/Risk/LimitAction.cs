namespace Harrier.Trading.Risk;

/// <summary>What is done when a limit of the portfolio is breached. The zero value is the safe one.</summary>
public enum LimitAction : byte
{
    /// <summary>Cancel everything and send nothing more, until a person starts again.</summary>
    Halt = 0,

    /// <summary>Cancel everything, work all positions out by orders that take what stands, then halt.</summary>
    Flatten = 1,

    /// <summary>Only orders that lower the inventory, until the figure is a tenth below its limit again.</summary>
    Reduce = 2,

    /// <summary>Nothing is breached.</summary>
    None = 3,
}
