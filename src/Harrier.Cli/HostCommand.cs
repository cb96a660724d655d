using System;
using System.CommandLine;
using System.IO;
using Harrier.Host;
using Harrier.Host.Changes;
using Harrier.Host.Settings;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary><c>harrier host</c>: the machine, as it is and as it should be.</summary>
internal static class HostCommand
{
    private const string Description =
        """
        The machine: what it is, which settings cost latency, what would change them, and the way back.

        Works alone, without trading. Examples:
          harrier host topology
          harrier host layout
          harrier host check
          harrier host check mem.thp
          harrier host plan mem irq
          harrier host apply --except nic sec --yes
          harrier host plan nic --feed eth1:7=233.54.12.1:26477
          harrier host apply mem irq --yes
          harrier host verify
          harrier host rollback
          harrier host memory --pages 2m --lock
          harrier host threads --hot 2-4 --priority fifo:40
          harrier host jitter --hot 2-4
        """;

    /// <summary>Where the old values are kept if nobody says otherwise.</summary>
    internal const string JournalDefault = "/var/lib/harrier/host.journal";

    internal static Command Create(TextReader input, TextWriter output, TextWriter error) => new("host", Description)
    {
        HostTopologyCommand.Create(output, error),
        HostLayoutCommand.Create(output, error),
        HostMemoryCommand.Create(output, error),
        HostCheckCommand.Create(output, error),
        HostPlanCommand.Create(output, error),
        HostApplyCommand.Create(input, output, error),
        HostRollbackCommand.CreateVerify(output, error),
        HostRollbackCommand.CreateRollback(output, error),
        HostJitterCommand.Create(output, error),
        HostThreadsCommand.Create(output, error),
    };

    internal static Option<string> RootOption() => new("--root")
    {
        Description = "The directory with the machine's 'sys' and 'proc': the dump of another one. This machine if not given.",
        HelpName = "DIR",
    };

    internal static Option<string> HotOption() => new("--hot")
    {
        Description = "The CPUs of the trading threads. If not given, those that the boot set apart, one a core; where it set apart none, a proposal.",
        HelpName = "LIST",
    };

    internal static Option<string> FeedOption() => new("--feed")
    {
        Description = "Where the market data come in: a network interface, the receive queue that is the feed's alone, and its multicast group, if the card is to steer it there (eth1:7=233.54.12.1:26477).",
        HelpName = "NIC:QUEUE[=GROUP:PORT]",
    };

    internal static Option<string> JournalOption() => new("--journal")
    {
        Description = $"Where the old values are kept; {JournalDefault} if not given.",
        HelpName = "FILE",
    };

    internal static Option<string[]> ExceptOption() => new("--except")
    {
        Description = "Settings and categories to leave as they are.",
        HelpName = "SETTING",
        AllowMultipleArgumentsPerToken = true,
    };

    internal static Argument<string[]> NamesArgument() => new("SETTING")
    {
        Description = "Settings (mem.thp) and categories (mem). All if not given.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Whether all are settings or categories; says which is not.</summary>
    internal static bool AreKnown(string[] names, TextWriter error)
    {
        foreach (string name in names)
        {
            if (!SettingCatalogue.IsKnown(name))
            {
                error.WriteLine(HostCheckReport.Unknown(name));
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks the machine and plans, or says why not.</summary>
    internal static HostPlan? MakePlan(string[] names, string[] exceptions, string? root, string? hot, string? feed, TextWriter error, out int exitCode)
    {
        exitCode = ExitCode.BadInput;
        if (!AreKnown([.. names, .. exceptions], error))
        {
            return null;
        }

        HostFacts? facts = ReadFacts(root, hot, feed, error, out exitCode);
        if (facts is { Housekeeping.IsEmpty: true })
        {
            error.WriteLine($"Hot are {facts.Hot}, all CPUs that run: leave one for the system, CPU {facts.Online.First} at best. Name the others with --hot.");
            exitCode = ExitCode.NotAllowedHere;
            return null;
        }

        return facts is null ? null : HostPlan.Make(HostCheck.Run(facts), names, exceptions);
    }

    /// <summary>Reads the machine, or says why it cannot be read.</summary>
    internal static HostFacts? ReadFacts(string? root, string? hot, string? feed, TextWriter error, out int exitCode)
    {
        exitCode = ExitCode.BadInput;
        if (!ReadHot(hot, error, out CpuSet? cpus))
        {
            return null;
        }

        NetworkFeed? source = null;
        if (feed is not null && !NetworkFeed.TryParse(feed, out source))
        {
            error.WriteLine($"--feed {feed}: give an interface and its queue, as in eth1:7, and behind '=' a multicast group of IPv4 with its port, as in 233.54.12.1:26477.");
            return null;
        }

        if (root is null && !OperatingSystem.IsLinux())
        {
            error.WriteLine("The settings of a running machine are read on Linux. Give --root the dump of a Linux machine.");
            exitCode = ExitCode.NotAllowedHere;
            return null;
        }

        try
        {
            return new HostFacts(new HostRoot(root ?? "/"), cpus, source);
        }
        catch (ArgumentException fault)
        {
            error.WriteLine(fault.Message.Split(" (Parameter", 2)[0]);
            exitCode = ExitCode.NotAllowedHere;
            return null;
        }
        catch (DirectoryNotFoundException fault)
        {
            error.WriteLine(fault.Message);
            exitCode = ExitCode.NotAllowedHere;
            return null;
        }
    }

    /// <summary>Reads the value of --hot, null where it was not given; or says why it is no list of CPUs.</summary>
    internal static bool ReadHot(string? hot, TextWriter error, out CpuSet? cpus)
    {
        cpus = null;
        if (hot is null)
        {
            return true;
        }

        if (CpuSet.TryParseList(hot, out CpuSet list) && !list.IsEmpty)
        {
            cpus = list;
            return true;
        }

        error.WriteLine($"--hot {hot}: this is no list of CPUs. Give numbers and ranges, as in 2-4,8.");
        return false;
    }
}
