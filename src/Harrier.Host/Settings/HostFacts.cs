using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using Harrier.Host.Deployment;
using Harrier.Host.Layout;
using Harrier.Host.Topology;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Settings;

/// <summary>What the checks need to know of a machine before they look at a setting: its kind, its CPUs, which of them
/// are hot, its kernel. Read once; nothing is changed.</summary>
public sealed partial class HostFacts
{
    private readonly Dictionary<int, CpuSet> _siblings = [];

    /// <summary>Reads the machine.</summary>
    /// <param name="root">Its files.</param>
    /// <param name="hot">The CPUs of the trading threads; null for those that the boot set apart, and where it set apart
    /// none, for a proposal.</param>
    /// <param name="feed">Where the market data come in; null where that is not known.</param>
    /// <exception cref="DirectoryNotFoundException">Below the root are no CPUs: it is no machine and no dump of one.</exception>
    /// <exception cref="ArgumentException">A hot CPU is not online.</exception>
    public HostFacts(HostRoot root, CpuSet? hot = null, NetworkFeed? feed = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        Root = root;
        Feed = feed;
        Online = ReadOnline();
        foreach (int cpu in Online)
        {
            string directory = string.Create(CultureInfo.InvariantCulture, $"/sys/devices/system/cpu/cpu{cpu}/topology");
            _siblings[cpu] = ReadSet($"{directory}/thread_siblings_list") is { IsEmpty: false } siblings ? siblings.Intersect(Online) : CpuSet.Of(cpu);
        }

        BootLine = new KernelCommandLine(root.Text("/proc/cmdline") ?? "");
        IsBootLineKnown = root.Read("/proc/cmdline").State == HostFileState.Read;
        ConfiguredBootLine = ReadConfiguredBootLine();
        ProcessorText = root.Text("/proc/cpuinfo") ?? "";
        KernelRelease = root.Text("/proc/sys/kernel/osrelease") ?? KernelVersion().Match(root.Text("/proc/version") ?? "").Groups["release"].Value;
        Kind = ReadKind();
        IsContainer = root.Read("/.dockerenv").State == HostFileState.Read || root.Read("/run/.containerenv").State == HostFileState.Read;
        Isolated = ReadIsolated();
        SetApart = FirstOf(Isolated, ReadSet("/sys/devices/system/cpu/nohz_full") ?? ListOf(BootLine["nohz_full"]), IsolationList().Cpus).Intersect(Online);
        List<string> interfaces = ReadInterfaces();
        Interfaces = interfaces;
        IsHotProposed = hot is null && SetApart.IsEmpty;
        if (feed is not null && !interfaces.Contains(feed.Interface))
        {
            throw new ArgumentException($"--feed {feed.Interface}: there is no such interface. {Root.Resolve("/sys/class/net")}: {string.Join(", ", Root.Names("/sys/class/net"))}.", nameof(feed));
        }

        Hot = hot ?? (SetApart.IsEmpty ? Propose() : OneACore(SetApart));
        if (!Hot.IsSubsetOf(Online))
        {
            throw new ArgumentException($"--hot {Hot}: CPU {Hot.Except(Online)} is not online. {Root.Resolve("/sys/devices/system/cpu/online")}: {Online}.", nameof(hot));
        }

        CpuSet cold = Online.Except(Hot);
        Housekeeping = FirstOf(cold.Except(IdleSiblings).Except(SetApart), cold.Except(IdleSiblings), cold);
    }

    /// <summary>The machine's files.</summary>
    public HostRoot Root { get; }

    /// <summary>What kind of machine it is.</summary>
    public HostKinds Kind { get; }

    /// <summary>The kind in words: "a virtual machine".</summary>
    public string KindName => Kind switch
    {
        HostKinds.Intel => "a server with Intel processors",
        HostKinds.Amd => "a server with AMD processors",
        HostKinds.VirtualMachine => "a virtual machine",
        _ => "a machine with processors of neither Intel nor AMD",
    };

    /// <summary>The CPUs that run.</summary>
    public CpuSet Online { get; }

    /// <summary>The CPUs that the boot took away from the scheduler.</summary>
    public CpuSet Isolated { get; }

    /// <summary>The CPUs that the boot set apart in any way: isolated, without a tick, or without managed interrupts.</summary>
    public CpuSet SetApart { get; }

    /// <summary>The CPUs of the trading threads.</summary>
    public CpuSet Hot { get; }

    /// <summary>Whether nobody named or set apart the hot CPUs, so that they are our proposal.</summary>
    public bool IsHotProposed { get; }

