using System.Globalization;
using Harrier.Engine.Books;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Cli;

/// <summary>What was asked of <c>harrier book</c>, checked.</summary>
internal sealed record BookArguments
{
    internal required BookRebuildOptions Rebuild { get; init; }

    /// <summary>The day to write first; null for none.</summary>
    internal SyntheticDaySettings? Made { get; init; }

    internal string? BboPath { get; init; }

    internal string? JsonPath { get; init; }

    /// <summary>A made day is read again only when something is asked about it.</summary>
    internal bool IsRebuildAsked => Made is null || BboPath is not null || JsonPath is not null || Rebuild.IsChecked || Rebuild.Repeats > 0;

    /// <summary>Reads SYMBOLS,MESSAGES.</summary>
    internal static SyntheticDaySettings? ReadMade(string text, ulong seed)
    {
        string[] parts = text.Split(',');
        bool isSound = parts.Length == 2
            & int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int symbols)
            && long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out long messages)
            && symbols is >= 1 and <= SyntheticDaySettings.SymbolsMax
            && messages is >= 1 and <= SyntheticDaySettings.MessagesMax;
        return isSound ? new SyntheticDaySettings(symbols, long.Parse(parts[1], CultureInfo.InvariantCulture), seed) : null;
    }
}
