using System;

namespace Harrier.Host.Settings;

/// <summary>One setting of a machine that latency depends on: what it is, where it is read, what it should be, what a
/// change costs, and what the target rests on.</summary>
/// <remarks>Cannot be changed; any thread may read and check.</remarks>
public sealed class HostSetting
{
    private readonly Func<HostFacts, string, Finding> _check;

    internal HostSetting(string id, Func<HostFacts, string, Finding> check)
    {
        Id = id;
        _check = check;
    }

    /// <summary>Its name: the category, a dot, the thing ("mem.thp").</summary>
    public string Id { get; }

    /// <summary>What it is, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is read, as a person would.</summary>
    public required string Read { get; init; }

    /// <summary>The machines that it exists on.</summary>
    public HostKinds Kinds { get; init; } = HostKinds.All;

    /// <summary>When a change counts.</summary>
    public required TakesEffect TakesEffect { get; init; }

    /// <summary>What a wrong change may cost.</summary>
    public required Risk Risk { get; init; }

    /// <summary>Whether a driver may take the link of its interface down for a moment, or the interface away, to make the
    /// change: which do, differs by driver.</summary>
    public bool MayDropLink { get; init; }

    /// <summary>When it is written among others.</summary>
    public WriteOrder Order { get; init; } = WriteOrder.Usual;

    /// <summary>What the target rests on.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>What it is good for; with the trap, where there is one.</summary>
    public required string Effect { get; init; }

    /// <summary>What is given up for it; empty where nothing is.</summary>
    public string TradeOff { get; init; } = "";

    /// <summary>How it is set.</summary>
    public required string Apply { get; init; }

    /// <summary>How it is put back.</summary>
    public string Undo { get; init; } = "The old value is written back.";

    /// <summary>Who says something else, and why we choose as we do; empty where the references agree.</summary>
    public string Disagreement { get; init; } = "";

    /// <summary>Where the target comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>The part of the name before the dot.</summary>
    public string Category => Id[..Id.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Looks how it stands. Reads only.</summary>
    /// <param name="facts">The machine.</param>
    public Finding Check(HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return (Kinds & facts.Kind) == 0
            ? Finding.NotApplicable($"This is {facts.KindName}.")
            : _check(facts, Id);
    }
}
