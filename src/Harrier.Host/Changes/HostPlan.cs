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
    private HostPlan(HostFacts facts, IReadOnlyList<SettingWrite> writes, IReadOnlyList<LeftSetting> left)
    {
        Facts = facts;
        Writes = writes;
        Left = left;
    }

    /// <summary>The machine.</summary>
    public HostFacts Facts { get; }

    /// <summary>The writes, in the order in which they are made.</summary>
    public IReadOnlyList<SettingWrite> Writes { get; }

    /// <summary>The settings that differ from their targets and are not written.</summary>
    public IReadOnlyList<LeftSetting> Left { get; }

    /// <summary>Plans what a check found. A setting of high risk, or one that references disagree on, is written only
    /// where it is named itself.</summary>
    /// <param name="check">The machine as it was found.</param>
    /// <param name="names">Settings and categories to look at; all where there is none.</param>
    public static HostPlan Make(HostCheck check, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(names);
        var wanted = new HashSet<string>(names, StringComparer.Ordinal);
        var writes = new List<SettingWrite>();
        var left = new List<LeftSetting>();
        foreach (CheckedSetting one in check.Settings)
        {
            bool isNamed = wanted.Contains(one.Setting.Id);
            bool isAsked = wanted.Count == 0 || isNamed || wanted.Contains(one.Setting.Category);
            if (!isAsked || one.Finding.Status is not (SettingStatus.Fail or SettingStatus.Conflict or SettingStatus.RebootPending))
            {
                continue;
            }

            string why = WhyLeft(one, isNamed);
            if (why.Length > 0)
            {
                left.Add(new LeftSetting(one, why));
            }
            else
            {
                writes.AddRange(one.Finding.Writes);
            }
        }

        return new HostPlan(check.Facts, writes, left);
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

    private static string WhyLeft(CheckedSetting one, bool isNamed) => one.Setting.TakesEffect switch
    {
        TakesEffect.AtReboot => $"It counts from the next boot on: {one.Setting.Apply}",
        TakesEffect.InFirmware => $"It is the firmware's: {one.Setting.Apply}",
        TakesEffect.AtRestart => $"It belongs to a process: {one.Setting.Apply}",
        TakesEffect.Never => "It is no setting.",
        _ when one.Finding.Writes.Count == 0 => $"No file sets it: {one.Setting.Apply}",
        _ when one.Setting.Risk == Risk.High && !isNamed => "Its risk is high: name it to have it written.",
        _ when one.Finding.Status == SettingStatus.Conflict && !isNamed => "The references disagree: name it to have it written.",
        _ => "",
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
