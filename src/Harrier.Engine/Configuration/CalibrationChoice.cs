namespace Harrier.Engine.Configuration;

/// <summary>Where a model's volatility, arrival rate and decay come from.</summary>
public enum CalibrationChoice
{
    /// <summary>Fixed on the built-in venue, rolling on recorded data ("auto").</summary>
    Auto = 0,

    /// <summary>From the configuration ("fixed").</summary>
    Fixed = 1,

    /// <summary>Estimated over the opening of the session, before the first quote ("opening").</summary>
    Opening = 2,

    /// <summary>Like the opening, and from then on with what is old forgotten ("rolling").</summary>
    Rolling = 3,
}
