namespace Harrier.Host.Layout;

/// <summary>Who a CPU belongs to. Each CPU has one owner.</summary>
public enum CpuOwner
{
    /// <summary>The system: daemons, kernel threads, interrupts, and those threads of ours that nobody waits for.</summary>
    Housekeeping,

    /// <summary>A thread that reads the feed and keeps the books.</summary>
    MarketData,

    /// <summary>The thread that quotes.</summary>
    QuoteEngine,

    /// <summary>The thread that watches risk.</summary>
    RiskMonitor,

    /// <summary>Nobody: the hyper-thread beside a trading thread, which would take half of its core.</summary>
    Idle,

    /// <summary>Nobody yet: set apart, and not needed by a thread.</summary>
    Spare,
}
