namespace Harrier.Market.Books;

/// <summary>What became of a change to the books. Only <see cref="Applied"/> changed anything.</summary>
public enum BookResult : byte
{
    /// <summary>Nothing was done.</summary>
    None = 0,

    /// <summary>The book changed.</summary>
    Applied,

    /// <summary>There is no live order with this reference.</summary>
    UnknownReference,

    /// <summary>A live order has this reference already.</summary>
    DuplicateReference,

    /// <summary>There is no room: a limit must be raised.</summary>
    AtLimit,

    /// <summary>The change makes no sense: no lots, no side, more lots taken than there are, no such instrument.</summary>
    Malformed,
}
