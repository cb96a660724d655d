namespace Harrier.Host.Settings;

/// <summary>What a target rests on, weakest first. It is shown beside every setting: much of host tuning is folklore.</summary>
public enum Evidence
{
    /// <summary>Judgement alone: measure before believing.</summary>
    Judgement,

    /// <summary>A well-known tool sets it.</summary>
    Reference,

    /// <summary>A source states it.</summary>
    Quoted,

    /// <summary>Read from the dump of a real machine.</summary>
    Decoded,

    /// <summary>Measured by us.</summary>
    Measured,
}
