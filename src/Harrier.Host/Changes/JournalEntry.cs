using Harrier.Host.Settings;

namespace Harrier.Host.Changes;

/// <summary>One write as the journal knows it.</summary>
/// <param name="Write">What was to be written, and what the file held before.</param>
/// <param name="ReadBack">What the file held after the write; null where the write was begun and never confirmed: the
/// process was killed, or the system refused.</param>
public sealed record JournalEntry(SettingWrite Write, string? ReadBack);
