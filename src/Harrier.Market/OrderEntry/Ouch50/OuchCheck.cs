namespace Harrier.Market.OrderEntry.Ouch50;

/// <summary>What the check of a message found.</summary>
public enum OuchCheck
{
    /// <summary>The first byte is no type of this direction.</summary>
    UnknownType = 0,

    /// <summary>A view may be laid over the message.</summary>
    Valid,

    /// <summary>The message ends before its fixed part does.</summary>
    TooShort,

    /// <summary>The length of the appendage is not what follows it, or an optional field in it does not fit.</summary>
    AppendageMalformed,
}
