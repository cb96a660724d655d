using Harrier.Runtime.Threads;

namespace Harrier.Host.Layout;

/// <summary>Some CPUs and their owner.</summary>
/// <param name="Owner">Who they belong to.</param>
/// <param name="Cpus">The CPUs; a trading thread has one.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record CpuAssignment(CpuOwner Owner, CpuSet Cpus, string Reason);
