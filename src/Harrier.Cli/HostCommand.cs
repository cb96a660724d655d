using System.CommandLine;
using System.IO;

namespace Harrier.Cli;

/// <summary><c>harrier host</c>: what the machine is. Each part is a command of its own.</summary>
internal static class HostCommand
{
    private const string Description =
        """
        Looks at the machine: topology.

        Example:
          harrier host topology
        """;

    internal static Command Create(TextWriter output, TextWriter error) => new("host", Description)
    {
        HostTopologyCommand.Create(output, error),
    };
}
