using System;
using Harrier.Host.Settings;

namespace Harrier.Host.Changes;

/// <summary>What became of one write.</summary>
/// <param name="Write">The write.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Now">What the file holds now; empty where it cannot be read.</param>
/// <param name="Cause">Why it was not done, as a sentence; empty where it was.</param>
public sealed record WriteReport(SettingWrite Write, WriteOutcome Outcome, string Now, string Cause)
{
    /// <summary>Whether the file holds what it should.</summary>
    public bool IsRight => Outcome is WriteOutcome.Done or WriteOutcome.NothingToDo;

    /// <summary>Whether no other write may follow. An interrupt that the kernel places itself refuses to move: the one
    /// refusal that is expected.</summary>
    public bool EndsTheWriting => !IsRight && !(Outcome == WriteOutcome.Refused && Write.Path.StartsWith("/proc/irq/", StringComparison.Ordinal));
}
