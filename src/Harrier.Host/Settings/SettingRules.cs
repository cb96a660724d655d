using System;
using System.Collections.Generic;
using System.Globalization;
using Harrier.Host.Devices;

namespace Harrier.Host.Settings;

/// <summary>The ways in which a setting is checked; each makes the function that a setting is made with.</summary>
internal static class SettingRules
{
    private const int NamedDeviations = 3;
    private const string Fixed = " fixed"; // behind what a driver does not let change

    /// <summary>Every file of a pattern holds what it should.</summary>
    /// <param name="pattern">The machine's path; '*' stands for any name, "{hot}" for each hot CPU, "{cpu}" for each that runs, "{core}" for the first of each core, "{nic}" for each network card, "{feed}" for that of the feed.</param>
    /// <param name="expectation">What each should hold.</param>
    public static Func<HostFacts, string, Finding> File(string pattern, Expectation expectation) => File(pattern, _ => expectation);

    /// <summary>Every file of a pattern holds what it should on the machine.</summary>
    /// <param name="pattern">The machine's path; '*' stands for any name, "{hot}" for each hot CPU, "{cpu}" for each that runs, "{core}" for the first of each core, "{nic}" for each network card, "{feed}" for that of the feed.</param>
    /// <param name="expectation">What each should hold.</param>
    public static Func<HostFacts, string, Finding> File(string pattern, Func<HostFacts, Expectation> expectation) =>
        (facts, id) => CheckFiles(facts, id, HostPaths.Expand(facts, pattern), pattern, expectation(facts));

    /// <summary>Several files, each with its own target, are one setting.</summary>
    public static Func<HostFacts, string, Finding> Files(params (string Pattern, Expectation Expectation)[] files) => (facts, id) =>
    {
        var findings = new List<Finding>();
        foreach ((string pattern, Expectation expectation) in files)
        {
            findings.Add(CheckFiles(facts, id, HostPaths.Expand(facts, pattern), pattern, expectation));
        }

        return Worst(findings);
    };

    /// <summary>A sysctl, by its name with dots.</summary>
    public static Func<HostFacts, string, Finding> Sysctl(string name, Expectation expectation) => File(SysctlPath(name), expectation);

    /// <summary>A file per name, with dots as slashes.</summary>
    public static string SysctlPath(string name) => "/proc/sys/" + name.Replace('.', '/');

    /// <summary>A parameter of the kernel's command line.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="expectation">What its value should be; a parameter without a value has the empty one.</param>
    /// <param name="isAbsentRight">Whether it should rather not be given.</param>
    public static Func<HostFacts, string, Finding> BootParameter(string name, Func<HostFacts, Expectation> expectation, bool isAbsentRight = false) => (facts, _) =>
    {
        if (!facts.IsBootLineKnown)
        {
            return Finding.Unreadable(facts.Root.Read("/proc/cmdline").Cause);
        }

        Expectation wanted = expectation(facts);
        string target = wanted.Value is { Length: > 0 } value ? $"{name}={value}" : wanted.Value is not null ? name : isAbsentRight ? $"{name}: {wanted.Text}" : $"{name}={wanted.Text}";
        string bootLine = wanted.Value is null ? "" : target;
        string? running = facts.BootLine[name];
        string found = running is null ? $"{name} is not given" : running.Length == 0 ? name : $"{name}={running}";
        if (running is null ? isAbsentRight : wanted.IsMet(running))
        {
            return Finding.Of(SettingStatus.Pass, found, target);
        }

        if (running is not null && wanted.IsOthers(running))
        {
            return Finding.Of(SettingStatus.Conflict, found, target) with { BootLine = bootLine };
        }

        return facts.ConfiguredBootLine?[name] is string configured && wanted.IsMet(configured)
            ? Finding.Of(SettingStatus.RebootPending, found, target, "It is in the boot loader's configuration, and the machine was not started with it yet.")
            : Finding.Of(SettingStatus.Fail, found, target) with { BootLine = bootLine };
    };

    /// <summary>Something that no file tells.</summary>
    public static Func<HostFacts, string, Finding> NotVisible(string reason) => (_, _) => Finding.Unreadable(reason);

    /// <summary>Something that is measured while it runs.</summary>
    public static Func<HostFacts, string, Finding> IsMeasured(string reason) => (_, _) => Finding.NotApplicable("It is measured, not read: " + reason);

    /// <summary>A counter since the start of the machine that should not have moved.</summary>
    public static Func<HostFacts, string, Finding> Counter(string pattern) => (facts, _) =>
    {
        IReadOnlyList<string> paths = HostPaths.Expand(facts, pattern);
        decimal sum = 0;
        bool isRead = false;
        foreach (string path in paths)
        {
            if (decimal.TryParse(facts.Root.Text(path), NumberStyles.None, CultureInfo.InvariantCulture, out decimal count))
            {
                sum += count;
                isRead = true;
            }
        }

        return isRead
            ? Finding.PassIf(sum == 0, sum.ToString("N0", CultureInfo.InvariantCulture), "0", "Counted since the machine started; what counts is that it does not grow in a session.")
            : Absent(facts, pattern, "0");
    };

