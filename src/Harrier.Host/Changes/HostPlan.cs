using System;
using System.Collections.Generic;
using System.Text;
using Harrier.Host.Devices;
using Harrier.Host.Settings;

namespace Harrier.Host.Changes;

/// <summary>The writes that would bring a machine's settings to their targets, in order, and what is left and why.
/// Making a plan changes nothing.</summary>
public sealed class HostPlan
{
    private readonly HashSet<string> _names;

    private HostPlan(HostFacts facts, HashSet<string> names)
    {
        Facts = facts;
        _names = names;
    }

    /// <summary>The machine.</summary>
    public HostFacts Facts { get; }

    /// <summary>The writes, in the order in which they are made.</summary>
    public required IReadOnlyList<SettingWrite> Writes { get; init; }

    /// <summary>The settings that differ from their targets and are not written.</summary>
    public required IReadOnlyList<LeftSetting> Left { get; init; }

    /// <summary>The writes that may cut off the network that this machine is reached by, as sentences.</summary>
    public required IReadOnlyList<string> NetworkLosses { get; init; }

    /// <summary>The settings that were asked for by name and count only after a boot, as sentences.</summary>
    public IReadOnlyList<string> NeedReboot
    {
        get
        {
            var sentences = new List<string>();
            foreach (LeftSetting left in Left)
            {
                if (_names.Contains(left.Setting.Setting.Id) && (left.Setting.Setting.TakesEffect == TakesEffect.AtReboot || left.Setting.Finding.Status == SettingStatus.RebootPending))
                {
                    sentences.Add($"{left.Setting.Setting.Id} needs a reboot. {left.Reason}");
                }
            }

            return sentences;
        }
    }

    /// <summary>What to add to the kernel's boot line for the settings that count only after a boot; empty where nothing.</summary>
    public string BootLine
    {
        get
        {
            var parameters = new List<string>();
            foreach (LeftSetting left in Left)
            {
                if (left.Setting.Finding is { Status: SettingStatus.Fail, BootLine.Length: > 0 } finding)
                {
                    parameters.Add(finding.BootLine);
                }
            }

            return string.Join(' ', parameters);
        }
    }

    /// <summary>Plans what a check found. A setting of high risk, one that references disagree on, or one that may cut off
    /// the network in use, is written only where it is named itself.</summary>
    /// <param name="check">The machine as it was found.</param>
    /// <param name="names">Settings and categories to look at; all where there is none.</param>
    /// <param name="exceptions">Settings and categories to leave as they are, whatever the names say.</param>
    public static HostPlan Make(HostCheck check, IReadOnlyCollection<string> names, params IReadOnlyCollection<string> exceptions)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(exceptions);
        var wanted = new HashSet<string>(names, StringComparer.Ordinal);
        var unwanted = new HashSet<string>(exceptions, StringComparer.Ordinal);
        Dictionary<string, string> inUse = NetworkInUse.Find(check.Facts.Root);
        var writes = new List<(WriteOrder Order, SettingWrite Write)>();
        var left = new List<LeftSetting>();
        var losses = new List<string>();
        foreach (CheckedSetting one in check.Settings)
        {
            bool isNamed = wanted.Contains(one.Setting.Id);
            bool isAsked = wanted.Count == 0 || isNamed || wanted.Contains(one.Setting.Category);
            bool isLeftOut = unwanted.Contains(one.Setting.Id) || unwanted.Contains(one.Setting.Category);
            if (!isAsked || isLeftOut || one.Finding.Status is not (SettingStatus.Fail or SettingStatus.Conflict or SettingStatus.RebootPending))
            {
                continue;
            }

            string loss = NetworkLoss(one, inUse);
            string why = WhyLeft(one, isNamed, loss);
            if (why.Length > 0)
            {
                left.Add(new LeftSetting(one, why));
                continue;
            }

            foreach (SettingWrite write in one.Finding.Writes)
            {
                writes.Add((one.Setting.Order, write));
            }

            if (loss.Length > 0)
            {
                losses.Add(loss);
            }
        }

        return new HostPlan(check.Facts, wanted) { Writes = CpusOffline.LeaveOut(check.Facts.Root, InOrder(writes)), Left = left, NetworkLosses = losses };
    }

    /// <summary>The writes as lines of a diff: the file, what it holds, what it would hold.</summary>
    public string ToDiff()
    {
        var text = new StringBuilder();
        foreach (SettingWrite write in Writes)
        {
            _ = text.Append("--- ").Append(write.Path).Append("  (").Append(write.SettingId).Append(")\n-").Append(write.Found.TrimEnd('\n')).Append("\n+").Append(write.Value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same writes as a shell script, for who would rather read it and run it himself.</summary>
    public string ToScript()
    {
        var text = new StringBuilder("#!/bin/sh\n# Made by 'harrier host plan'. Old values stand beside each write; 'harrier host apply' keeps them in a journal.\nset -eu\n");
        foreach (SettingWrite write in Writes)
        {
            _ = text.Append("# ").Append(write.SettingId).Append(": was ").Append(HostPaths.Chosen(write.Found).Replace('\n', ' '))
                .Append('\n').Append(HostTrees.Has(write.Path) ? HostTrees.Of(write.Path).ToShell(write.Path, write.Value) : $"printf '%s\\n' {Quoted(write.Value)} > {Quoted(write.Path)}").Append('\n');
        }

        return text.ToString();
    }

    private static string WhyLeft(CheckedSetting one, bool isNamed, string loss) => one.Setting.TakesEffect switch
    {
        _ when one.Finding.Status == SettingStatus.RebootPending => $"It waits for the next boot. {one.Finding.Reason}",
        TakesEffect.AtReboot when one.Finding.BootLine.Length > 0 => $"Add {one.Finding.BootLine} to the kernel parameters of the boot loader, and boot anew.",
        TakesEffect.AtReboot => one.Setting.Apply,
        TakesEffect.InFirmware => $"In the firmware: {one.Setting.Apply}",
        TakesEffect.AtRestart => $"Where the process is started: {one.Setting.Apply}",
        TakesEffect.Never => "Not to be set.",
        _ when one.Finding.Writes.Count == 0 => $"By hand: {one.Setting.Apply}",
        _ when one.Setting.Risk == Risk.High && !isNamed => "High risk: name it to have it written.",
        _ when one.Finding.Status == SettingStatus.Conflict && !isNamed => "The references disagree: name it to have it written.",
        _ when loss.Length > 0 && !isNamed => $"{loss} Name it to have it written.",
        _ => "",
    };

    private static string NetworkLoss(CheckedSetting one, Dictionary<string, string> inUse)
    {
        foreach (SettingWrite write in one.Finding.Writes)
        {
            if (one.Setting.MayDropLink && NetworkInUse.InterfaceOf(write.Path) is string name && inUse.TryGetValue(name, out string? why))
            {
                return $"{one.Setting.Id} may take down the link of {name} for a moment: {why}.";
            }
        }

        return "";
    }

    // List.Sort would not keep the order of equals.
    private static List<SettingWrite> InOrder(List<(WriteOrder Order, SettingWrite Write)> writes)
    {
        var ordered = new List<SettingWrite>(writes.Count);
        foreach (WriteOrder order in (ReadOnlySpan<WriteOrder>)[WriteOrder.First, WriteOrder.Usual, WriteOrder.Last])
        {
            foreach ((WriteOrder own, SettingWrite write) in writes)
            {
                if (own == order)
                {
                    ordered.Add(write);
                }
            }
        }

        return ordered;
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
