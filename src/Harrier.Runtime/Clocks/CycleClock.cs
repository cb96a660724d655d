using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Harrier.Runtime.Clocks;

/// <summary>Reads the processor's time-stamp counter where it runs at one rate in every state (CPUID 8000_0007h,
/// EDX bit 8, "invariant TSC") and the kernel trusts it, and the operating system's clock elsewhere. Any thread; nothing is allocated.</summary>
/// <remarks>
/// .NET has no intrinsic for RDTSC, and <see cref="Stopwatch"/> costs 24 to 44 ns where the counter costs 10 to 18:
/// too dear for stages of a few nanoseconds. So ten bytes of machine code are put into a page that is first writable and
/// then executable, never both (mmap(2), mprotect(2)). Two readings in one thread may be subtracted; a reading is not
/// ordered against neighbouring loads, which moves a stage's border by a few nanoseconds and saves an LFENCE.
/// </remarks>
public static unsafe partial class CycleClock
{
    private const string AvailableSources = "/sys/devices/system/clocksource/clocksource0/available_clocksource";

    // In this order: the second needs the first.
    private static readonly string WhyNot = Distrust();
    private static readonly delegate* unmanaged[SuppressGCTransition]<ulong> Reader = Prepare();

    /// <summary>Gets a value indicating whether the time-stamp counter is read, not the operating system's clock.</summary>
    public static bool IsTimeStampCounter => Reader != null;

    /// <summary>Gets why the counter is not read, as a sentence; empty where it is.</summary>
    public static string WhyNoCounter => IsTimeStampCounter ? ""
        : WhyNot.Length > 0 ? WhyNot : "The system gave no page for the machine code that reads the time-stamp counter.";

    /// <summary>Gets the name of what is read, for reports.</summary>
    public static string Source => IsTimeStampCounter ? "time-stamp counter" : "operating system clock";

    /// <summary>Reads the clock.</summary>
    /// <returns>Ticks of an unknown start; <see cref="Calibrate"/> tells their length.</returns>
    public static ulong Now() => Reader != null ? Reader() : (ulong)Stopwatch.GetTimestamp();

    /// <summary>Compares the clock with CLOCK_MONOTONIC for a while. Cold: spins.</summary>
    /// <param name="milliseconds">How long to compare: 1 to 10,000. The error falls with it: 20 gives a few parts in a
    /// million on a quiet machine.</param>
    /// <returns>The length of a tick, with the error that this comparison allows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public static ClockCalibration Calibrate(int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 10_000);
        double systemTick = 1e9 / Stopwatch.Frequency;
        if (!IsTimeStampCounter)
        {
            return new ClockCalibration(systemTick, 0, Source);
        }

        var start = ClockPair.Read();
        long systemEnd = start.SystemTicks + (Stopwatch.Frequency * milliseconds / 1000);
        while (Stopwatch.GetTimestamp() < systemEnd)
        {
        }

        var end = ClockPair.Read();
        double ticks = end.Ticks - start.Ticks;

        // The system's reading lies anywhere between the two of the counter, at either end; and it is a whole number.
        double error = ((start.Width + end.Width) / 2.0 / ticks) + (1.0 / (end.SystemTicks - start.SystemTicks));
        return new ClockCalibration((end.SystemTicks - start.SystemTicks) * systemTick / ticks, error, Source);
    }

    /// <summary>Why the counter is no clock here; empty where it is one.</summary>
    private static string Distrust() =>
        !OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64 ? "The time-stamp counter is read on Linux on x86-64."
        : !IsInvariant() ? "The processor does not say that its time-stamp counter runs at one rate in every state (CPUID 8000_0007h)."
        : IsDistrusted(ReadAvailableSources()) ? $"The kernel does not trust the time-stamp counter: {AvailableSources} does not name it."
        : "";

    private static delegate* unmanaged[SuppressGCTransition]<ulong> Prepare()
    {
        if (WhyNot.Length > 0)
        {
            return null;
        }

        // rdtsc; shl rdx, 32; or rax, rdx; ret
        ReadOnlySpan<byte> code = [0x0F, 0x31, 0x48, 0xC1, 0xE2, 0x20, 0x48, 0x09, 0xD0, 0xC3];
        nuint length = (nuint)Environment.SystemPageSize;
        void* page = Libc.MapAnonymous(length);
        if (page == null)
        {
            return null;
        }

        code.CopyTo(new Span<byte>(page, code.Length));
        return Libc.MakeExecutable(page, length) ? (delegate* unmanaged[SuppressGCTransition]<ulong>)page : null;
    }

    /// <summary>The kernel watches the counter against other clocks and takes it off this list when it finds it unstable,
    /// even on processors that call it invariant: firmware that writes it, sockets that drift apart.</summary>
    internal static bool IsDistrusted(string availableSources) =>
        availableSources.Length > 0 && Array.IndexOf(availableSources.Split((char[]?)null), "tsc") < 0;

    private static string ReadAvailableSources()
    {
        try
        {
            return File.ReadAllText(AvailableSources);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ""; // sysfs is not mounted: the processor's word has to do
        }
    }

    private static bool IsInvariant()
    {
        const int HighestExtendedLeaf = unchecked((int)0x8000_0000);
        const int PowerLeaf = unchecked((int)0x8000_0007);
        const int InvariantTsc = 1 << 8;
        return X86Base.IsSupported
            && unchecked((uint)X86Base.CpuId(HighestExtendedLeaf, 0).Eax >= (uint)PowerLeaf)
            && (X86Base.CpuId(PowerLeaf, 0).Edx & InvariantTsc) != 0;
    }

    private static partial class Libc
    {
        private const int ProtReadWrite = 0x1 | 0x2;
        private const int ProtReadExecute = 0x1 | 0x4;
        private const int MapPrivateAnonymous = 0x02 | 0x20;

        public static void* MapAnonymous(nuint length)
        {
            void* page = Map(null, length, ProtReadWrite, MapPrivateAnonymous, -1, 0);
            return (nint)page == -1 ? null : page;
        }

        public static bool MakeExecutable(void* page, nuint length) => Protect(page, length, ProtReadExecute) == 0;

        [LibraryImport("libc", EntryPoint = "mmap")]
        private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

        [LibraryImport("libc", EntryPoint = "mprotect")]
        private static partial int Protect(void* address, nuint length, int protection);
    }
}
