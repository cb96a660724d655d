using System;

namespace Harrier.Host.Settings;

/// <summary>The kinds of machines that targets differ by.</summary>
[Flags]
public enum HostKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A server with Intel processors, without a hypervisor below.</summary>
    Intel = 1,

    /// <summary>A server with AMD processors, without a hypervisor below.</summary>
    Amd = 2,

    /// <summary>A guest of a hypervisor.</summary>
    VirtualMachine = 4,

    /// <summary>A machine with processors of another vendor: what depends on the vendor is left out.</summary>
    Other = 8,

    /// <summary>Any machine without a hypervisor.</summary>
    Metal = Intel | Amd | Other,

    /// <summary>Every machine.</summary>
    All = Metal | VirtualMachine,
}
