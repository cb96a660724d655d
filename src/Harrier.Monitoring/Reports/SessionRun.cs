using System;
using Harrier.Primitives;

namespace Harrier.Monitoring.Reports;

/// <summary>What ran: versions, host, settings, data and the assumptions of the venue.</summary>
public sealed record SessionRun
{
    /// <summary>Gets the version of Harrier.</summary>
    public required string HarrierVersion { get; init; }

    /// <summary>Gets when the session was started, by the wall clock.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the machine and runtime.</summary>
    public required HostFacts Host { get; init; }

    /// <summary>Gets the venue in words: "built-in" or "recorded".</summary>
    public required string Venue { get; init; }

    /// <summary>Gets the quote model, as in the configuration: "glft", "glft-closed", "avellaneda-stoikov" or
    /// "cartea-jaimungal"; the algorithm of a session that executes a parent order.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the seed of every random stream.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the time of day at which the session began.</summary>
    public required Nanoseconds Begin { get; init; }

    /// <summary>Gets the time of day at which it ended.</summary>
    public required Nanoseconds End { get; init; }

    /// <summary>Gets how it ended.</summary>
    public required SessionOutcome Outcome { get; init; }

    /// <summary>Gets the sentence that explains the outcome; empty for a session that was completed and quoted.</summary>
    public required string OutcomeReason { get; init; }

    /// <summary>Gets the recorded files; none on the built-in venue.</summary>
    public required string[] DataFiles { get; init; }

    /// <summary>Gets the sentences that say what the venue assumes.</summary>
    public required string[] Assumptions { get; init; }

    /// <summary>Gets all settings of the run, defaults included, in the order of the documentation.</summary>
    public required ReportedSetting[] Settings { get; init; }
}
