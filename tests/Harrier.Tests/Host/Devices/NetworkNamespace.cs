using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;
using Harrier.Tests.Host.Changes;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace Harrier.Tests.Host.Devices;

/// <summary>A network of its own: two ends of a cable, v0 and v1, with four queues each way.</summary>
internal sealed partial class NetworkNamespace : IDisposable
{
    private const int NewNetwork = 0x4000_0000; // CLONE_NEWNET

    public NetworkNamespace()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Network namespaces are made on Linux, as root.");
        Assert.SkipUnless(File.Exists("/usr/sbin/ip") && File.Exists("/usr/sbin/ethtool"), "ip or ethtool is not installed (apt-get install iproute2 ethtool).");
        (int exitCode, _, string error) = HarrierProcess.RunProgram("ip", "netns", "add", Name);
        Assert.SkipUnless(exitCode == 0, $"No network namespace can be made here: {error}");
        _ = Run("ip", "link", "add", "v0", "numtxqueues", "4", "numrxqueues", "4", "type", "veth", "peer", "name", "v1", "numtxqueues", "4", "numrxqueues", "4");
        _ = Run("ip", "link", "set", "v0", "up");
        _ = Run("ip", "link", "set", "v1", "up");
    }

    public string Name { get; } = $"harrier-{Guid.NewGuid():N}"[..20];

    /// <summary>Runs another program in it; its output.</summary>
    public string Run(params string[] command)
    {
        (int exitCode, string output, string error) = HarrierProcess.RunProgram(["ip", "netns", "exec", Name, .. command]);
        Assert.True(exitCode == 0, $"{string.Join(' ', command)}: {output}{error}");
        return output;
    }

    /// <summary>Runs the program in it.</summary>
    public (int ExitCode, string Output, string Error) Harrier(params string[] arguments) =>
        HarrierProcess.RunProgram(["ip", "netns", "exec", Name, .. HarrierProcess.Command, .. arguments]);

    /// <summary>Runs code on a thread that is in it.</summary>
    public T Inside<T>(Func<T> code)
    {
        T result = default!;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(() =>
        {
            try
            {
                using SafeFileHandle file = File.OpenHandle($"/var/run/netns/{Name}");
                if (Enter((int)file.DangerousGetHandle(), NewNetwork) < 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }

                result = code();
            }
#pragma warning disable CA1031 // It is thrown again on the thread of the test.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.IsBackground = true;
        thread.Start();
        thread.Join();
        fault?.Throw();
        return result;
    }

    public void Dispose() => HarrierProcess.RunProgram("ip", "netns", "del", Name);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int Enter(int file, int type);
}
