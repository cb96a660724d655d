using Harrier.Host.Settings;

namespace Harrier.Host.Hardware;

/// <summary>One figure of a profile in words.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Value">The figure.</param>
/// <param name="Evidence">How well it is known.</param>
/// <param name="Source">Who says so.</param>
public sealed record HardwareFigure(string Name, string Value, Evidence Evidence, string Source);
