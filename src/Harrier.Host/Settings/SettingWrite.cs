namespace Harrier.Host.Settings;

/// <summary>One write that would bring a setting to its target.</summary>
/// <param name="SettingId">The setting.</param>
/// <param name="Path">The machine's path.</param>
/// <param name="Found">What the file holds now, as it stands.</param>
/// <param name="Value">What is to be written.</param>
public sealed record SettingWrite(string SettingId, string Path, string Found, string Value);
