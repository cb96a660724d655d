using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Harrier.Engine.Configuration;
using Harrier.Host.Deployment;

namespace Harrier.Cli;

/// <summary><c>harrier deploy</c>: the files that put Harrier on a machine. Changes nothing on the machine itself.</summary>
internal sealed class DeployCommand
{
    private const string Description =
        """
        Makes the files that put Harrier on a machine: units for systemd, an image and its command line, or a Pod.

        All are made from the section Deployment of the configuration (docs/deployment.md). They are printed, or written with --output; nothing else on the machine changes.
        Exit codes: 0 done; 2 bad arguments or configuration; 3 a file that is there says something else, and nothing was written.

        Examples:
          harrier deploy systemd
          harrier deploy container --output deploy/container
          harrier deploy kubernetes --config harrier.json --output deploy/kubernetes --Deployment:Cpus=2-7 --Deployment:HousekeepingCpus=1
        """;

    private readonly IReadOnlyList<string> _settings;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private DeployCommand(IReadOnlyList<string> settings, TextWriter output, TextWriter error) =>
        (_settings, _output, _error) = (settings, output, error);

    /// <summary>Makes the files of one target.</summary>
    internal delegate IReadOnlyList<DeploymentFile> Renderer(DeploymentConfiguration deployment, DeploymentFile settings);

    internal static Command Create(IReadOnlyList<string> settings, TextWriter output, TextWriter error)
    {
        var deploy = new DeployCommand(settings, output, error);
        return new Command("deploy", Description)
        {
            deploy.Target("systemd", "Units of systemd: the session with drop-ins, its slice, the tuning of the host before it.", SystemdFiles.Render),
            deploy.Target("container", "A Containerfile and the script that runs its image with podman or docker.", ContainerFiles.Render),
            deploy.Target("kubernetes", "A Pod of the Guaranteed class with what it needs, and the kubelet's policies.", KubernetesFiles.Render),
        };
    }

    private Command Target(string name, string description, Renderer render)
    {
        var folder = new Option<string>("--output") { Description = "The folder that the files are written into; printed if not given.", HelpName = "DIR" };
        var file = new Option<string>("--config") { Description = "The configuration file in place of harrier.json.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Writes over files that say something else." };
        var command = new Command(name, $"""
            {description}

            Examples:
              harrier deploy {name}
              harrier deploy {name} --output {name} --Deployment:Cpus=2-4
            """) { folder, file, force };
        command.SetAction(parsed => Run(render, RunCommand.ConfigurationFile(parsed.GetValue(file)), parsed.GetValue(folder), parsed.GetValue(force)));
        return command;
    }

    private int Run(Renderer render, string? configurationFile, string? folder, bool isForced)
    {
        var reading = ConfigurationReading.Read(configurationFile, _settings);
        IReadOnlyList<ConfigurationFault> faults = reading.FaultsForFiles();
        if (faults.Count > 0)
        {
            foreach (ConfigurationFault fault in faults)
            {
                _error.WriteLine($"harrier: {fault}");
            }

            return ExitCode.BadInput;
        }

        string settings = configurationFile is null ? "{}" : File.ReadAllText(configurationFile);
        IReadOnlyList<DeploymentFile> files = render(reading.Configuration.Deployment, DeploymentFile.OfSettings(settings));
        return folder is null ? Print(files) : Write(files, folder, isForced);
    }

    private int Print(IReadOnlyList<DeploymentFile> files)
    {
        foreach (DeploymentFile file in files)
        {
            _output.WriteLine($"==> {file.Path} <==");
            _output.WriteLine(file.Text);
        }

        return ExitCode.Done;
    }

    private int Write(IReadOnlyList<DeploymentFile> files, string folder, bool isForced)
    {
        if (!isForced && DeploymentFolder.Differing(folder, files) is { Count: > 0 } differing)
        {
            foreach (string path in differing)
            {
                _error.WriteLine($"harrier: {path}: is there and says something else");
            }

            _error.WriteLine("harrier: nothing was written; give --force to write over them, or another --output");
            return ExitCode.NotAllowedHere;
        }

        try
        {
            DeploymentFolder.Write(folder, files);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _error.WriteLine($"harrier: --output {folder}: cannot be written: {fault.Message}");
            return ExitCode.NotAllowedHere;
        }

        foreach (DeploymentFile file in files)
        {
            _output.WriteLine(Path.Combine(folder, file.Path));
        }

        return ExitCode.Done;
    }
}
