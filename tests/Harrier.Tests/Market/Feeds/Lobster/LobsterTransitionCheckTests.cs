using Harrier.Market.Feeds.Lobster;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

public sealed class LobsterTransitionCheckTests
{
    // Two levels a side; only the first is compared.
    private const string Start = "20,5,10,5,30,5,5,5\n";

    [Theory]
    [InlineData("1,1,7,3,15,1", "20,5,15,3,30,5,10,5")] // a better bid
    [InlineData("1,1,7,3,20,-1", "20,8,10,5,30,5,5,5")] // more at the ask
    [InlineData("1,2,7,3,10,1", "20,5,10,2,30,5,5,5")] // less at the bid
    [InlineData("1,3,7,5,10,1", "20,5,5,5,30,5,4,9")] // the bid goes, a level comes up from below without a message
    [InlineData("1,4,7,5,20,-1", "30,5,10,5,40,9,5,5")] // the ask is executed
    [InlineData("1,5,0,5,15,1", "20,5,10,5,30,5,5,5")] // hidden: nothing changes
    [InlineData("1,7,0,0,-1,-1", "20,5,10,5,30,5,5,5")] // a halt: nothing changes
    public void A_message_that_leads_to_the_next_row_matches(string message, string row) =>
        Assert.Equal(
            new LobsterTransitionResult(1, 1, 0, null), LobsterText.Check($"0,5,0,1,1,1\n{message}\n", $"{Start}{row}\n"));

    [Theory]
    [InlineData("1,1,7,3,15,1", "20,5,10,5,30,5,5,5")]
    [InlineData("1,1,7,3,20,-1", "20,9,10,5,30,5,5,5")]
    [InlineData("1,3,7,5,10,1", "20,5,10,5,30,5,5,5")]
    [InlineData("1,5,0,5,15,1", "20,5,10,4,30,5,5,5")]
    [InlineData("1,3,7,5,20,-1", "9999999999,0,10,5,9999999999,0,5,5")]
    public void A_message_that_leads_elsewhere_is_counted_and_the_row_named(string message, string row) =>
        Assert.Equal(
            new LobsterTransitionResult(1, 0, 2, null), LobsterText.Check($"0,5,0,1,1,1\n{message}\n", $"{Start}{row}\n"));

    [Fact]
    public void Files_of_different_length_are_a_fault()
    {
        Assert.Equal("the book file ends before this row", LobsterText.Check("0,5,0,1,1,1\n1,5,0,1,1,1\n", Start).Fault?.Reason);
        Assert.Equal(
            "the message file ends after this row, the book file goes on",
            LobsterText.Check("0,5,0,1,1,1\n", Start + Start).Fault?.Reason);
    }

    [Fact]
    public void All_147915_transitions_of_the_goog_day_match()
    {
        using var messages = LobsterMessageReader.Open(TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst"));
        using var books = LobsterBookReader.Open(TestData.Find("lobster_GOOG_2012-06-21_orderbook_10.csv.zst"));
        Assert.Equal(new LobsterTransitionResult(147_915, 147_915, 0, null), LobsterTransitionCheck.Run(messages, books));
    }
}
