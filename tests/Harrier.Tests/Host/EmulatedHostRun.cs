using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Harrier.Tests.Host;

/// <summary>One run of the script, with what was prepared before: a test installs nothing and compiles nothing.</summary>
public sealed class EmulatedHostRun
{
    private const int MissingHere = 3;

    public EmulatedHostRun()
    {
        if (!OperatingSystem.IsLinux())
        {
            Missing = "The emulated host is started by a shell script on Linux.";
            return;
        }

        using Process script = Process.Start(new ProcessStartInfo(Path.Combine(TestData.Root, "scripts", "emulated-host.sh"), ["--prepared"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        script.StandardInput.Close();
        Task<string> errors = script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Output = script.StandardOutput.ReadToEnd();
        Output += errors.GetAwaiter().GetResult();
        script.WaitForExit();
        ExitCode = script.ExitCode;
        Missing = ExitCode == MissingHere ? Output.Trim() : "";
    }

    /// <summary>What the script lacks here; empty where it ran.</summary>
    public string Missing { get; }

    public int ExitCode { get; }

    public string Output { get; } = "";

    /// <summary>The line that is this or begins with it; empty where there is none.</summary>
    public string Line(string start) =>
        Array.Find(Output.Split('\n'), line => line == start || (start.EndsWith(' ') && line.StartsWith(start, StringComparison.Ordinal))) ?? "";
}
