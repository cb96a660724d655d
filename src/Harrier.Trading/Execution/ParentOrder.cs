using Harrier.Primitives;

namespace Harrier.Trading.Execution;

/// <summary>A large order to be executed in small ones.</summary>
public sealed record ParentOrder
{
    /// <summary>Gets the side.</summary>
    public required Side Side { get; init; }

    /// <summary>Gets the lots, above 0.</summary>
    public required long Lots { get; init; }

    /// <summary>Gets the worst price that is acceptable; <see cref="Price.None"/> for any.</summary>
    public Price Limit { get; init; } = Price.None;

    /// <summary>Gets when it was decided on: what happens from then on is part of its cost.</summary>
    public required Nanoseconds DecidedAt { get; init; }

    /// <summary>Gets when the work on it may begin.</summary>
    public required Nanoseconds Start { get; init; }

    /// <summary>Gets when it ends, done or not.</summary>
    public required Nanoseconds End { get; init; }

    /// <summary>Gives lots the sign of the side.</summary>
    /// <param name="lots">Lots, 0 or more.</param>
    /// <returns>Positive for a purchase, negative for a sale.</returns>
    public Quantity SignedLots(long lots) => new(Side == Side.Buy ? lots : -lots);
}
