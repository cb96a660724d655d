using System;
using Harrier.Models.Papers;
using Xunit;

namespace Harrier.Tests.Models.Papers;

public sealed class AlmgrenChriss2000Tests
{
    private static readonly PaperRow[] Rows = new AlmgrenChriss2000().Reproduce(new PaperRun(2, Seed: 1));

    [Fact]
    public void Every_figure_agrees()
    {
        // Four of the paper; of another program six lines of cost, deviation and five trades, four of them with κ and θ; three more.
        Assert.Equal(4 + (6 * 7) + (4 * 2) + 3, Rows.Length);
        Assert.All(Rows, row => Assert.Equal(PaperVerdict.Agrees, row.Verdict));
    }

    [Fact]
    public void The_shares_held_against_the_drift_are_compared_with_table_1_and_not_with_the_text()
    {
        PaperRow held = Array.Find(Rows, row => row.Name.Contains("drift", StringComparison.Ordinal));
        Assert.Equal(11000.0, held.Published);
        Assert.Equal(PaperVerdict.PublishedDiffers, PaperRow.Computed("the text", 1100.0, 0, held.Exact, allowed: 50.0).Verdict);
        Assert.Contains(new AlmgrenChriss2000().Remarks, remark => remark.Contains("1,100", StringComparison.Ordinal));
    }
}
