namespace Harrier.Host.Topology;

/// <summary>The interrupt of one receive queue of a network interface.</summary>
/// <param name="Queue">The queue's number.</param>
/// <param name="Interrupt">The interrupt's number: its affinity is /proc/irq/N/smp_affinity_list.</param>
public readonly record struct QueueInterrupt(int Queue, int Interrupt);
