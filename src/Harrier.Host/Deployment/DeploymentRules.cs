using System;
using System.Buffers;
using System.Collections.Generic;
using Harrier.Host.Settings;

namespace Harrier.Host.Deployment;

/// <summary>What the values of a deployment may be. Texts are held to the few characters that mean the same in a unit
/// file, a shell, a Containerfile and YAML, so that none of them can say more than its value.</summary>
public static class DeploymentRules
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string PathAllowed = "be an absolute path of a file: 2 to 200 of a-z, A-Z, 0-9 and '._/-', with no empty, '.' or '..' part";
    private const long Mebibyte = 1L << 20;
    private const long HugePage = 2 * Mebibyte;

    /// <summary>What the runtime, the code and the stacks take, which lie on plain pages; bytes.</summary>
    private const long LeastPlainBytes = 256 * Mebibyte;

    private const int NodeLimit = 1_024; // MAX_NUMNODES of a kernel built with the most of them
    private const int QueueLimit = 4_096;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(Letters + Digits + "-");
    private static readonly SearchValues<char> ImageCharacters = SearchValues.Create(Letters + Digits + "._/:@-");
    private static readonly SearchValues<char> PathCharacters =
        SearchValues.Create(Letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits + "._/-");

    private static readonly SearchValues<char> InterfaceCharacters =
        SearchValues.Create(Letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits + "._-");

    /// <summary>Everything that is wrong with a deployment, together. What is left to the planner is right.</summary>
    /// <param name="deployment">The deployment.</param>
    public static IReadOnlyList<DeploymentFault> Check(DeploymentConfiguration deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var faults = new List<DeploymentFault>();
        CheckTexts(deployment, faults);
        CheckPlaces(deployment, faults);
        CheckAmounts(deployment, faults);
        return faults;
    }

    /// <summary>The same, and what files cannot be made without: a file is made for no machine in particular, so that
    /// there is nothing to choose CPUs from.</summary>
    /// <param name="deployment">The deployment.</param>
    public static IReadOnlyList<DeploymentFault> CheckForFiles(DeploymentConfiguration deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        var faults = new List<DeploymentFault>(Check(deployment));
        Require(faults, nameof(ResourceAllocation.Cpus), !deployment.Resources.Cpus.IsEmpty,
            "name the CPUs of the trading threads: 'harrier host topology' shows those of a machine");
        Require(faults, nameof(ResourceAllocation.HousekeepingCpus), !deployment.Resources.HousekeepingCpus.IsEmpty,
            "name a CPU for the threads of the runtime, which must not share one with a trading thread");
        return faults;
    }

    /// <summary>Throws where files cannot be made.</summary>
    internal static void ThrowUnlessRenderable(DeploymentConfiguration deployment)
    {
        foreach (DeploymentFault fault in CheckForFiles(deployment))
        {
            throw new ArgumentException($"{fault.Member} must {fault.Allowed}.", nameof(deployment));
        }
    }

    private static void CheckTexts(DeploymentConfiguration deployment, List<DeploymentFault> faults)
    {
        // The shortest of: a user name (31), a label of the domain name system (63), a unit name (255).
        Require(faults, nameof(deployment.Name),
            IsMadeOf(deployment.Name, 31, NameCharacters) && char.IsAsciiLetterLower(deployment.Name[0]) && deployment.Name[^1] != '-',
            "be 1 to 31 of a-z, 0-9 and '-', beginning with a letter and not ending with '-'");
        Require(faults, nameof(deployment.Image),
            IsMadeOf(deployment.Image, 200, ImageCharacters) && char.IsAsciiLetterOrDigit(deployment.Image[0]),
            "be 1 to 200 of a-z, 0-9 and '._/:@-', beginning with a letter or digit");
        Require(faults, nameof(deployment.ProgramPath), IsFilePath(deployment.ProgramPath), PathAllowed);
        Require(faults, nameof(deployment.ConfigurationPath), IsFilePath(deployment.ConfigurationPath), PathAllowed);
        string link = deployment.Resources.NetworkInterface;
        Require(faults, nameof(ResourceAllocation.NetworkInterface),
            link.Length == 0 || (IsMadeOf(link, 15, InterfaceCharacters) && link is not ("." or "..")),
            "be empty or the name of an interface: 1 to 15 of a-z, A-Z, 0-9 and '._-'");
        foreach (string setting in deployment.HostSettings)
        {
            Require(faults, nameof(deployment.HostSettings), SettingCatalogue.IsKnown(setting),
                "be settings and categories that 'harrier host check --all' names, such as mem,irq,sch.numa_balancing");
        }
    }

    private static void CheckPlaces(DeploymentConfiguration deployment, List<DeploymentFault> faults)
    {
        ResourceAllocation resources = deployment.Resources;
        Require(faults, nameof(resources.Cpus), !resources.Cpus.Contains(0),
            "leave out CPU 0: the kernel's own work and interrupts that cannot be moved are there");
        Require(faults, nameof(resources.HousekeepingCpus), !resources.HousekeepingCpus.Overlaps(resources.Cpus),
            "have no CPU of a trading thread");
        Require(faults, nameof(resources.MemoryNodes), AreBelow(NodeLimit, resources.MemoryNodes), "be nodes from 0 to 1023, each once");
        Require(faults, nameof(resources.NetworkQueues), AreBelow(QueueLimit, resources.NetworkQueues), "be queues from 0 to 4095, each once");
        Require(faults, nameof(resources.NetworkQueues), resources.NetworkQueues.Count == 0 || resources.NetworkInterface.Length > 0,
            "be empty without NetworkInterface");
        Require(faults, nameof(deployment.IsPacketRing), !deployment.IsPacketRing || resources.NetworkInterface.Length > 0,
            "be false without NetworkInterface: a packet ring is that of an interface");
    }

    private static void CheckAmounts(DeploymentConfiguration deployment, List<DeploymentFault> faults)
    {
        long memory = deployment.Resources.MemoryBytes;
        long huge = deployment.Resources.HugePageBytes;
        Require(faults, nameof(ResourceAllocation.MemoryBytes), memory is >= 512 * Mebibyte and <= 64L << 40 && memory % HugePage == 0,
            "be a multiple of 2 MiB from 512 MiB to 64 TiB");
        Require(faults, nameof(ResourceAllocation.HugePageBytes), huge is >= 0 and <= 64L << 40 && huge % HugePage == 0,
            "be a multiple of 2 MiB, or 0");
        Require(faults, nameof(ResourceAllocation.HugePageBytes), huge <= memory - LeastPlainBytes,
            "be at most the memory of the process less 256 MiB: the runtime, code and stacks lie on plain pages");
        Require(faults, nameof(deployment.Gen0Bytes), deployment.Gen0Bytes is >= Mebibyte and <= 128 * Mebibyte && deployment.Gen0Bytes % Mebibyte == 0,
            "be a multiple of 1 MiB from 1 MiB to 128 MiB");
        Require(faults, nameof(deployment.RealTimePriority), deployment.RealTimePriority is >= 1 and <= 98, "be from 1 to 98");
        Require(faults, nameof(deployment.StopSeconds), deployment.StopSeconds is >= 1 and <= 3_600, "be from 1 to 3600");
    }

    private static bool IsFilePath(string path) =>
        IsMadeOf(path, 200, PathCharacters)
        && path[0] == '/'
        && Array.TrueForAll(path[1..].Split('/'), part => part is not ("" or "." or ".."));

    private static bool IsMadeOf(string text, int most, SearchValues<char> characters) =>
        text.Length >= 1 && text.Length <= most && !text.AsSpan().ContainsAnyExcept(characters);

    private static bool AreBelow(int limit, IReadOnlyList<int> numbers)
    {
        var seen = new HashSet<int>();
        foreach (int number in numbers)
        {
            if (number < 0 || number >= limit || !seen.Add(number))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(List<DeploymentFault> faults, string member, bool isMet, string allowed)
    {
        if (!isMet)
        {
            faults.Add(new DeploymentFault(member, allowed));
        }
    }
}
