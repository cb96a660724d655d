namespace Harrier.Monitoring.Reports;

/// <summary>The machine and the runtime that a session ran on.</summary>
/// <param name="Processor">The processor's name.</param>
/// <param name="Processors">The number of processors that the process may use.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">The .NET runtime, with "NativeAOT" where it was compiled ahead of time.</param>
/// <param name="Clock">What the stage times were measured with, and its own cost, in words.</param>
public sealed record HostFacts(
    string Processor, int Processors, string OperatingSystem, string Runtime, string Clock);
