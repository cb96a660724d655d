using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using Xunit;

namespace Harrier.Tests;

/// <summary>Rules about the sources themselves that no analyzer knows.</summary>
public sealed partial class TidyTests
{
    /// <summary>Higher may use lower, never the reverse. Equals never see each other, but for one stated pair.</summary>
    private static readonly Dictionary<string, int> Layers = new(StringComparer.Ordinal)
    {
        ["Harrier.Primitives"] = 0,
        ["Harrier.Runtime"] = 0,
        ["Harrier.Host"] = 1,
        ["Harrier.Market"] = 1,
        ["Harrier.Models"] = 1,
        ["Harrier.Trading"] = 2,
        ["Harrier.Simulation"] = 2,
        ["Harrier.Monitoring"] = 2,
        ["Harrier.Engine"] = 3,
        ["Harrier.Cli"] = 4,
    };

    [Fact]
    public void Type_names_say_what_the_thing_is() =>
        AssertNone("src", VagueTypeName(), "name it by what it is in the field");

    [Fact]
    public void No_region_and_no_unowned_todo() =>
        AssertNone("src", RegionOrTodo(), "split the file, or file an issue and cite it");

    [Fact]
    public void Projects_depend_downward_only()
    {
        foreach (string project in Directory.EnumerateFiles(Path.Combine(TestData.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            string from = Path.GetFileNameWithoutExtension(project);
            foreach (Match reference in ProjectReference().Matches(File.ReadAllText(project)))
            {
                string to = reference.Groups["name"].Value;
                bool venueUsesOrderTypes = from == "Harrier.Simulation" && to == "Harrier.Trading";
                Assert.True(Layers[from] > Layers[to] || venueUsesOrderTypes, $"{from} may not depend on {to}.");
            }
        }
    }

    [Fact]
    public void Every_test_that_the_map_of_the_specification_names_is_there()
    {
        string[] sources = Directory.GetFiles(Path.Combine(TestData.Root, "tests"), "*.cs", SearchOption.AllDirectories);
        string tests = string.Concat(Array.ConvertAll(sources, File.ReadAllText));
        MatchCollection names = TestName().Matches(File.ReadAllText(Path.Combine(TestData.Root, "docs", "spec-map.md")));
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(
            tests.Contains($"class {name.Groups["name"].Value}\n", StringComparison.Ordinal)
                || tests.Contains($"class {name.Groups["name"].Value} :", StringComparison.Ordinal)
                || tests.Contains($"namespace {name.Groups["name"].Value}", StringComparison.Ordinal),
            $"docs/spec-map.md names {name.Value}, which is no test and no namespace of tests."));
    }

    private static void AssertNone(string folder, Regex pattern, string remedy)
    {
        var found = new List<string>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(TestData.Root, folder), "*.cs", SearchOption.AllDirectories))
        {
            foreach (Match match in pattern.Matches(File.ReadAllText(file)))
            {
                found.Add($"{Path.GetRelativePath(TestData.Root, file)}: '{match.Value.Trim()}': {remedy}");
            }
        }

        Assert.Empty(found);
    }

    [GeneratedRegex(@"\b(class|struct|interface|record)\s+\w*(Manager|Helpers?|Utils?|Utilities|Wrapper|Service|Impl)\b")]
    private static partial Regex VagueTypeName();

    [GeneratedRegex(@"#region|\b(TODO|FIXME|HACK|XXX)\b(?!\(#\d+\))")]
    private static partial Regex RegionOrTodo();

    [GeneratedRegex("`(?<name>Harrier\\.Tests[A-Za-z.]*|[A-Za-z]+Tests)`")]
    private static partial Regex TestName();

    [GeneratedRegex("""ProjectReference Include="[^"]*/(?<name>[^/"]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
