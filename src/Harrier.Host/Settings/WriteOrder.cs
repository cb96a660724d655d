namespace Harrier.Host.Settings;

/// <summary>When a setting is written among others. They are put back the other way round.</summary>
public enum WriteOrder
{
    /// <summary>Before the others: it makes what they are written to, or resets them (the queues of a card).</summary>
    First,

    /// <summary>In the order of the catalogue.</summary>
    Usual,

    /// <summary>After all others: it takes away what they are written to (a CPU).</summary>
    Last,
}
