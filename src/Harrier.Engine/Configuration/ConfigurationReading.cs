using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Host.Deployment;
using Harrier.Monitoring.Reports;
using Microsoft.Extensions.Configuration;

namespace Harrier.Engine.Configuration;

/// <summary>What came of reading the configuration: the settings, or everything that is wrong with them at once.</summary>
public sealed class ConfigurationReading
{
    private const string EnvironmentPrefix = "HARRIER__";

    private ConfigurationReading(HarrierConfiguration configuration, SettingsReader reader)
    {
        Configuration = configuration;
        Descriptors = reader.Descriptors;
        Faults = reader.Faults;
        Settings = Report(reader);
    }

    /// <summary>Gets the settings; with faults, the defaults stand in for what was wrong, and it may not be used.</summary>
    public HarrierConfiguration Configuration { get; }

    /// <summary>Gets everything that is wrong; empty when nothing is.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; }

    /// <summary>Gets all settings that there are.</summary>
    public IReadOnlyList<SettingDescriptor> Descriptors { get; }

    /// <summary>Gets every setting with its value and where it was set, for the report.</summary>
    public ReportedSetting[] Settings { get; }

    /// <summary>Reads defaults, then a file over them, then the environment (HARRIER__Section__Key), then the
    /// command line (--Section:Key=value).</summary>
    /// <param name="file">The file; null for none.</param>
    /// <param name="overrides">The settings of the command line, the last of a key counts.</param>
    /// <returns>The settings or the faults; never an exception for what was read.</returns>
    public static ConfigurationReading Read(string? file, IReadOnlyList<string> overrides) =>
        Read(file, overrides, EnvironmentPrefix);

    /// <summary>Gives the defaults alone, without file and environment.</summary>
    /// <returns>The defaults, which have no faults.</returns>
    public static ConfigurationReading Defaults()
    {
        var reader = new SettingsReader([]);
        return new ConfigurationReading(HarrierConfiguration.Read(reader), reader);
    }

    /// <summary>Gives the faults, and what files of a deployment cannot be made without.</summary>
    /// <returns>The faults; empty where files can be made.</returns>
    public IReadOnlyList<ConfigurationFault> FaultsForFiles()
    {
        var faults = new List<ConfigurationFault>(Faults);
        foreach (DeploymentFault fault in DeploymentRules.CheckForFiles(Configuration.Deployment))
        {
            string path = $"Deployment:{DeploymentSection.KeyOf(fault)}";
            if (!faults.Exists(one => one.Path == path))
            {
                ReportedSetting? setting = Array.Find(Settings, one => one.Key == path);
                faults.Add(new ConfigurationFault(path, setting?.Value ?? string.Empty, setting?.Source ?? string.Empty, $"must {fault.Allowed}"));
            }
        }

        return faults;
    }

    internal static ConfigurationReading Read(string? file, IReadOnlyList<string> overrides, string environmentPrefix)
    {
        var faults = new List<ConfigurationFault>();
        var sources = new List<SettingsSource>();
        if (file is not null)
        {
            AddFile(sources, file, faults);
        }

        Add(sources, "environment", new ConfigurationBuilder().AddEnvironmentVariables(environmentPrefix));
        Add(sources, "command line", new ConfigurationBuilder().AddCommandLine(WellFormed(overrides, faults)));

        var reader = new SettingsReader(sources);
        var configuration = HarrierConfiguration.Read(reader);
        reader.Faults.InsertRange(0, faults);
        UnknownKeys.Find(sources, reader);
        return new ConfigurationReading(configuration, reader);
    }

    private static void AddFile(List<SettingsSource> sources, string file, List<ConfigurationFault> faults)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            Add(sources, file, new ConfigurationBuilder().AddJsonStream(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(new ConfigurationFault(file, string.Empty, "file", $"cannot be read: {exception.Message}"));
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or System.Text.Json.JsonException)
        {
            string reason = exception.InnerException?.Message ?? exception.Message;
            faults.Add(new ConfigurationFault(file, string.Empty, "file", $"is not the JSON of a configuration: {reason}"));
        }
    }

    private static void Add(List<SettingsSource> sources, string name, IConfigurationBuilder builder) =>
        sources.Add(new SettingsSource(name, builder.Build()));

    /// <summary>Leaves out what the command-line provider would silently ignore or read otherwise.</summary>
    private static string[] WellFormed(IReadOnlyList<string> overrides, List<ConfigurationFault> faults)
    {
        var settings = new List<string>();
        foreach (string argument in overrides)
        {
            int colon = argument.IndexOf(':', StringComparison.Ordinal);
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (argument.StartsWith("--", StringComparison.Ordinal) && colon > 2 && equals > colon + 1)
            {
                settings.Add(argument);
            }
            else
            {
                faults.Add(new ConfigurationFault(argument, string.Empty, "command line", "must be an option or --Section:Key=value"));
            }
        }

        return [.. settings];
    }

    private static ReportedSetting[] Report(SettingsReader reader)
    {
        var settings = new ReportedSetting[reader.Descriptors.Count];
        for (int index = 0; index < settings.Length; index++)
        {
            SettingDescriptor descriptor = reader.Descriptors[index];
            bool isSet = reader.TryFind(descriptor.Path, out string text, out string source);
            settings[index] = new ReportedSetting(descriptor.Path, isSet ? text : descriptor.Default, source);
        }

        return settings;
    }
}