    /// <summary>The hyper-threads beside the hot CPUs that are not hot themselves.</summary>
    public CpuSet IdleSiblings
    {
        get
        {
            CpuSet siblings = CpuSet.Empty;
            foreach (int cpu in Hot)
            {
                siblings = siblings.Union(Siblings(cpu));
            }

            return siblings.Except(Hot);
        }
    }

    /// <summary>The CPUs for everything else: of whole cores that the boot did not set apart, where there are any.</summary>
    public CpuSet Housekeeping { get; }

    /// <summary>What the kernel was started with.</summary>
    public KernelCommandLine BootLine { get; }

    /// <summary>Whether that could be read.</summary>
    public bool IsBootLineKnown { get; }

    /// <summary>What the next boot starts it with; null where no boot loader's configuration was found.</summary>
    public KernelCommandLine? ConfiguredBootLine { get; }

    /// <summary>The text of /proc/cpuinfo; empty where it cannot be read.</summary>
    public string ProcessorText { get; }

    /// <summary>The kernel's release ("6.12.0"); empty where it cannot be read.</summary>
    public string KernelRelease { get; }

    /// <summary>Whether the root is that of a container.</summary>
    public bool IsContainer { get; }

    /// <summary>Where the market data come in; null where nobody said.</summary>
    public NetworkFeed? Feed { get; }

    /// <summary>The network interfaces that are devices, not software, and that of the feed.</summary>
    public IReadOnlyList<string> Interfaces { get; }

    /// <summary>The hyper-threads of the core of a CPU, itself among them.</summary>
    /// <param name="cpu">An online CPU.</param>
    public CpuSet Siblings(int cpu) => _siblings.GetValueOrDefault(cpu) ?? CpuSet.Empty;

    /// <summary>Whether the processor has a flag of /proc/cpuinfo.</summary>
    /// <param name="flag">"nonstop_tsc", say.</param>
    public bool HasProcessorFlag(string flag) => Regex.IsMatch(ProcessorText, $@"^flags\s*:.*\s{Regex.Escape(flag)}(\s|$)", RegexOptions.Multiline);

