namespace Harrier.Engine.Configuration;

/// <summary>The price of a side that an aggressive order must reach to be counted.</summary>
public enum CountedFromChoice
{
    /// <summary>The second level on the built-in venue, the touch on recorded data ("auto").</summary>
    Auto = 0,

    /// <summary>The best one ("touch").</summary>
    Touch = 1,

    /// <summary>The one behind it ("second-level").</summary>
    SecondLevel = 2,
}
