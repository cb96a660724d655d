namespace Harrier.Host.Topology;

/// <summary>Which processor it is, by CPUID. What could not be read is null.</summary>
/// <param name="Vendor">CPUID's vendor: "GenuineIntel", "AuthenticAMD".</param>
/// <param name="Family">The family with the extended family added, as the kernel has it.</param>
/// <param name="Model">The model with the extended model before it, as the kernel has it.</param>
/// <param name="Stepping">The stepping.</param>
/// <param name="ModelName">The name that it is sold under.</param>
public sealed record ProcessorIdentity(string? Vendor, int? Family, int? Model, int? Stepping, string? ModelName);
