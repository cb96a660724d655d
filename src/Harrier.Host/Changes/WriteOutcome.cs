namespace Harrier.Host.Changes;

/// <summary>What became of one write, or of putting one back.</summary>
public enum WriteOutcome
{
    /// <summary>The system refused it.</summary>
    Refused,

    /// <summary>The file holds what it should.</summary>
    Done,

    /// <summary>There was nothing to do: it held that already.</summary>
    NothingToDo,

    /// <summary>Somebody else wrote the file since: it is left as it is.</summary>
    ChangedSince,

    /// <summary>The system took the write and holds something else.</summary>
    NotEffective,
}
