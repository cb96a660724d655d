using Harrier.Models.Papers;
using Xunit;

namespace Harrier.Tests.Models.Papers;

/// <summary>The papers about processes, with few paths.</summary>
public sealed class ProcessPapersTests
{
    [Theory]
    [InlineData("hawkes", 27, 10_000)]
    [InlineData("rough-bergomi", 8, 20_000)]
    [InlineData("sde", 35, 10_000)]
    public void Every_figure_agrees(string name, int figures, int paths)
    {
        PaperRow[] rows = PublishedPapers.Find(name)!.Reproduce(new PaperRun(paths, Seed: 1));
        Assert.Equal(figures, rows.Length);
        Assert.All(rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));
    }

    [Theory]
    [InlineData("hawkes")]
    [InlineData("rough-bergomi")]
    [InlineData("sde")]
    public void The_smallest_number_of_paths_is_enough_for_a_table(string name) =>
        Assert.NotEmpty(PublishedPapers.Find(name)!.Reproduce(new PaperRun(2, Seed: 1)));
}