    /// <summary>Whether the kernel is of a version or newer.</summary>
    /// <param name="major">The first number.</param>
    /// <param name="minor">The second.</param>
    public bool IsKernelAtLeast(int major, int minor)
    {
        Match release = MajorAndMinor().Match(KernelRelease);
        return release.Success
            && new Version(int.Parse(release.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(release.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) >= new Version(major, minor);
    }

    /// <summary>Whether it can be seen which systemd units are in use.</summary>
    public bool AreUnitsVisible => Root.HasDirectory("/etc/systemd/system") || Root.HasDirectory("/run/systemd/units");

    /// <summary>Whether a systemd unit runs or is started at boot: what systemd itself keeps in files. False too where
    /// they cannot be seen.</summary>
    /// <param name="unit">"irqbalance.service", say.</param>
    public bool IsUnitInUse(string unit)
    {
        foreach (string name in Root.Names("/run/systemd/units", $"invocation:{unit}"))
        {
            return name.Length > 0;
        }

        foreach (string target in Root.Names("/etc/systemd/system", "*.wants"))
        {
            if (Root.Names($"/etc/systemd/system/{target}", unit).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A file that holds a list of CPUs; null where it cannot be read.</summary>
    /// <param name="path">The machine's path.</param>
    public CpuSet? ReadSet(string path) =>
        Root.Text(path) is string text && CpuSet.TryParseList(text is "(null)" or "\0" ? "" : text, out CpuSet set) ? set : null;

    /// <summary>The flags and the CPUs of isolcpus=. Without the flag "domain" the scheduler goes on to use the CPUs.</summary>
    /// <remarks>Source: kernel-parameters, isolcpus=[flag-list,]cpu-list; "domain" is meant where no flag is given.</remarks>
    internal (string Flags, CpuSet Cpus) IsolationList()
    {
        string text = BootLine["isolcpus"] ?? "";
        int digit = text.AsSpan().IndexOfAnyInRange('0', '9');
        return digit < 0 ? (text, CpuSet.Empty) : (text[..digit].TrimEnd(','), ListOf(text[digit..]));
    }

    private static CpuSet FirstOf(params ReadOnlySpan<CpuSet> sets)
    {
        foreach (CpuSet set in sets)
        {
            if (!set.IsEmpty)
            {
                return set;
            }
        }

        return CpuSet.Empty;
    }

    private static CpuSet ListOf(string? text) => CpuSet.TryParseList(text ?? "", out CpuSet set) ? set : CpuSet.Empty;

    // The kernel's answer counts; a dump may hold only what it was asked for.
    private CpuSet ReadIsolated()
    {
        (string flags, CpuSet asked) = IsolationList();
        bool isByScheduler = flags.Length == 0 || Array.IndexOf(flags.Split(','), "domain") >= 0;
        return (ReadSet("/sys/devices/system/cpu/isolated") ?? (isByScheduler ? asked : CpuSet.Empty)).Intersect(Online);
    }

    private CpuSet ReadOnline()
    {
        if (ReadSet("/sys/devices/system/cpu/online") is { IsEmpty: false } online)
        {
            return online;
        }

        var cpus = new List<int>();
        foreach (string name in Root.Names("/sys/devices/system/cpu", "cpu*"))
        {
            if (int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out int cpu) && cpu < CpuSet.NumberLimit && Root.HasDirectory($"/sys/devices/system/cpu/{name}/topology"))
            {
                cpus.Add(cpu);
            }
        }

        return cpus.Count > 0
            ? CpuSet.Of(cpus)
            : throw new DirectoryNotFoundException($"{Root.Resolve("/sys/devices/system/cpu")}: there are no CPUs. --root must name a directory with a machine's 'sys' and 'proc'.");
    }

    private HostKinds ReadKind()
    {
        string maker = Root.Text("/sys/class/dmi/id/sys_vendor") ?? "";
        bool isGuest = HasProcessorFlag("hypervisor") || maker is "QEMU" or "Amazon EC2 (virtual)" || (Root.Text("/sys/hypervisor/type") is not null);
        return isGuest ? HostKinds.VirtualMachine
            : ProcessorText.Contains("GenuineIntel", StringComparison.Ordinal) || Root.HasDirectory("/sys/devices/system/cpu/intel_pstate") ? HostKinds.Intel
            : ProcessorText.Contains("AuthenticAMD", StringComparison.Ordinal) ? HostKinds.Amd
            : HostKinds.Other;
    }

    private List<string> ReadInterfaces()
    {
        var interfaces = new List<string>();
        foreach (string name in Root.Names("/sys/class/net"))
        {
            if (Root.HasDirectory($"/sys/class/net/{name}/device") || name == Feed?.Interface)
            {
                interfaces.Add(name);
            }
        }

        return interfaces;
    }

    // The places of Debian and Ubuntu (grub), of systemd-boot and of Fedora's boot loader entries.
    private KernelCommandLine? ReadConfiguredBootLine()
    {
        Match grub = GrubLine().Match(Root.Text("/etc/default/grub") ?? "");
        if (grub.Success)
        {
            return new KernelCommandLine(grub.Groups["line"].Value);
        }

        if (Root.Text("/etc/kernel/cmdline") is string line)
        {
            return new KernelCommandLine(line);
        }

        foreach (string entry in Root.Names("/boot/loader/entries", "*.conf"))
        {
            Match options = EntryOptions().Match(Root.Text($"/boot/loader/entries/{entry}") ?? "");
            if (options.Success)
            {
                return new KernelCommandLine(options.Groups["line"].Value);
            }
        }

        return null;
    }

    /// <summary>The layout planner's choice, near the feed's network card where one is named; empty where it has none.</summary>
    /// <summary>Of CPUs that the boot set apart, one a core: its hyper-threads are set apart to be left idle. A core that was
    /// set apart by half is the system's, where there is a whole one.</summary>
    private CpuSet OneACore(CpuSet apart)
    {
        CpuSet whole = CpuSet.Empty;
        CpuSet any = CpuSet.Empty;
        foreach (int cpu in apart)
        {
            CpuSet core = Siblings(cpu);
            if (core.IsEmpty || core.Intersect(apart).First == cpu)
            {
                any = any.Union(CpuSet.Of(cpu));
                whole = core.IsSubsetOf(apart) ? whole.Union(CpuSet.Of(cpu)) : whole;
            }
        }

        return FirstOf(whole, any);
    }

    private CpuSet Propose()
    {
        var anything = new DeploymentConfiguration { Resources = new ResourceAllocation { NetworkInterface = Feed?.Interface ?? "", MemoryBytes = 0, HugePageBytes = 0 } };
        return MachineTopologyReader.TryRead(Root, out MachineTopology? topology, out _) && LayoutPlanner.TryPlan(topology, anything, out CpuLayout? layout, out _)
            ? layout.Hot
            : CpuSet.Empty;
    }

    [GeneratedRegex(@"^Linux version (?<release>\S+)")]
    private static partial Regex KernelVersion();

    [GeneratedRegex(@"^(\d+)\.(\d+)")]
    private static partial Regex MajorAndMinor();

    [GeneratedRegex(@"^\s*GRUB_CMDLINE_LINUX(_DEFAULT)?\s*=\s*""(?<line>.*)""\s*$", RegexOptions.Multiline)]
    private static partial Regex GrubLine();

    [GeneratedRegex(@"^options\s+(?<line>.*)$", RegexOptions.Multiline)]
    private static partial Regex EntryOptions();
}
