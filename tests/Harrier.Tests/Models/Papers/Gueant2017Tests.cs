using Harrier.Models.Papers;
using Xunit;

namespace Harrier.Tests.Models.Papers;

public sealed class Gueant2017Tests
{
    [Fact]
    public void Every_figure_of_the_other_program_agrees()
    {
        PaperRow[] rows = new Gueant2017().Reproduce(new PaperRun(2, Seed: 1));
        Assert.Equal(45, rows.Length);
        Assert.All(rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));
        Assert.Same(typeof(Gueant2017), PublishedPapers.Find("gueant2017")?.GetType());
    }
}
