using System;
using System.Collections.Generic;

namespace Harrier.Runtime.Threads;

/// <summary>The threads of a trading process. Cannot be changed once made.</summary>
public sealed record ThreadConfiguration
{
    /// <summary>Takes packets and keeps the books.</summary>
    public required ThreadSettings MarketData { get; init; }

    /// <summary>Decides quotes and writes orders.</summary>
    public required ThreadSettings QuoteEngine { get; init; }

    /// <summary>Watches positions and limits.</summary>
    public required ThreadSettings RiskMonitor { get; init; }

    /// <summary>Further threads.</summary>
    public IReadOnlyList<ThreadSettings> Others { get; init; } = [];

    /// <summary>Whether the memory of the process is locked.</summary>
    public MemoryLock Memory { get; init; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<ThreadSettings> Threads => [MarketData, QuoteEngine, RiskMonitor, .. Others];

    /// <summary>What is wrong with it, all at once; none where nothing is.</summary>
    public IReadOnlyList<string> Faults() => ThreadSettings.Faults(Threads);

    /// <summary>Gives each of the three a CPU of its own, in the order market data, quote engine, risk monitor. Where
    /// there are fewer CPUs than threads, the later ones wait between their duties, as normal threads elsewhere.</summary>
    /// <param name="hot">The CPUs of the trading threads, at least one.</param>
    /// <param name="elsewhere">The other CPUs, for a thread that gets none.</param>
    /// <param name="priority">Of the threads that have a CPU.</param>
    /// <exception cref="ArgumentException">No CPU is hot.</exception>
    public static ThreadConfiguration On(CpuSet hot, CpuSet elsewhere, SchedulingPriority priority)
    {
        ArgumentNullException.ThrowIfNull(hot);
        ArgumentNullException.ThrowIfNull(elsewhere);
        if (hot.IsEmpty)
        {
            throw new ArgumentException("No CPU is given for the trading threads.", nameof(hot));
        }

        int[] cpus = [.. hot];
        ThreadSettings Make(string name, int at) => at < cpus.Length
            ? new ThreadSettings { Name = name, Cpus = CpuSet.Of(cpus[at]), Priority = priority }
            : new ThreadSettings { Name = name, Cpus = elsewhere.Except(hot), IsSpinning = false };
        return new ThreadConfiguration
        {
            MarketData = Make("market-data", 0),
            QuoteEngine = Make("quote-engine", 1),
            RiskMonitor = Make("risk-monitor", 2),
        };
    }
}
