using System.Globalization;
using System.IO;
using Harrier.Market.Books;
using Harrier.Primitives;

namespace Harrier.Engine.Books;

/// <summary>Writes the best bid and offer of every book as comma-separated values.</summary>
public static class BboTable
{
    /// <summary>Writes one row for each book, by locate.</summary>
    /// <param name="result">The feed.</param>
    /// <param name="output">Where to.</param>
    public static void Write(BookRebuildResult result, TextWriter output)
    {
        output.Write("locate,symbol,bid_price,bid_size,ask_price,ask_size\n");
        foreach (BookRow row in result.Books)
        {
            TopOfBook top = row.Top;
            string bid = Cells(top.BidPrice, top.BidSize);
            string ask = Cells(top.AskPrice, top.AskSize);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{row.Locate},{row.Symbol},{bid},{ask}\n"));
        }
    }

    private static string Cells(Price price, Quantity size) => price.IsPresent ? $"{price},{size}" : ",";
}
