using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary>A checked machine for people and for programs.</summary>
internal static class HostCheckReport
{
    private static readonly SettingStatus[] Statuses =
        [SettingStatus.Fail, SettingStatus.Conflict, SettingStatus.RebootPending, SettingStatus.Unreadable, SettingStatus.Pass, SettingStatus.NotApplicable];

    private static readonly TakesEffect[] Effects =
        [TakesEffect.AtOnce, TakesEffect.AtRestart, TakesEffect.AtReboot, TakesEffect.InFirmware, TakesEffect.Never];

    internal static string Unknown(string name) =>
        $"{name}: there is no such setting and no such category. Categories: {Categories()}. 'harrier host check --all' names every setting.";

    private static string Categories()
    {
        var categories = new List<string>();
        foreach (HostSetting setting in SettingCatalogue.All)
        {
            if (!categories.Contains(setting.Category))
            {
                categories.Add(setting.Category);
            }
        }

        return string.Join(", ", categories);
    }

    /// <summary>Writes what was found: a line a setting, more of settings that were named, everything of a single one.</summary>
    /// <param name="check">The machine, or some settings of it.</param>
    /// <param name="isNamed">Whether they were named.</param>
    /// <param name="isAll">Whether those that need nothing are written too.</param>
    /// <param name="output">Where to.</param>
    internal static void Write(HostCheck check, bool isNamed, bool isAll, TextWriter output)
    {
        HostFacts facts = check.Facts;
        var text = new TerminalText(output);
        text.Line($"{(facts.Root.IsThisMachine ? "This machine" : facts.Root.Directory)}: {facts.KindName}, {Count(facts.Online.Count)} CPUs{(facts.KernelRelease.Length > 0 ? $", Linux {facts.KernelRelease}" : "")}{(facts.IsContainer ? ", in a container" : "")}");
        text.Line(Layout(facts));
        output.WriteLine();
        if (check.Settings.Count == 1)
        {
            Explain(check.Settings[0], text);
            return;
        }

        foreach (SettingStatus status in Statuses)
        {
            if (status == SettingStatus.Fail)
            {
                foreach (TakesEffect effect in Effects)
                {
                    WriteGroup($"Fail, {Where(effect)}", check.Where(one => one.Finding.Status == status && one.Setting.TakesEffect == effect), isNamed, text, output);
                }
            }
            else if (isAll || isNamed || status is SettingStatus.Conflict or SettingStatus.RebootPending)
            {
                WriteGroup(Heading(status), check.Where(one => one.Finding.Status == status), isNamed, text, output);
            }
        }

        var counts = new List<string>();
        foreach (SettingStatus status in Statuses)
        {
            counts.Add($"{Count(check.Count(status))} {Name(status)}");
        }

        text.Line($"{Count(check.Settings.Count)} settings: {string.Join(", ", counts)}. Nothing was changed.", 0);
        text.Line($"More: 'harrier host check NAME', a setting or a category{(isAll || isNamed ? "" : "; --all for what passes too")}. Next: 'harrier host plan'.", 0);
    }

