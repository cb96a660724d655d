using System;
using System.Globalization;
using System.IO;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Harrier.Monitoring.Reports;
using Harrier.Runtime.Clocks;

namespace Harrier.Engine.Sessions;

/// <summary>Finds out what a session ran on, for its report. Cold.</summary>
internal static class HostProbe
{
    private const int ClockReadings = 10_000;

    // RuntimeFeature.IsDynamicCodeSupported tells what the program was built to do without, which is the same for its two
    // builds. A compiler that is there has compiled something by now.
    private static bool HasCompiler => JitInfo.GetCompiledMethodCount() > 0;

    /// <summary>Describes this machine and runtime.</summary>
    /// <param name="nanosecondsPerTick">The length of the clock's tick.</param>
    /// <returns>The facts.</returns>
    public static HostFacts Describe(double nanosecondsPerTick) => new(
        Processor(),
        Environment.ProcessorCount,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription + (HasCompiler ? string.Empty : ", NativeAOT"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{CycleClock.Source}, {ReadingCost(nanosecondsPerTick):0.0} ns a reading, which is part of every time"));

    // Optimized at its first call, as the engine's own readings are by then.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double ReadingCost(double nanosecondsPerTick)
    {
        ulong start = CycleClock.Now();
        ulong last = start;
        for (int reading = 0; reading < ClockReadings; reading++)
        {
            last = CycleClock.Now();
        }

        return (last - start) * nanosecondsPerTick / ClockReadings;
    }

    private static string Processor()
    {
        const string Key = "model name";
        if (OperatingSystem.IsLinux())
        {
            foreach (string line in File.ReadLines("/proc/cpuinfo"))
            {
                if (line.StartsWith(Key, StringComparison.Ordinal))
                {
                    return line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                }
            }
        }

        return RuntimeInformation.ProcessArchitecture.ToString();
    }
}
