using System.Collections.Generic;

namespace Harrier.Engine.Books;

/// <summary>What to rebuild and how.</summary>
public sealed record BookRebuildOptions
{
    /// <summary>The default of <see cref="LiveOrdersMax"/>: a Nasdaq day was seen with 1.65 million at its peak.</summary>
    public const int LiveOrdersDefault = 1 << 22;

    /// <summary>The recorded files, one feed after the other; of a LOBSTER pair either or both.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How often decoding and book are measured over memory; 0 for once, over each chunk as it is read.</summary>
    public int Repeats { get; init; }

    /// <summary>Whether the slow twin runs beside it.</summary>
    public bool IsChecked { get; init; }

    /// <summary>How many orders may be live at once in all books.</summary>
    public int LiveOrdersMax { get; init; } = LiveOrdersDefault;
}
