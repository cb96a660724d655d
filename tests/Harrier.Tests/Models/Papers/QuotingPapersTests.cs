using Harrier.Models.Papers;
using Xunit;

namespace Harrier.Tests.Models.Papers;

public sealed class QuotingPapersTests
{
    [Fact]
    public void Every_figure_of_GLFT_agrees()
    {
        PaperRow[] rows = new GueantLehalleFernandezTapia2013().Reproduce(new PaperRun(2_000, Seed: 1));
        Assert.Equal(36, rows.Length);
        Assert.All(rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));

        // hftbacktest's tutorial prints the half-spread; sampled is what a sample can hold.
        Assert.Equal(20.47208533844371, rows[18].Published);
        Assert.Equal(4, System.Array.FindAll(rows, row => !double.IsNaN(row.MonteCarlo)).Length);
    }

    [Fact]
    public void Every_figure_of_Cartea_Jaimungal_and_Penalva_agrees()
    {
        PaperRow[] rows = new CarteaJaimungalPenalva2015().Reproduce(new PaperRun(2, Seed: 1));
        Assert.Equal(50, rows.Length);
        Assert.All(rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));
    }
}
