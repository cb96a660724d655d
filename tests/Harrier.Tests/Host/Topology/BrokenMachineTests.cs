using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsCheck;
using Harrier.Cli;
using Harrier.Host;
using Harrier.Host.Deployment;
using Harrier.Host.Hardware;
using Harrier.Host.Layout;
using Harrier.Host.Topology;
using Xunit;

namespace Harrier.Tests.Host.Topology;

/// <summary>Machines with files that are missing, cut or nonsense: a sentence, never a fault of ours.</summary>
public sealed class BrokenMachineTests
{
    private const string DumpOfFiles = "32intel64-2p8co2t+8ve.tar.bz2";
    private const string DumpOfCpuid = "cpuid/AMD-19h-Zen3-2xEpyc-7763.tar.bz2";

    /// <summary>The links of sysfs lead in circles.</summary>
    private static readonly EnumerationOptions WithoutLinks = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Each round breaks more of one dump, down to files that are gone.</summary>
    [Theory]
    [InlineData(DumpOfFiles, "sys/devices/system")]
    [InlineData(DumpOfFiles, "proc")]
    [InlineData(DumpOfCpuid, "")]
    public void Whatever_the_files_hold_a_machine_is_read_or_a_sentence_says_why_not(string archive, string below)
    {
        string root = MachineDump.Copy(archive, out string folder);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(root, below), "*", WithoutLinks).Order(StringComparer.Ordinal)];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 3], Gen.Byte.Array[0, 60]).Array[files.Length / 8, files.Length / 4].Sample(
            damages =>
            {
                foreach ((int file, int kind, byte[] noise) in damages)
                {
                    Damage(files[file], kind, noise);
                }

                Assert.True(IsReadOrExplained(root));
            },
            iter: 12,
            threads: 1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_folder_without_a_machine_gets_a_sentence_and_exit_code_3()
    {
        string folder = Directory.CreateTempSubdirectory("harrier-none-").FullName;
        Assert.Equal((3, $"{folder}: there is no /sys/devices/system/cpu below it. Name the directory that holds a Linux machine's 'sys' and 'proc', or leave --root out for this machine.\n"), Run(folder));
        _ = Directory.CreateDirectory(Path.Combine(folder, "sys/devices/system/cpu"));
        (int code, string error) = Run(folder);
        Assert.Equal(3, code);
        Assert.Contains("names no CPU that runs", error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((3, $"--root {folder}: there is no such directory.\n"), Run(folder));
    }

    [Theory]
    [InlineData("", "leaves 0 and 1")]
    [InlineData("1 0 0 0 0 => 16 756e6547 6c65746e", "line 1")]
    [InlineData("1 0 0 0 0 => 16 756e6547 6c65746e 49656e69\n1 1 0 0 0 = 50657 400800 7ffefbff bfebfbff", "line 2")]
    [InlineData("1 0 0 0 0 => 16 756e6547 6c65746e xyz", "line 1")]
    public void A_dump_of_cpuid_that_is_none_gets_a_sentence_and_exit_code_3(string text, string expected)
    {
        string folder = Directory.CreateTempSubdirectory("harrier-cpuid-").FullName;
        File.WriteAllText(Path.Combine(folder, "pu0"), text);
        (int code, string error) = Run(folder);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(3, code);
        Assert.Contains("/pu0: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cpu_that_online_names_and_that_has_no_directory_is_left_out_and_told()
    {
        using var machine = new MadeMachine(("/sys/devices/system/cpu/online", "0-5\n"));
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(machine.Root), out MachineTopology? topology, out _));
        Assert.Equal("0-3", topology.OnlineCpus.ToString());
        Assert.Contains(topology.Notes, note => note.Cause.Contains("4-5", StringComparison.Ordinal));
    }

    private static void Damage(string file, int kind, byte[] noise)
    {
        if (!File.Exists(file))
        {
            return;
        }

        switch (kind)
        {
            case 0:
                File.Delete(file);
                break;
            case 1:
                File.WriteAllBytes(file, noise);
                break;
            case 2:
                byte[] whole = File.ReadAllBytes(file);
                File.WriteAllBytes(file, whole[..(whole.Length / 2)]);
                break;
            default:
                byte[] text = File.ReadAllBytes(file);
                for (int at = 0; at < noise.Length && text.Length > 0; at++)
                {
                    text[noise[at] * 31 % text.Length] = (byte)"0123456789abcdef-, \n"[noise[at] % 20];
                }

                File.WriteAllBytes(file, text);
                break;
        }
    }

    private static bool IsReadOrExplained(string root)
    {
        (int code, string error) = Run(root);
        if (code != 0)
        {
            return code == 3 && error.StartsWith("harrier: ", StringComparison.Ordinal) && error.Length > 40;
        }

        // What was read holds together, and what is built on it does too.
        Assert.True(MachineTopologyReader.TryRead(new HostRoot(root), out MachineTopology? topology, out _));
        Assert.Equal(topology.OnlineCpus.Count, topology.Cores.Sum(core => core.Cpus.Count));
        Assert.All(topology.Caches, cache => Assert.True(cache.Cpus.IsSubsetOf(topology.OnlineCpus)));
        Assert.NotEmpty(HardwareProfiles.Detect(topology).Configuration.Name);
        bool isPlanned = LayoutPlanner.TryPlan(topology, new DeploymentConfiguration(), out _, out IReadOnlyList<LayoutFault> faults);
        return isPlanned == (faults.Count == 0);
    }

    private static (int Code, string Error) Run(string root)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = CommandLine.Run(["host", "topology", "--root", root], (_, _, _) => throw new InvalidOperationException(), output, error);
        return (code, error.ToString());
    }
}
