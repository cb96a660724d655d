namespace Harrier.Monitoring.Reports;

/// <summary>What a session did, in counts, and what it cost the process.</summary>
public sealed record SessionCounts
{
    /// <summary>Gets the market-data messages that were decoded.</summary>
    public required long Messages { get; init; }

    /// <summary>Gets those messages by type: the letter of ITCH 5.0.</summary>
    public required NamedCount[] MessagesByType { get; init; }

    /// <summary>Gets the order messages that were sent: entered, replaced and cancelled together.</summary>
    public required long Orders { get; init; }

    /// <summary>Gets the new orders sent.</summary>
    public required long Entered { get; init; }

    /// <summary>Gets the replaces sent.</summary>
    public required long Replaced { get; init; }

    /// <summary>Gets the cancels sent.</summary>
    public required long Canceled { get; init; }

    /// <summary>Gets the orders that the venue rejected.</summary>
    public required long Rejected { get; init; }

    /// <summary>Gets them by the reason that the venue gave: the names of OUCH 5.0.</summary>
    public required NamedCount[] RejectedByReason { get; init; }

    /// <summary>Gets the fills of our orders.</summary>
    public required long Fills { get; init; }

    /// <summary>Gets the lots traded, bought and sold together.</summary>
    public required long LotsTraded { get; init; }

    /// <summary>Gets the SHA-256 of every order byte sent, in order, in lower-case hexadecimal.</summary>
    public required string OrdersSha256 { get; init; }

    /// <summary>Gets the bytes the session's thread allocated between its first and its last message.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Gets the garbage collections in that time.</summary>
    public required int Collections { get; init; }

    /// <summary>Gets the time the session took by the wall clock, in seconds.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Gets what went wrong without ending the session: unknown references, messages at a limit and the like.</summary>
    public required NamedCount[] Anomalies { get; init; }
}
