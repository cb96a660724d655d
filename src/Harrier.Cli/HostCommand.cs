using System;
using System.CommandLine;
using System.IO;
using Harrier.Host;
using Harrier.Host.Settings;

namespace Harrier.Cli;

/// <summary><c>harrier host</c>: the machine, as it is and as it should be.</summary>
internal static class HostCommand
{
    private const string Description =
        """
        Looks at the machine: what it is, and which settings cost latency.

        Works alone, without trading. Examples:
          harrier host check
          harrier host check --hot 2-4 --json check.json
          harrier host check mem.thp
        """;

    internal static Command Create(TextWriter output, TextWriter error) => new("host", Description)
    {
        HostCheckCommand.Create(output, error),
    };

    internal static Option<string> RootOption() => new("--root")
    {
        Description = "The directory with the machine's 'sys' and 'proc': the dump of another one. This machine if not given.",
        HelpName = "DIR",
    };

    internal static Option<string> HotOption() => new("--hot")
    {
        Description = "The CPUs of the trading threads. If not given, those that the boot set apart; where it set apart none, a proposal.",
        HelpName = "LIST",
    };

    /// <summary>Reads the machine, or says why it cannot be read.</summary>
    internal static HostFacts? ReadFacts(string? root, string? hot, TextWriter error, out int exitCode)
    {
        exitCode = ExitCode.BadInput;
        CpuSet? cpus = null;
        if (hot is not null)
        {
            if (!CpuSet.TryParseList(hot, out CpuSet list) || list.IsEmpty)
            {
                error.WriteLine($"--hot {hot}: this is no list of CPUs. Give numbers and ranges, as in 2-4,8.");
                return null;
            }

            cpus = list;
        }

        try
        {
            return new HostFacts(new HostRoot(root ?? "/"), cpus);
        }
        catch (ArgumentException fault)
        {
            error.WriteLine(fault.Message.Split(" (Parameter", 2)[0]);
            return null;
        }
        catch (DirectoryNotFoundException fault)
        {
            error.WriteLine(fault.Message);
            exitCode = ExitCode.NotAllowedHere;
            return null;
        }
    }
}
