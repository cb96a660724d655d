namespace Harrier.Market.Feeds.Itch50;

/// <summary>The codes of <see cref="SystemEvent"/>, in the order of the day.</summary>
public static class SystemEventCode
{
    /// <summary>Start of messages: the first message of the day.</summary>
    public const byte StartOfMessages = (byte)'O';

    /// <summary>Start of system hours: orders are taken.</summary>
    public const byte StartOfSystemHours = (byte)'S';

    /// <summary>Start of market hours: 9:30.</summary>
    public const byte StartOfMarketHours = (byte)'Q';

    /// <summary>End of market hours: 16:00.</summary>
    public const byte EndOfMarketHours = (byte)'M';

    /// <summary>End of system hours: no orders are taken, cancels may follow.</summary>
    public const byte EndOfSystemHours = (byte)'E';

    /// <summary>End of messages: the last message of the day.</summary>
    public const byte EndOfMessages = (byte)'C';
}
