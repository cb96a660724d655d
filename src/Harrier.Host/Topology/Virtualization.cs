namespace Harrier.Host.Topology;

/// <summary>Whether this is a virtual machine, and who made it.</summary>
/// <param name="IsVirtual">Whether the processor says that a hypervisor is below (CPUID.1:ECX[31]); null where it could not be read.</param>
/// <param name="HypervisorType">What /sys/hypervisor says ("xen"); null where there is none.</param>
/// <param name="SystemVendor">Maker by the firmware ("QEMU", "Dell Inc."); null where it could not be read.</param>
/// <param name="ProductName">Product by the firmware; null where it could not be read.</param>
public sealed record Virtualization(bool? IsVirtual, string? HypervisorType, string? SystemVendor, string? ProductName);
