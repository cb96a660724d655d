using System.IO;
using Harrier.Engine.Risk;
using Xunit;

namespace Harrier.Tests.Engine.Risk;

public sealed class PricePanelTests
{
    [Fact]
    public void Names_may_be_quoted_and_a_first_column_that_is_no_number_is_the_date()
    {
        PricePanel? panel = Read("Date,\"AA\",B\n2014-01-02,1.5,2\n2014-01-03,1.25,3\n2014-01-04,1,4\n", out string fault);
        Assert.Equal(string.Empty, fault);
        Assert.Equal(["AA", "B"], panel!.Names);
        Assert.Equal((3, 1.25, 4.0), (panel.Days, panel.Price(0, 1), panel.Price(1, 2)));
        Assert.Equal(["AA", "B"], Read("AA,B\n1,2\n3,4\n5,6", out _)!.Names);
    }

    [Theory]
    [InlineData("Date,A", "20140102,1\n20140103,2\n20140104,3\n")]
    [InlineData(",A", "0,1\n1,2\n2,3\n")]
    [InlineData("session,A", "2014-01-02,1\nnone,2\nx,3\n")]
    public void A_column_of_dates_is_no_asset_even_where_they_are_numbers(string head, string days) =>
        Assert.Equal(["A"], Read(head + "\n" + days, out _)!.Names);

    [Theory]
    [InlineData("A,B\n,2\n3,4\n5,6\n", "line 2, A = '': must be a price above 0")]
    [InlineData("A,B\nN/A,2\n3,4\n5,6\n", "line 3, A: is a number here and 'N/A' in line 2; a column has dates or prices")]
    [InlineData("Date,A,A\nx,1,2\nx,3,4\nx,5,6\n", "line 1 names A twice")]
    [InlineData("Date,A,\nx,1,2\nx,3,4\nx,5,6\n", "line 1 has a column without a name")]
    public void A_column_is_not_dropped_and_not_counted_twice_without_a_word(string text, string fault)
    {
        Assert.Null(Read(text, out string found));
        Assert.Equal(fault, found);
    }

    [Fact]
    public void More_assets_than_are_measured_are_refused()
    {
        string names = string.Join(',', System.Linq.Enumerable.Range(0, 8_193));
        Assert.Null(Read($"{names}\n{names}\n", out string fault));
        Assert.Equal("line 1 names 8193 assets; at most 8192 are measured", fault);
    }

    [Theory]
    [InlineData("", "it needs a line of names and a line of prices a day")]
    [InlineData("A,B", "it needs a line of names and a line of prices a day")]
    [InlineData("Date\n2014-01-02\n", "line 1 names no asset")]
    [InlineData("A,B\n1,2\n3\n", "line 3 has 1 columns; line 1 has 2")]
    [InlineData("A,B\n1,2\n3,x\n", "line 3, B = 'x': must be a price above 0")]
    [InlineData("A,B\n1,2\n3,0\n", "line 3, B = '0': must be a price above 0")]
    [InlineData("A,B\n1,2\n3,NaN\n", "line 3, B = 'NaN': must be a price above 0")]
    [InlineData("A,B\n1,2\n3,Infinity\n", "line 3, B = 'Infinity': must be a price above 0")]
    [InlineData("A,B\n1,2\n3,4\n", "it has 2 days; at least 3 are needed")]
    public void What_is_wrong_is_said_with_its_line(string text, string fault)
    {
        Assert.Null(Read(text, out string found));
        Assert.Equal(fault, found);
    }

    [Fact]
    public void Weights_are_read_by_name()
    {
        Assert.Equal([0.0, -0.5, 1.5], PortfolioWeights.Read(new StringReader("C,1.5\n\"B\",-0.5\n"), ["A", "B", "C"], out _)!);
        Assert.Equal([0.25, 0.25, 0.25, 0.25], PortfolioWeights.Equal(4));
        Assert.Null(PortfolioWeights.Read(new StringReader("C,1\nX,2\n"), ["A", "B", "C"], out string fault));
        Assert.Equal("line 2, 'X,2': must be NAME,WEIGHT with a name of the panel and a number from -1000 to 1000", fault);
        Assert.Null(PortfolioWeights.Read(new StringReader("A,1\nA,0\n"), ["A"], out string twice));
        Assert.Equal("line 2, 'A,0': A has a weight already", twice);
        Assert.Null(PortfolioWeights.Read(new StringReader("A,1e300\n"), ["A"], out string large));
        Assert.StartsWith("line 1, 'A,1e300'", large, System.StringComparison.Ordinal);
        Assert.Null(PortfolioWeights.Read(new StringReader("A,0\n"), ["A"], out string none));
        Assert.Equal("no asset has a weight", none);
    }

    private static PricePanel? Read(string text, out string fault) => PricePanel.Read(new StringReader(text), out fault);
}
