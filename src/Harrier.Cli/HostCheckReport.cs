using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Host.Settings;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary>A checked machine for people and for programs.</summary>
internal static class HostCheckReport
{
    private static readonly SettingStatus[] Statuses =
        [SettingStatus.Fail, SettingStatus.Conflict, SettingStatus.RebootPending, SettingStatus.Unreadable, SettingStatus.Pass, SettingStatus.NotApplicable];

    /// <summary>The settings of one name or category; false where there is none.</summary>
    internal static bool TrySelect(HostCheck check, string name, out HostCheck selected)
    {
        selected = check.Where(one => one.Setting.Id == name || one.Setting.Category == name);
        return selected.Settings.Count > 0;
    }

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

    internal static void Write(HostCheck check, bool isAll, TextWriter output)
    {
        HostFacts facts = check.Facts;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        output.WriteLine($"{(facts.Root.IsThisMachine ? "This machine" : facts.Root.Directory)}: {facts.KindName}, {facts.Online.Count.ToString(CultureInfo.InvariantCulture)} CPUs{(facts.KernelRelease.Length > 0 ? $", Linux {facts.KernelRelease}" : "")}{(facts.IsContainer ? ", in a container" : "")}");
        output.WriteLine(Layout(facts));
        if (check.Settings.Count == 1)
        {
            Explain(check.Settings[0], console);
            return;
        }

        foreach (SettingStatus status in Statuses)
        {
            if (check.Count(status) > 0 && (isAll || status is SettingStatus.Fail or SettingStatus.Conflict or SettingStatus.RebootPending))
            {
                WriteTable(check, status, console);
            }
        }

        if (check.Count(SettingStatus.Conflict) > 0)
        {
            WriteDisagreements(check, console);
        }

        var counts = new List<string>();
        foreach (SettingStatus status in Statuses)
        {
            counts.Add($"{check.Count(status).ToString(CultureInfo.InvariantCulture)} {Name(status)}");
        }

        console.Write(new Text($"{check.Settings.Count.ToString(CultureInfo.InvariantCulture)} settings: {string.Join(", ", counts)}. Nothing was changed. 'harrier host check NAME' tells all about one.\n"));
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
        : $"Hot CPUs {facts.Hot} ({(facts.IsHotProposed ? "proposed: name others with --hot" : facts.Hot.Equals(facts.SetApart) ? "set apart at boot" : "named")}){(facts.IdleSiblings.IsEmpty ? "" : $", their siblings {facts.IdleSiblings}")}, housekeeping {(facts.Housekeeping.IsEmpty ? "none" : facts.Housekeeping.ToString())}.";

    private static void WriteTable(HostCheck check, SettingStatus status, IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Rounded, ShowHeaders = false, Title = new TableTitle($"{Name(status)} ({check.Count(status).ToString(CultureInfo.InvariantCulture)})") };
        table.AddColumn(new TableColumn("setting").NoWrap());
        table.AddColumn("how it was found");
        foreach (CheckedSetting one in check.Settings)
        {
            if (one.Finding.Status == status)
            {
                table.AddRow(new Text(one.Setting.Id), Row(one));
            }
        }

        console.Write(table);
    }

    private static Paragraph Row(CheckedSetting one)
    {
        Finding finding = one.Finding;
        if (finding.Status is SettingStatus.Unreadable or SettingStatus.NotApplicable)
        {
            return new Paragraph(finding.Reason);
        }

        return finding.Status == SettingStatus.Pass
            ? new Paragraph(finding.Found)
            : new Paragraph($"{one.Setting.Title}: {Short(finding.Found)} -> {finding.Wanted}").Append($" ({When(one.Setting.TakesEffect)}; risk {Lower(one.Setting.Risk.ToString())}; rests on {Words(one.Setting.Evidence)})", new Style(Color.Grey));
    }

    // Where references disagree, the choice is shown and never hidden.
    private static void WriteDisagreements(HostCheck check, IAnsiConsole console)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn();
        foreach (CheckedSetting one in check.Settings)
        {
            if (one.Finding.Status == SettingStatus.Conflict)
            {
                grid.AddRow(new Text(one.Setting.Id), new Text(one.Setting.Disagreement.Length > 0 ? one.Setting.Disagreement : one.Finding.Reason));
            }
        }

        console.Write(grid);
    }

    private static void Explain(CheckedSetting one, IAnsiConsole console)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true });
        grid.AddColumn();
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

        console.Write(grid);

        void Line(string name, string text)
        {
            if (text.Length > 0)
            {
                grid.AddRow(new Text(name), new Text(text));
            }
        }
    }

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

    private static string Words(Evidence evidence) => evidence switch
    {
        Evidence.Measured => "a measurement",
        Evidence.Decoded => "a real machine",
        Evidence.Quoted => "a source",
        Evidence.Reference => "another tool",
        _ => "judgement",
    };

    private static string Short(string text) => text.Length == 0 ? "none" : text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private static string Lower(string text) => text.ToLowerInvariant();
}
