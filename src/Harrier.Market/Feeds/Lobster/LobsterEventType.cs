namespace Harrier.Market.Feeds.Lobster;

/// <summary>What a row of a message file tells; the values are those of the file.</summary>
public enum LobsterEventType
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>A new limit order.</summary>
    Submission = 1,

    /// <summary>A part of a limit order was cancelled.</summary>
    PartialCancellation = 2,

    /// <summary>All that was left of a limit order was cancelled.</summary>
    Deletion = 3,

    /// <summary>A displayed limit order was executed.</summary>
    Execution = 4,

    /// <summary>A hidden limit order was executed; the displayed book stays.</summary>
    HiddenExecution = 5,

    /// <summary>Trading was halted (price -1), is quoted again (0) or resumed (1).</summary>
    TradingHalt = 7,
}
