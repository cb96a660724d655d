using System.CommandLine;
using System.IO;
using Harrier.Host.Measurement;
using Harrier.Runtime.Threads;

namespace Harrier.Cli;

/// <summary>The options of a command that measures jitter.</summary>
internal sealed class JitterOptions
{
    private readonly Option<double?> _seconds = new("--seconds") { Description = "The length of a round; 2 if not given.", HelpName = "S" };
    private readonly Option<int?> _rounds = new("--rounds") { Description = "The rounds, whose spread is the noise; 5 if not given.", HelpName = "N" };
    private readonly Option<double?> _threshold = new("--threshold-microseconds") { Description = "A gap above this counts as time lost; 1 if not given.", HelpName = "U" };
    private readonly Option<string> _priority = PriorityOption("Of the spinning threads; normal if not given.");

    internal static Option<string> PriorityOption(string description) => new("--priority") { Description = description, HelpName = "fifo:1..99|high|normal" };

    internal void AddTo(Command command)
    {
        command.Options.Add(_seconds);
        command.Options.Add(_rounds);
        command.Options.Add(_threshold);
        command.Options.Add(_priority);
    }

    /// <summary>Reads them, or says what is wrong.</summary>
    internal JitterSettings? Read(ParseResult parsed, CpuSet cpus, TextWriter error)
    {
        if (!TryReadPriority(parsed.GetValue(_priority), error, out SchedulingPriority priority))
        {
            return null;
        }

        var settings = new JitterSettings { Cpus = cpus, Priority = priority };
        settings = settings with
        {
            Seconds = parsed.GetValue(_seconds) ?? settings.Seconds,
            Rounds = parsed.GetValue(_rounds) ?? settings.Rounds,
            ThresholdMicroseconds = parsed.GetValue(_threshold) ?? settings.ThresholdMicroseconds,
        };
        foreach (string fault in settings.Faults())
        {
            error.WriteLine(fault);
        }

        return settings.Faults().Count == 0 ? settings : null;
    }

    internal static bool TryReadPriority(string? text, TextWriter error, out SchedulingPriority priority)
    {
        priority = SchedulingPriority.Normal;
        if (text is null || SchedulingPriority.TryParse(text, out priority))
        {
            return true;
        }

        error.WriteLine($"--priority {text}: this is none of fifo:1 to fifo:99, high and normal.");
        return false;
    }
}
