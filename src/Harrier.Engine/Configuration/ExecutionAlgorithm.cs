namespace Harrier.Engine.Configuration;

/// <summary>How a parent order is spread over time.</summary>
public enum ExecutionAlgorithm
{
    /// <summary>Evenly ("twap").</summary>
    TimeWeighted = 0,

    /// <summary>Along a volume curve ("vwap").</summary>
    VolumeWeighted = 1,

    /// <summary>As a part of the volume that trades ("pov").</summary>
    Participation = 2,

    /// <summary>With the least expected cost and risk ("almgren-chriss").</summary>
    AlmgrenChriss = 3,
}