    /// <summary>Any other check.</summary>
    public static Func<HostFacts, string, Finding> By(Func<HostFacts, Finding> check) => (facts, _) => check(facts);

    /// <summary>A file that is not there: the machine has no such thing, or the dump does not hold that part of it.</summary>
    public static Finding Absent(HostFacts facts, string pattern, string wanted = "")
    {
        if (HostTrees.Has(pattern))
        {
            string cards = string.Join(", ", facts.Interfaces);
            return !facts.Root.IsThisMachine ? Finding.Unreadable("A dump holds files alone, and this is asked of the kernel.", wanted)
                : cards.Length == 0 ? Finding.NotApplicable("The machine shows no network card.")
                : Finding.NotApplicable($"{pattern[(pattern.IndexOf('}', StringComparison.Ordinal) + 1)..].TrimStart('/')}: the driver of {cards} has no such setting.");
        }

        string known = pattern.Replace("{hot}", facts.Hot.IsEmpty ? "0" : facts.Hot.First.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        int variable = known.AsSpan().IndexOfAny('*', '{');
        string directory = known[..known.LastIndexOf('/', variable < 0 ? known.Length - 1 : variable)];
        return facts.Root.IsThisMachine || facts.Root.HasDirectory(directory)
            ? Finding.NotApplicable($"{pattern}: this machine has no such file.")
            : Finding.Unreadable($"{pattern}: the dump does not hold {directory}.", wanted);
    }

    /// <summary>A check of systemd's units, where they can be seen.</summary>
    public static Func<HostFacts, string, Finding> ByUnits(Func<HostFacts, Finding> check) => (facts, _) =>
        facts.AreUnitsVisible ? check(facts) : Finding.Unreadable("/etc/systemd/system and /run/systemd/units: there are no such directories, so that the services in use are not known.");

    /// <summary>The worst of several findings about one setting, with the writes of all.</summary>
    public static Finding Worst(IReadOnlyList<Finding> findings)
    {
        var writes = new List<SettingWrite>();
        Finding? worst = null;
        foreach (Finding finding in findings)
        {
            writes.AddRange(finding.Writes);
            worst = worst is null || Weight(finding.Status) > Weight(worst.Status) || (finding.Status == worst.Status && worst.Writes.Count == 0 && finding.Writes.Count > 0) ? finding : worst;
        }

        return worst! with { Writes = writes };
    }

    private static Finding CheckFiles(HostFacts facts, string id, IReadOnlyList<string> paths, string pattern, Expectation wanted)
    {
        var writes = new List<SettingWrite>();
        var deviations = new List<string>();
        string firstFound = "";
        string refused = "";
        int read = 0;
        int others = 0;
        int met = 0;
        foreach (string path in paths)
        {
            HostFile file = facts.Root.Read(path);
            if (file.State != HostFileState.Read)
            {
                refused = file.State == HostFileState.Refused ? file.Cause : refused;
                continue;
            }

            read++;
            string found = HostPaths.Chosen(file.Text);
            bool isFixed = found.EndsWith(Fixed, StringComparison.Ordinal);
            if (wanted.IsMet(isFixed ? found[..^Fixed.Length] : found))
            {
                met++;
                firstFound = deviations.Count == 0 ? found : firstFound;
                continue;
            }

            firstFound = deviations.Count == 0 ? found : firstFound;
            others += wanted.IsOthers(found) ? 1 : 0;
            deviations.Add(path);
            if (wanted.Value is not null && !isFixed)
            {
                writes.Add(new SettingWrite(id, path, file.Text, wanted.ValueBy?.Invoke(found) ?? wanted.Value));
            }
        }

        if (read == 0)
        {
            return refused.Length > 0 ? Finding.Unreadable(refused, wanted.Text) : Absent(facts, pattern, wanted.Text);
        }

        if (deviations.Count == 0)
        {
            return Finding.Of(SettingStatus.Pass, Shown(firstFound), wanted.Text, refused);
        }

        SettingStatus status = others == deviations.Count ? SettingStatus.Conflict : SettingStatus.Fail;
        string named = string.Join(", ", deviations.GetRange(0, Math.Min(NamedDeviations, deviations.Count)));
        string reason = paths.Count == 1 ? named : string.Create(CultureInfo.InvariantCulture, $"{deviations.Count} of {read}: {named}{(deviations.Count > NamedDeviations ? " ..." : "")}");
        return new Finding(status, Shown(firstFound), wanted.Text, reason, writes);
    }

    private static string Shown(string found) => found.Length == 0 ? "an empty file" : found;

    private static int Weight(SettingStatus status) => status switch
    {
        SettingStatus.Fail => 5,
        SettingStatus.Conflict => 4,
        SettingStatus.RebootPending => 3,
        SettingStatus.Unreadable => 2,
        SettingStatus.Pass => 1,
        _ => 0,
    };
}
