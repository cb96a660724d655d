using System;
using System.Diagnostics;
using System.IO;

namespace Harrier.Tests.Host.Changes;

/// <summary>The program itself, in a process of its own.</summary>
internal static class HarrierProcess
{
    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "harrier.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    public static int Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        process.StandardInput.Close();
        process.BeginErrorReadLine();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
