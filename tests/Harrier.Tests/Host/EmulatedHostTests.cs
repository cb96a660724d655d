using System;
using System.IO;
using Xunit;

namespace Harrier.Tests.Host;

/// <summary>In an emulated server with two memory nodes and hyper-threads: what scripts/emulated-host.sh proves.
/// docs/emulated-host.md says how, and what an emulator cannot show.</summary>
/// <remarks>In the collection of the tests that have the machine to themselves: the emulator takes all CPUs.</remarks>
[Collection(Changes.ThisMachineTests.Collection)]
public sealed class EmulatedHostTests : IClassFixture<EmulatedHostRun>
{
    private const string Steps = "scripts/emulated-host/steps";

    private readonly EmulatedHostRun _run;

    public EmulatedHostTests(EmulatedHostRun run) => _run = run;

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        string[] files = Directory.GetFiles(Path.Combine(TestData.Root, Steps));
        Array.Sort(files, StringComparer.Ordinal);
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            names.Add(name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_step_passes_in_the_emulated_host(string name)
    {
        Assert.SkipWhen(_run.Missing.Length > 0, _run.Missing);
        string skipped = _run.Line($"skipped {name}: ");
        Assert.SkipWhen(skipped.Length > 0, skipped);
        Assert.True(_run.Line($"ok {name}").Length > 0, _run.Output);
    }

    [Fact]
    public void The_script_ends_with_success_where_every_step_passed()
    {
        Assert.SkipWhen(_run.Missing.Length > 0, _run.Missing);
        Assert.True(_run.ExitCode == 0, _run.Output);
    }
}
