namespace Harrier.Simulation.Venue;

/// <summary>What the matching engine did with a request. Anything but <see cref="Done"/> left the book as it was.</summary>
public enum MatchResult : byte
{
    /// <summary>Nothing was done.</summary>
    None = 0,

    /// <summary>The request was carried out; the events tell how.</summary>
    Done = 1,

    /// <summary>There is no such instrument.</summary>
    UnknownInstrument = 2,

    /// <summary>The side is neither buy nor sell.</summary>
    InvalidSide = 3,

    /// <summary>The size is not between 1 and <see cref="MatchingEngine.LotsMax"/>.</summary>
    InvalidSize = 4,

    /// <summary>The price is not positive, too high, or between two increments.</summary>
    InvalidPrice = 5,

    /// <summary>The kind of order is not one of ours.</summary>
    InvalidKind = 6,

    /// <summary>The order is not on the book: filled, cancelled or never there.</summary>
    UnknownOrder = 7,

    /// <summary>The table of orders is full.</summary>
    OrderLimit = 8,

    /// <summary>The side of the book has as many price levels as it may, and the order would open another.</summary>
    LevelLimit = 9,
}
