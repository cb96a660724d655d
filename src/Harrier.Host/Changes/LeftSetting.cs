using Harrier.Host.Settings;

namespace Harrier.Host.Changes;

/// <summary>A setting that differs from its target and is not written.</summary>
/// <param name="Setting">How it was found.</param>
/// <param name="Reason">Why it is left, and what would set it.</param>
public sealed record LeftSetting(CheckedSetting Setting, string Reason);
