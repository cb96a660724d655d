using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>How the parent order of a session was executed, and what that cost.</summary>
public sealed record ExecutionReport
{
    /// <summary>Gets the symbol; empty where no instrument was announced.</summary>
    public required string Symbol { get; init; }

    /// <summary>Gets the side.</summary>
    public required Side Side { get; init; }

    /// <summary>Gets the lots asked for.</summary>
    public required long Lots { get; init; }

    /// <summary>Gets the lots executed.</summary>
    public required long DoneLots { get; init; }

    /// <summary>Gets how it ended: "completed", "expired", "stopped"; "waiting" where it never began.</summary>
    public required string State { get; init; }

    /// <summary>Gets how it was spread over time: "twap", "vwap", "pov" or "almgren-chriss".</summary>
    public required string Algorithm { get; init; }

    /// <summary>Gets when it was begun.</summary>
    public required Nanoseconds Begin { get; init; }

    /// <summary>Gets when it was to be done.</summary>
    public required Nanoseconds End { get; init; }

    /// <summary>Gets twice the mid at the decision in ticks; <see cref="long.MinValue"/> where there was none.</summary>
    public required long DecisionMidTicksTwice { get; init; }

    /// <summary>Gets twice the mid when the first order was decided on; <see cref="long.MinValue"/> where there was none.</summary>
    public required long ArrivalMidTicksTwice { get; init; }

    /// <summary>Gets twice the last mid; <see cref="long.MinValue"/> where there was none.</summary>
    public required long LastMidTicksTwice { get; init; }

    /// <summary>Gets the mean price of the fills in ticks; not a number without one.</summary>
    public required double AverageTicks { get; init; }

    /// <summary>Gets the volume-weighted price of the market meanwhile in ticks; not a number without a trade.</summary>
    public required double VolumeWeightedTicks { get; init; }

    /// <summary>Gets the time-weighted mid meanwhile in ticks; not a number without one.</summary>
    public required double TimeWeightedTicks { get; init; }

    /// <summary>Gets the lots that the others traded meanwhile, as far as the feed showed.</summary>
    public required long OthersLots { get; init; }

    /// <summary>Gets the shortfall.</summary>
    public required Shortfall Shortfall { get; init; }

    /// <summary>Gets the slices of the schedule.</summary>
    public required ExecutionSlice[] Slices { get; init; }

    /// <summary>Gets a value indicating whether every lot was executed.</summary>
    public bool IsComplete => DoneLots == Lots;

    /// <summary>Gets our part of the volume, 0 to 1; not a number where nothing traded.</summary>
    public double Participation => (double)DoneLots / (DoneLots + OthersLots);

    /// <summary>Gets the shortfall in basis points of the whole order at the mid of the decision; not a number without one.</summary>
    public double ShortfallBasisPoints => BasisPoints(Shortfall.Total);

    /// <summary>Gets an amount in basis points of the whole order at the mid of the decision; not a number without one.</summary>
    /// <param name="amount">The amount.</param>
    public double BasisPoints(Money amount) => DecisionMidTicksTwice == long.MinValue
        ? double.NaN
        : 1e4 * amount.Parts / (0.5 * DecisionMidTicksTwice * Lots * Money.PartsPerTickLot);

    /// <summary>Gets how much worse the mean price was than a benchmark, in basis points of it; not a number where one of
    /// them is none.</summary>
    /// <param name="benchmarkTicks">The benchmark in ticks.</param>
    public double SlippageBasisPoints(double benchmarkTicks) =>
        1e4 * (Side == Side.Buy ? AverageTicks - benchmarkTicks : benchmarkTicks - AverageTicks) / benchmarkTicks;

    /// <summary>Gets the mid at the arrival in ticks; not a number where there was none.</summary>
    public double ArrivalTicks => ArrivalMidTicksTwice == long.MinValue ? double.NaN : 0.5 * ArrivalMidTicksTwice;
}
