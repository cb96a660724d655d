namespace Harrier.Host.Layout;

/// <summary>Why there is no such layout.</summary>
/// <param name="IsOfMachine">Whether the machine does not allow it; else what was asked for contradicts itself.</param>
/// <param name="Sentence">What was read, where, what is allowed and what to do.</param>
public readonly record struct LayoutFault(bool IsOfMachine, string Sentence);
