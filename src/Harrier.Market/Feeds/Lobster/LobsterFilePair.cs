using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Text;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>The two files of a LOBSTER day, known by their names: SYMBOL_2012-06-21_..._message_10.csv and the same
/// with "orderbook".</summary>
/// <param name="MessagePath">The message file.</param>
/// <param name="BookPath">The book file.</param>
/// <param name="Symbol">The symbol, which stands before the date.</param>
public sealed record LobsterFilePair(string MessagePath, string BookPath, string Symbol)
{
    private const string MessagePart = "_message_";
    private const string BookPart = "_orderbook_";
    private const int SymbolMax = 8;

    /// <summary>The symbol in ASCII, as ITCH fields hold it.</summary>
    /// <returns>At most eight bytes.</returns>
    public byte[] SymbolBytes() => Encoding.ASCII.GetBytes(Symbol);

    /// <summary>Recognizes one of the two files by its name. Neither need exist.</summary>
    /// <param name="path">Either file.</param>
    /// <param name="pair">Both files.</param>
    /// <returns>False when the name is not that of a LOBSTER file.</returns>
    public static bool TryFind(string path, [NotNullWhen(true)] out LobsterFilePair? pair)
    {
        string folder = Path.GetDirectoryName(path) ?? string.Empty;
        string name = Path.GetFileName(path);
        string messageName = name.Replace(BookPart, MessagePart, StringComparison.Ordinal);
        string? symbol = SymbolBeforeDate(messageName);
        bool isLobster = symbol is not null
            && messageName.Contains(MessagePart, StringComparison.Ordinal)
            && messageName.Contains(".csv", StringComparison.Ordinal);
        pair = isLobster
            ? new LobsterFilePair(
                Path.Combine(folder, messageName),
                Path.Combine(folder, messageName.Replace(MessagePart, BookPart, StringComparison.Ordinal)),
                symbol!)
            : null;
        return isLobster;
    }

    private static string? SymbolBeforeDate(string name)
    {
        string[] parts = name.Split('_');
        for (int index = 1; index < parts.Length; index++)
        {
            string symbol = parts[index - 1];
            bool isDate = DateOnly.TryParseExact(
                parts[index], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            if (isDate && symbol.Length is > 0 and <= SymbolMax && Ascii.IsValid(symbol))
            {
                return symbol;
            }
        }

        return null;
    }
}
