using System;
using System.Collections.Generic;
using System.IO;
using Harrier.Engine.Books;
using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Tests.Cli;
using Xunit;

namespace Harrier.Tests.Engine.Books;

/// <summary>The comparison itself: that it sees a difference where there is one.</summary>
public sealed class BookCheckTests : IDisposable
{
    private static readonly TopOfBook Right = new(new Price(100), new Quantity(7), Price.None, Quantity.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("harrier-check-").FullName;
    private readonly FeedBooks _books = new(liveOrdersMax: 16);

    public void Dispose()
    {
        _books.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Equal_books_are_equal()
    {
        BookCheckResult result = Check(Right, SumOf(Right));
        Assert.Equal(new BookCheckResult(Messages: 1, Differences: 0, string.Empty, Books: 1, DifferentBooks: 0), result);
        Assert.True(result.IsEqual);
    }

    [Theory]
    [InlineData(101, 7)]
    [InlineData(100, 8)]
    public void A_book_that_look_ahead_left_different_is_found(long priceTicks, long lots)
    {
        BookCheckResult result = Check(Right with { BidPrice = new Price(priceTicks), BidSize = new Quantity(lots) }, SumOf(Right));
        Assert.Equal(1, result.DifferentBooks);
        Assert.False(result.IsEqual);
    }

    [Fact]
    public void A_difference_on_the_way_that_is_gone_at_the_end_is_found()
    {
        BookCheckResult result = Check(Right, SumOf(Right) + 1);
        Assert.Equal((1L, 0), (result.Differences, result.DifferentBooks));
        Assert.Contains("look-ahead", result.FirstDifference, StringComparison.Ordinal);
        Assert.False(result.IsEqual);
    }

    [Theory]
    [InlineData(101, 7, 200, 9)]
    [InlineData(100, 8, 200, 9)]
    [InlineData(100, 7, 201, 9)]
    [InlineData(100, 7, 200, 10)]
    public void The_sum_of_tops_knows_every_field(long bid, long bidLots, long ask, long askLots) =>
        Assert.NotEqual(
            SumOf(new TopOfBook(new Price(100), new Quantity(7), new Price(200), new Quantity(9))),
            SumOf(new TopOfBook(new Price(bid), new Quantity(bidLots), new Price(ask), new Quantity(askLots))));

    private BookCheckResult Check(TopOfBook ahead, ulong aheadSum)
    {
        string file = Path.Combine(_folder, "in.itch");
        File.WriteAllBytes(file, ItchText.Messages("A 1 10 B 7 AAA 100"));
        List<BookRow> rows = [new BookRow(1, "AAA", ahead)];
        return new BookCheck(_books, (_, _) => { }).Run([file], rows, aheadSum);
    }

    private static ulong SumOf(TopOfBook top)
    {
        var sum = default(TopSum);
        sum.OnChange(1, top);
        return sum.Sum;
    }
}
