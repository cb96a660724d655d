using System.Collections.Generic;
using System.Globalization;
using Harrier.Runtime.Threads;

namespace Harrier.Host.Measurement;

/// <summary>How the jitter of CPUs is measured.</summary>
public sealed record JitterSettings
{
    /// <summary>The CPUs, one spinning thread each, all at once.</summary>
    public required CpuSet Cpus { get; init; }

    /// <summary>The length of a round, seconds: 0.01 to 3,600.</summary>
    public double Seconds { get; init; } = 2;

    /// <summary>The rounds, 1 to 100. Their spread is the noise; fewer than 4 before and after show no difference.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>A gap above this counts as time lost, microseconds: 0.1 to 1,000,000.</summary>
    public double ThresholdMicroseconds { get; init; } = 1;

    /// <summary>The priority of the spinning threads.</summary>
    public SchedulingPriority Priority { get; init; }

    /// <summary>What is wrong with it, all at once; none where nothing is.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Cpus.IsEmpty)
        {
            faults.Add("No CPU is given to measure.");
        }

        if (Seconds is not (>= 0.01 and <= 3_600))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"A round of {Seconds} seconds: allowed are 0.01 to 3600."));
        }

        if (Rounds is < 1 or > 100)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Rounds} rounds: allowed are 1 to 100."));
        }

        if (ThresholdMicroseconds is not (>= 0.1 and <= 1_000_000))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"A threshold of {ThresholdMicroseconds} microseconds: allowed are 0.1 to 1000000."));
        }

        faults.AddRange(ThreadSettings.Faults(Threads()));
        return faults;
    }

    /// <summary>A thread a CPU.</summary>
    internal IReadOnlyList<ThreadSettings> Threads()
    {
        var threads = new List<ThreadSettings>();
        foreach (int cpu in Cpus)
        {
            threads.Add(new ThreadSettings { Name = string.Create(CultureInfo.InvariantCulture, $"jitter-{cpu}"), Cpus = CpuSet.Of(cpu), Priority = Priority });
        }

        return threads;
    }
}
