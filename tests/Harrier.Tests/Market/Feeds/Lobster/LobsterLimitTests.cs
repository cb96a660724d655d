using System;
using System.Text;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lobster;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

/// <summary>What a limit of the rebuilt day does: it stops with the row that met it, and nothing before is lost.</summary>
public sealed class LobsterLimitTests
{
    [Fact]
    public void More_levels_than_there_is_room_for_stop_the_day()
    {
        // Each row bids one tick more, so each adds a level. The first row makes one up: row 32,769 has no room.
        FeedFault? fault = Read(LobsterRebuild.LevelsMax + 10, row => (100 + row, 1));
        Assert.Equal((32_769, "32,768 levels a side are not enough"), (fault?.MessageNumber, fault?.Reason));
    }

    [Fact]
    public void More_orders_than_there_is_room_for_stop_the_day()
    {
        // Each row joins the one bid. Row 1 makes up a bid and an ask, every row adds one: row 262,144 has no room.
        FeedFault? fault = Read(LobsterRebuild.OrdersMax + 10, row => (100, row));
        Assert.Equal((262_144, "262,144 live orders are not enough"), (fault?.MessageNumber, fault?.Reason));
    }

    private static FeedFault? Read(int rows, Func<int, (int PriceTicks, int Lots)> best)
    {
        var messages = new StringBuilder();
        var books = new StringBuilder();
        for (int row = 1; row <= rows; row++)
        {
            (int priceTicks, int lots) = best(row);
            messages.Append(FormattableString.Invariant($"1,1,{row},1,{priceTicks},1\n"));
            books.Append(FormattableString.Invariant($"1000000,1,{priceTicks},{lots}\n"));
        }

        using LobsterToItch source = LobsterText.ToItch(messages.ToString(), books.ToString());
        while (source.TryRead(out _))
        {
        }

        return source.Fault;
    }
}
