namespace Harrier.Trading.Execution;

/// <summary>How far the work on a parent order is.</summary>
public enum ParentState : byte
{
    /// <summary>Its time has not come; nothing is sent.</summary>
    Waiting = 0,

    /// <summary>Being executed.</summary>
    Working = 1,

    /// <summary>Executed to the last lot.</summary>
    Completed = 2,

    /// <summary>Its time is over, and lots are left.</summary>
    Expired = 3,

    /// <summary>Trading was stopped for good before it was complete.</summary>
    Stopped = 4,
}
