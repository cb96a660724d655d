namespace Harrier.Monitoring.Reports;

/// <summary>How a session ended. The zero value is the worst, so that a forgotten one is not taken for success.</summary>
public enum SessionOutcome
{
    /// <summary>A broken invariant or a full buffer of our own ended it: everything was cancelled.</summary>
    InternalFault = 0,

    /// <summary>It ran to its end.</summary>
    Completed = 1,

    /// <summary>It ran to its end, but trading was stopped on the way (kill switch, loss limit).</summary>
    TradingStopped = 2,

    /// <summary>The recorded data were malformed or truncated: it ended there, and what was read is reported.</summary>
    FeedFault = 3,

    /// <summary>It ran to its end and never sent an order, by its settings or its data: no symbol was found, none had an
    /// estimate, no data came within the hours, or the checks stopped every order.</summary>
    NothingQuoted = 4,
}
