using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Harrier.Tests.Host.Changes;

/// <summary>The program itself, in a process of its own.</summary>
internal static class HarrierProcess
{
    /// <summary>The command that starts it, to be put behind another one (strace, ip netns exec).</summary>
    public static string[] Command => ["dotnet", Path.Combine(AppContext.BaseDirectory, "harrier.dll")];

    public static Process Start(params string[] arguments) => StartProgram([.. Command, .. arguments]);

    public static int Run(params string[] arguments) => RunProgram([.. Command, .. arguments]).ExitCode;

    /// <summary>Runs a program to its end, without anybody to answer it.</summary>
    public static (int ExitCode, string Output, string Error) RunProgram(params string[] command)
    {
        using Process process = StartProgram(command);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static Process StartProgram(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // no files of the runtime's own
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        _ = start.Environment.Remove("HARRIER_TRADING_HOURS");
        return Process.Start(start)!;
    }
}
