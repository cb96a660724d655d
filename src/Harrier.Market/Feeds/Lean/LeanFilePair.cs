using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace Harrier.Market.Feeds.Lean;

/// <summary>The two files of a day of Lean ticks, known by their names: 20131007_quote.zip and 20131007_trade.zip in a folder
/// that is named by the symbol, with anything before the date.</summary>
/// <param name="QuotePath">The quote file.</param>
/// <param name="TradePath">The trade file.</param>
public sealed record LeanFilePair(string QuotePath, string TradePath)
{
    private const string QuoteEnd = "_quote.zip";
    private const string TradeEnd = "_trade.zip";

    /// <summary>Recognizes one of the two files by its name. Neither need exist.</summary>
    /// <param name="path">Either file.</param>
    /// <param name="pair">Both files.</param>
    /// <returns>False when the name is not that of a Lean tick file.</returns>
    public static bool TryFind(string path, [NotNullWhen(true)] out LeanFilePair? pair)
    {
        string folder = Path.GetDirectoryName(path) ?? string.Empty;
        string name = Path.GetFileName(path);
        string? start = name.EndsWith(QuoteEnd, StringComparison.Ordinal) ? name[..^QuoteEnd.Length]
            : name.EndsWith(TradeEnd, StringComparison.Ordinal) ? name[..^TradeEnd.Length]
            : null;
        pair = start is null
            ? null
            : new LeanFilePair(Path.Combine(folder, start + QuoteEnd), Path.Combine(folder, start + TradeEnd));
        return pair is not null;
    }
}
