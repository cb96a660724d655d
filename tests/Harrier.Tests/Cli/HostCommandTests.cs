using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Harrier.Cli;
using Harrier.Tests.Host;
using Xunit;

namespace Harrier.Tests.Cli;

public sealed class HostCommandTests : IDisposable
{
    private readonly MadeMachine _machine = new(("/sys/kernel/mm/ksm/run", "1\n"), ("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n"));
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _machine.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_check_says_what_fails_who_disagrees_and_how_many_there_are()
    {
        Assert.Equal(1, Run("check", "mem", "--root", _machine.Root));
        Assert.Contains("a server with Intel processors, 4 CPUs", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Hot CPUs 1-3 (proposed: name others with --hot), housekeeping 0.", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 -> 0 or 2", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("mem.thp  always -> madvise. Transparent huge pages; risk low; rests on a measurement. tuned's network-latency says never", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("24 settings: 1 fail, 1 conflict,", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_leaves_out_what_is_excepted_and_knows_its_name()
    {
        Assert.Equal(0, Run("plan", "mem", "--root", _machine.Root));
        Assert.Contains("/sys/kernel/mm/ksm/run", _output.ToString(), StringComparison.Ordinal);
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, Run("plan", "mem", "--except", "mem.ksm", "cpu", "--root", _machine.Root));
        Assert.DoesNotContain("/sys/kernel/mm/ksm/run", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Run("plan", "--except", "nothing", "--root", _machine.Root));
        Assert.StartsWith("nothing: there is no such setting", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_explained_by_its_name()
    {
        Assert.Equal(1, Run("check", "mem.ksm", "--root", _machine.Root));
        Assert.Contains("Would write  0 into /sys/kernel/mm/ksm/run", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Rests on     another tool: tuned realtime-virtual-host", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_the_documented_keys()
    {
        string file = Path.Combine(_machine.Root, "check.json");
        Assert.Equal(1, Run("check", "--root", _machine.Root, "--hot", "2", "--json", file));
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        Assert.Equal("2", json.RootElement.GetProperty("host").GetProperty("hot").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("counts").GetProperty("conflict").GetInt32());
        foreach (JsonElement setting in json.RootElement.GetProperty("settings").EnumerateArray())
        {
            if (setting.GetProperty("id").GetString() == "mem.ksm")
            {
                Assert.Equal("Fail", setting.GetProperty("status").GetString());
                Assert.Equal("0", setting.GetProperty("writes")[0].GetProperty("value").GetString());
            }
        }
    }

    [Theory]
    [InlineData(3, "--hot 4: CPU 4 is not online. ", "--hot", "4")]
    [InlineData(3, "--feed eth9: there is no such interface. ", "--feed", "eth9:1")]
    [InlineData(2, "--feed eth9: give an interface and its queue, as in eth1:7, ", "--feed", "eth9")]
    [InlineData(2, "--hot x: this is no list of CPUs. Give numbers and ranges, as in 2-4,8.", "--hot", "x")]
    [InlineData(2, "nothing: there is no such setting and no such category. Categories: cpu, iso, ", "nothing")]
    public void Bad_arguments_get_a_sentence(int exitCode, string sentence, params string[] arguments)
    {
        Assert.Equal(exitCode, Run(["check", "--root", _machine.Root, .. arguments]));
        Assert.StartsWith(sentence, _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply", "--yes")]
    public void Without_a_cpu_for_the_system_nothing_is_planned(params string[] command)
    {
        Assert.Equal(3, Run([.. command, "--root", _machine.Root, "--hot", "0-3"]));
        Assert.StartsWith("Hot are 0-3, all CPUs that run: leave one for the system, CPU 0 at best. Name the others with --hot.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_that_is_not_there_or_is_no_machine_is_the_environments_fault()
    {
        Assert.Equal(3, Run("check", "--root", "/nowhere/at/all"));
        Assert.Contains("--root /nowhere/at/all: there is no such directory.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, Run("check", "--root", Path.Combine(_machine.Root, "proc")));
        Assert.Contains("there are no CPUs", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_a_setting_is_a_line_with_its_risk_and_what_it_rests_on_is_left_to_its_name()
    {
        Assert.Equal(1, Run("check", "--root", _machine.Root));
        string text = _output.ToString();
        Assert.Contains("Fail, set while the machine runs (", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  mem\.ksm +1 -> 0 or 2\r?$", text);
        Assert.DoesNotContain("rests on", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Does not apply", text, StringComparison.Ordinal);
        _ = Run("check", "--root", _machine.Root, "--all");
        Assert.Contains("Does not apply (", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_settings_and_categories_are_checked_at_once()
    {
        Assert.Equal(1, Run("check", "mem.ksm", "mem.thp", "--root", _machine.Root));
        Assert.Contains("2 settings: 1 fail, 1 conflict, 0 ", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("harrier host: there is no command 'chekc'. Commands: topology, layout, memory, check, plan, apply, verify, rollback, jitter, threads.", "chekc")]
    [InlineData("harrier host: a command is missing. Commands: topology,")]
    [InlineData("harrier host jitter: --rounds many: is not what is expected. The rounds, whose spread is the noise; 5 if not given.", "jitter", "--rounds", "many")]
    [InlineData("harrier host verify: Unrecognized command or argument 'all'.", "verify", "all")]
    public void Arguments_that_make_no_command_get_a_sentence_and_the_way_to_the_help(string sentence, params string[] arguments)
    {
        Assert.Equal(2, Run(arguments));
        Assert.StartsWith(sentence, _error.ToString(), StringComparison.Ordinal);
        Assert.Contains(" --help' has examples.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public void A_journal_that_is_none_is_the_environments_fault_and_stays_as_it_is()
    {
        string file = Path.Combine(_machine.Root, "notes.txt");
        File.WriteAllText(file, "no journal\n");
        Assert.Equal(3, Run("rollback", "--root", _machine.Root, "--journal", file));
        Assert.StartsWith($"harrier: {file}: line 1 is no entry of a journal. Nothing was changed;", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("no journal\n", File.ReadAllText(file));
    }

    [Fact]
    public void What_somebody_else_wrote_is_left_with_what_to_do_until_the_old_value_is_back()
    {
        string journal = Path.Combine(_machine.Root, "journal");
        Assert.Equal(0, Run("apply", "mem.ksm", "--root", _machine.Root, "--yes", "--journal", journal));
        _machine.Write("/sys/kernel/mm/ksm/run", "2\n");
        Assert.Equal(1, Run("rollback", "--root", _machine.Root, "--journal", journal));
        Assert.Contains($"What was left stays in {journal}. Write the old value yourself and roll back again; or move the journal away", _error.ToString(), StringComparison.Ordinal);
        _machine.Write("/sys/kernel/mm/ksm/run", "1\n"); // as it was found
        Assert.Equal(0, Run("rollback", "--root", _machine.Root, "--journal", journal));
        Assert.Equal(0, Run("verify", "--root", _machine.Root, "--journal", journal));
        Assert.EndsWith($"{journal}: holds no write that was not put back.", _output.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_place_of_the_journal_is_told()
    {
        Assert.Equal(3, Run("verify", "--root", _machine.Root, "--journal", _machine.Root));
        Assert.Contains(_machine.Root, _error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _output.ToString());
    }

    [Theory]
    [InlineData("check", "--json")]
    [InlineData("plan", "--script")]
    [InlineData("topology", "--json")]
    [InlineData("layout", "--json")]
    public void A_file_that_cannot_be_written_is_told_before_anything_else(string command, string option)
    {
        string file = Path.Combine(_machine.Root, "none", "out");
        Assert.Equal(3, Run(command, "--root", _machine.Root, option, file));
        Assert.Equal($"harrier: {option} {file}: cannot be written: there is no directory {Path.GetDirectoryName(file)}.", _error.ToString().Trim());
        Assert.Equal("", _output.ToString());
    }

    private int Run(params string[] arguments) =>
        CommandLine.Run(["host", .. arguments], (_, _, _) => throw new InvalidOperationException("no session is asked for"), _output, _error);
}
