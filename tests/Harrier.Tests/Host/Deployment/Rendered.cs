using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Engine.Configuration;
using Harrier.Host.Deployment;
using Xunit;

namespace Harrier.Tests.Host.Deployment;

/// <summary>The files that a configuration gives, by their paths.</summary>
internal static class Rendered
{
    public static Dictionary<string, string> Systemd(params string[] settings) => Files(SystemdFiles.Render, settings);

    public static Dictionary<string, string> Container(params string[] settings) => Files(ContainerFiles.Render, settings);

    public static Dictionary<string, string> Kubernetes(params string[] settings) => Files(KubernetesFiles.Render, settings);

    /// <summary>The deployment that settings such as "Cpus=2-4" give.</summary>
    public static DeploymentConfiguration Deployment(params string[] settings)
    {
        var reading = ConfigurationReading.Read(null, [.. settings.Select(setting => $"--Deployment:{setting}")], "HARRIER_TEST_NONE__");
        Assert.Empty(reading.Faults);
        return reading.Configuration.Deployment;
    }

    /// <summary>The settings of a row: a space between, none for the defaults.</summary>
    public static string[] Split(string settings) => settings.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Writes files as the program does.</summary>
    public static void Write(Dictionary<string, string> files, string folder) =>
        DeploymentFolder.Write(folder, [.. files.Select(file => new DeploymentFile(file.Key, file.Value))]);

    /// <summary>The files of the default configuration for a target, as the program writes them.</summary>
    public static IReadOnlyList<DeploymentFile> ByDefault(string target)
    {
        var settings = DeploymentFile.OfSettings("{}");
        return target switch
        {
            "systemd" => SystemdFiles.Render(Deployment(), settings),
            "container" => ContainerFiles.Render(Deployment(), settings),
            _ => KubernetesFiles.Render(Deployment(), settings),
        };
    }

    private static Dictionary<string, string> Files(
        Func<DeploymentConfiguration, DeploymentFile, IReadOnlyList<DeploymentFile>> render, string[] settings) =>
        render(Deployment(settings), DeploymentFile.OfSettings("{}")).ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
}
