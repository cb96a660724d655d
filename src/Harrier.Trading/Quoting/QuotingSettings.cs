namespace Harrier.Trading.Quoting;

/// <summary>When a quote is moved and when it keeps its place in the queue.</summary>
public sealed record QuotingSettings
{
    /// <summary>Gets the lots of a quote, 1 to 999,999; also the model's unit of inventory.</summary>
    public required int OrderSizeLots { get; init; }

    /// <summary>Gets how much less aggressive than wanted a quote must be, in ticks, before it is moved closer.</summary>
    public required int RequoteThresholdTicks { get; init; }

    /// <summary>Gets how much more aggressive than wanted a quote may be, in ticks, before it is moved away at once.</summary>
    public required int AggressiveToleranceTicks { get; init; }

    /// <summary>Gets how long a quote stands before it may be moved closer, in milliseconds; moves that lower the risk
    /// do not wait.</summary>
    public required int MinimumQuoteLifeMilliseconds { get; init; }
}
