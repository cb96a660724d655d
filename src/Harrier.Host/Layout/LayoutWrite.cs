namespace Harrier.Host.Layout;

/// <summary>A file that the layout implies, written while the machine runs.</summary>
/// <param name="Path">The machine's path.</param>
/// <param name="Value">What it is to hold.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record LayoutWrite(string Path, string Value, string Reason);
