using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Harrier.Engine.Configuration;
using Xunit;

namespace Harrier.Tests.Engine.Configuration;

/// <summary>The schema and the tables of docs/configuration.md are made from the descriptors that the program reads by.
/// With HARRIER_WRITE_DOCS=1 these tests write the files; without, they hold them equal.</summary>
public sealed class ConfigurationDocumentsTests
{
    private const string TablesBegin = "<!-- Settings: made by ConfigurationDocumentsTests -->\n";

    private static readonly IReadOnlyList<SettingDescriptor> Descriptors = ConfigurationReading.Defaults().Descriptors;

    [Fact]
    public void The_schema_says_what_the_program_reads() => AssertSame("harrier.schema.json", _ => Schema());

    [Fact]
    public void The_guide_lists_every_setting() => AssertSame(
        "configuration.md", text => text[..(text.IndexOf(TablesBegin, StringComparison.Ordinal) + TablesBegin.Length)] + Tables());

    [Fact]
    public void Every_setting_has_a_sentence_and_a_range_around_its_default()
    {
        foreach (SettingDescriptor descriptor in Descriptors)
        {
            Assert.EndsWith(".", descriptor.Description, StringComparison.Ordinal);
            Assert.EndsWith(".", descriptor.SectionDescription, StringComparison.Ordinal);
            if (descriptor.Kind is SettingKind.Whole or SettingKind.Number)
            {
                Assert.InRange(Number(descriptor.Default), Number(descriptor.Minimum), Number(descriptor.Maximum));
            }
        }
    }

    [Fact]
    public void Every_default_and_every_bound_is_itself_allowed()
    {
        foreach (SettingDescriptor descriptor in Descriptors)
        {
            foreach (string value in (string[])[descriptor.Default, descriptor.Minimum, descriptor.Maximum])
            {
                // The relations between settings: a session ends before midnight; a parent order stays within the position limit;
                // huge pages are a part of the memory; one instrument has no correlation.
                if (value.Length > 0 && descriptor.Path is not ("Session:StartSeconds" or "Session:DurationSeconds" or "Execution:Lots" or "Model:Correlation" or "Deployment:MemoryMebibytes" or "Deployment:HugePageMebibytes"))
                {
                    Assert.Empty(ConfigurationReading.Read(null, [$"--{descriptor.Path}={value}"], "HARRIER_TEST_NONE__").Faults);
                }
            }
        }
    }

    private static void AssertSame(string name, Func<string, string> make)
    {
        string file = Path.Combine(TestData.Root, "docs", name);
        string found = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        string made = make(found);
        if (Environment.GetEnvironmentVariable("HARRIER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, made);
            return;
        }

        Assert.Equal(made, found);
    }

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Schema()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            json.WriteString("title", "Configuration of Harrier");
            json.WriteString("type", "object");
            json.WriteBoolean("additionalProperties", false);
            json.WriteStartObject("properties");
            json.WriteStartObject("$schema");
            json.WriteString("type", "string");
            json.WriteEndObject();
            string section = string.Empty;
            foreach (SettingDescriptor descriptor in Descriptors)
            {
                if (descriptor.Section != section)
                {
                    EndSection(json, section);
                    section = descriptor.Section;
                    json.WriteStartObject(section);
                    json.WriteString("type", "object");
                    json.WriteString("description", descriptor.SectionDescription);
                    json.WriteBoolean("additionalProperties", false);
                    json.WriteStartObject("properties");
                }

                WriteSetting(json, descriptor);
            }

            EndSection(json, section);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void EndSection(Utf8JsonWriter json, string section)
    {
        if (section.Length > 0)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void WriteSetting(Utf8JsonWriter json, SettingDescriptor descriptor)
    {
        json.WriteStartObject(descriptor.Key);
        json.WriteString("description", descriptor.Description);
        switch (descriptor.Kind)
        {
            case SettingKind.Whole or SettingKind.Number:
                json.WriteString("type", descriptor.Kind == SettingKind.Whole ? "integer" : "number");
                WriteNumber(json, "minimum", descriptor.Minimum);
                WriteNumber(json, "maximum", descriptor.Maximum);
                WriteNumber(json, "default", descriptor.Default);
                break;
            case SettingKind.Choice:
                json.WriteStartArray("enum");
                foreach (string choice in descriptor.Choices)
                {
                    json.WriteStringValue(choice);
                }

                json.WriteEndArray();
                json.WriteString("default", descriptor.Default);
                break;
            case SettingKind.Switch:
                json.WriteString("type", "boolean");
                json.WriteBoolean("default", descriptor.Default == "true");
                break;
            default:
                json.WriteString("type", "string");
                json.WriteString("default", descriptor.Default);
                break;
        }

        json.WriteEndObject();
    }

    /// <summary>As it is written in the descriptor, not by way of a double.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string key, string number)
    {
        json.WritePropertyName(key);
        json.WriteRawValue(number);
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        string section = string.Empty;
        foreach (SettingDescriptor descriptor in Descriptors)
        {
            if (descriptor.Section != section)
            {
                section = descriptor.Section;
                text.Append($"\n## {section}\n\n{descriptor.SectionDescription}\n\n| Key | Default | Allowed | What it sets |\n|---|---|---|---|\n");
            }

            string allowed = descriptor.Kind switch
            {
                SettingKind.Choice => string.Join(", ", descriptor.Choices),
                SettingKind.Switch => "true, false",
                _ => descriptor.Allowed,
            };
            text.Append($"| `{descriptor.Key}` | {descriptor.Default} | {allowed} | {descriptor.Description} |\n");
        }

        return text.ToString();
    }
}
