namespace Harrier.Host.Topology;

/// <summary>What the instruction CPUID left in the registers.</summary>
/// <param name="Eax">EAX.</param>
/// <param name="Ebx">EBX.</param>
/// <param name="Ecx">ECX.</param>
/// <param name="Edx">EDX.</param>
public readonly record struct CpuidRegisters(uint Eax, uint Ebx, uint Ecx, uint Edx);
