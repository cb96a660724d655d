using System.CommandLine;
using System.IO;
using Harrier.Host;
using Harrier.Host.Topology;

namespace Harrier.Cli;

/// <summary><c>harrier host topology</c>: draws the machine.</summary>
internal static class HostTopologyCommand
{
    private const string Description =
        """
        Draws packages, memory nodes, L3 groups and cores with their CPUs.

        Reads the files of this machine, or of a directory that holds those of another one: its 'sys' and 'proc', or the files 'pu0', 'pu1'... of hwloc-gather-cpuid. Changes nothing. What could not be read is listed at the end.

        Below the drawing stands the profile of the processor: its figures, with what each rests on, and where the machine is not as its profile says.

        Examples:
          harrier host topology
          harrier host topology --root dump --json topology.json
        """;

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var root = new Option<string>("--root") { Description = "The directory that holds the 'sys' and 'proc' of a machine; / if not given.", HelpName = "DIR", DefaultValueFactory = _ => "/" };
        var json = new Option<string>("--json") { Description = "Writes everything as JSON (docs/json.md).", HelpName = "FILE" };
        var command = new Command("topology", Description) { root, json };
        command.SetAction(parsed => Run(parsed.GetValue(root) ?? "/", parsed.GetValue(json), output, error));
        return command;
    }

    /// <summary>Reads the machine, or says why it cannot be read.</summary>
    internal static MachineTopology? Read(string directory, TextWriter error)
    {
        if (!Directory.Exists(directory))
        {
            error.WriteLine($"--root {directory}: there is no such directory.");
            return null;
        }

        if (!MachineTopologyReader.TryRead(new HostRoot(directory), out MachineTopology? topology, out string fault))
        {
            error.WriteLine(fault);
        }

        return topology;
    }

    private static int Run(string directory, string? path, TextWriter output, TextWriter error)
    {
        MachineTopology? topology = Read(directory, error);
        if (topology is null)
        {
            return ExitCode.NotAllowedHere;
        }

        // Opened before the work, so that a path that cannot be written is told at once.
        using FileStream? stream = OutputFile.Create("--json", path);
        TopologyDrawing.Write(topology, output);
        if (stream is not null)
        {
            MachineTopologyJson.Write(topology, stream);
            output.WriteLine($"Topology: {path}");
        }

        return ExitCode.Done;
    }
}