    internal static void WriteJson(HostCheck check, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("host");
        json.WriteString("root", check.Facts.Root.Directory);
        json.WriteString("kind", check.Facts.Kind.ToString());
        json.WriteString("kernel", check.Facts.KernelRelease);
        json.WriteString("online", check.Facts.Online.ToString());
        json.WriteString("hot", check.Facts.Hot.ToString());
        json.WriteBoolean("isHotProposed", check.Facts.IsHotProposed);
        json.WriteString("housekeeping", check.Facts.Housekeeping.ToString());
        json.WriteEndObject();
        json.WriteStartObject("counts");
        foreach (SettingStatus status in Statuses)
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(status.ToString()), check.Count(status));
        }

        json.WriteEndObject();
        json.WriteStartArray("settings");
        foreach (CheckedSetting one in check.Settings)
        {
            json.WriteStartObject();
            json.WriteString("id", one.Setting.Id);
            json.WriteString("title", one.Setting.Title);
            json.WriteString("status", one.Finding.Status.ToString());
            json.WriteString("found", one.Finding.Found);
            json.WriteString("wanted", one.Finding.Wanted);
            json.WriteString("reason", one.Finding.Reason);
            json.WriteString("bootLine", one.Finding.BootLine);
            json.WriteString("read", one.Setting.Read);
            json.WriteString("effect", one.Setting.Effect);
            json.WriteString("tradeOff", one.Setting.TradeOff);
            json.WriteString("disagreement", one.Setting.Disagreement);
            json.WriteString("apply", one.Setting.Apply);
            json.WriteString("undo", one.Setting.Undo);
            json.WriteString("takesEffect", one.Setting.TakesEffect.ToString());
            json.WriteString("risk", one.Setting.Risk.ToString());
            json.WriteBoolean("mayDropLink", one.Setting.MayDropLink);
            json.WriteString("evidence", one.Setting.Evidence.ToString());
            json.WriteString("source", one.Setting.Source);
            json.WriteStartArray("writes");
            foreach (SettingWrite write in one.Finding.Writes)
            {
                json.WriteStartObject();
                json.WriteString("path", write.Path);
                json.WriteString("found", write.Found.TrimEnd('\n'));
                json.WriteString("value", write.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Layout(HostFacts facts) => facts.Hot.IsEmpty
        ? "No CPU is set apart for trading, and there is none to spare. Name them with --hot."
        : $"Hot CPUs {facts.Hot} ({(facts.IsHotProposed ? "proposed: name others with --hot" : facts.Hot.IsSubsetOf(facts.SetApart) ? "set apart at boot" : "named")}){(facts.IdleSiblings.IsEmpty ? "" : $", their siblings {facts.IdleSiblings}")}, housekeeping {(facts.Housekeeping.IsEmpty ? "none" : facts.Housekeeping.ToString())}.";

    private static void WriteGroup(string heading, HostCheck group, bool isNamed, TerminalText text, TextWriter output)
    {
        if (group.Settings.Count == 0)
        {
            return;
        }

        text.Line($"{heading} ({Count(group.Settings.Count)})");
        var rows = new List<string[]>();
        foreach (CheckedSetting one in group.Settings)
        {
            rows.Add([one.Setting.Id, Row(one, isNamed)]);
        }

        text.Rows(rows, 2);
        output.WriteLine();
    }

    private static string Row(CheckedSetting one, bool isNamed)
    {
        Finding finding = one.Finding;
        if (finding.Status is SettingStatus.Unreadable or SettingStatus.NotApplicable)
        {
            return finding.Reason;
        }

        string risk = Lower(one.Setting.Risk.ToString());
        string row = finding.Status == SettingStatus.Pass ? Short(finding.Found)
            : isNamed ? $"{Change(finding)}. {one.Setting.Title}; risk {risk}; rests on {Words(one.Setting.Evidence)}."
            : $"{Change(finding)}{(one.Setting.Risk is Risk.Medium or Risk.High ? $" (risk {risk})" : "")}";

        // Where references disagree, the choice is shown and never hidden.
        return finding.Status != SettingStatus.Conflict ? row : $"{row.TrimEnd('.')}. {(one.Setting.Disagreement.Length > 0 ? one.Setting.Disagreement : finding.Reason)}";
    }

    private static void Explain(CheckedSetting one, TerminalText text)
    {
        var rows = new List<string[]>();
        HostSetting setting = one.Setting;
        Line("Setting", $"{setting.Id}: {setting.Title}");
        Line("Status", $"{Name(one.Finding.Status)}{(one.Finding.Reason.Length > 0 ? $" ({one.Finding.Reason})" : "")}");
        Line("Found", one.Finding.Found);
        Line("Wanted", one.Finding.Wanted);
        Line("Boot line", one.Finding.BootLine);
        Line("Read from", setting.Read);
        Line("Good for", setting.Effect);
        Line("Costs", setting.TradeOff);
        Line("Disagreement", setting.Disagreement);
        Line("Set by", setting.Apply);
        Line("Put back by", setting.Undo);
        Line("Counts", When(setting.TakesEffect));
        Line("Risk", Lower(setting.Risk.ToString()) + (setting.MayDropLink ? ", and the link may go down for a moment" : ""));
        Line("Rests on", Words(setting.Evidence) + (setting.Source.Length > 0 ? $": {setting.Source}" : ""));
        foreach (SettingWrite write in one.Finding.Writes)
        {
            Line("Would write", $"{write.Value} into {write.Path}");
        }

        text.Rows(rows, 0);

        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                rows.Add([name, value]);
            }
        }
    }

    private static string Where(TakesEffect effect) => effect switch
    {
        TakesEffect.AtOnce => "set while the machine runs",
        TakesEffect.AtRestart => "set where the process is started",
        TakesEffect.AtReboot => "set at the next boot",
        TakesEffect.InFirmware => "set in the firmware",
        _ => "not to be set",
    };

    private static string Heading(SettingStatus status) => status switch
    {
        SettingStatus.Conflict => "Conflict: references disagree, or somebody else writes it",
        SettingStatus.RebootPending => "Waits for a reboot",
        SettingStatus.Unreadable => "Cannot be read",
        SettingStatus.Pass => "Pass",
        _ => "Does not apply",
    };

    private static string Name(SettingStatus status) => status switch
    {
        SettingStatus.Fail => "fail",
        SettingStatus.Conflict => "conflict",
        SettingStatus.RebootPending => "wait for a reboot",
        SettingStatus.Unreadable => "cannot be read",
        SettingStatus.Pass => "pass",
        _ => "do not apply",
    };

    private static string When(TakesEffect effect) => effect switch
    {
        TakesEffect.AtOnce => "at once",
        TakesEffect.AtRestart => "at restart",
        TakesEffect.AtReboot => "at reboot",
        TakesEffect.InFirmware => "in firmware",
        _ => "not to be set",
    };

    internal static string Words(Evidence evidence) => evidence switch
    {
        Evidence.Measured => "a measurement",
        Evidence.Decoded => "a real machine",
        Evidence.Quoted => "a source",
        Evidence.Reference => "another tool",
        _ => "judgement",
    };

    /// <summary>What a setting is and what it should be.</summary>
    internal static string Change(Finding finding) => $"{Short(finding.Found)} -> {finding.Wanted}";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Short(string text) => text.Length == 0 ? "none" : text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private static string Lower(string text) => text.ToLowerInvariant();
}
