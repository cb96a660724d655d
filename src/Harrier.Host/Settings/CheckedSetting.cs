namespace Harrier.Host.Settings;

/// <summary>A setting and how it was found.</summary>
/// <param name="Setting">What it is.</param>
/// <param name="Finding">How it stands.</param>
public sealed record CheckedSetting(HostSetting Setting, Finding Finding);
