namespace Harrier.Host.Settings;

/// <summary>What a wrong or unneeded change of a setting may cost.</summary>
public enum Risk
{
    /// <summary>Nothing is changed.</summary>
    None,

    /// <summary>Power, memory or comfort.</summary>
    Low,

    /// <summary>Speed of something else, or a service that must be looked after.</summary>
    Medium,

    /// <summary>A machine that hangs, cannot be reached, or is open to attack.</summary>
    High,
}
