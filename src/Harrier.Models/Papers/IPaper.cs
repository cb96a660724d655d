using System.Collections.Generic;

namespace Harrier.Models.Papers;

/// <summary>A publication whose figures we reproduce, or a reference program's where it prints none.</summary>
public interface IPaper
{
    /// <summary>Gets the name on the command line: "as2008".</summary>
    string Name { get; }

    /// <summary>Gets authors, title, place and year.</summary>
    string Title { get; }

    /// <summary>Gets where the published figures come from: "published", or which other program printed them.</summary>
    string Reference { get; }

    /// <summary>Gets what must be known to read the figures, a sentence or two each.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>Reproduces the figures.</summary>
    /// <param name="run">How much is sampled.</param>
    /// <returns>The figures, those of a line one after the other.</returns>
    PaperRow[] Reproduce(in PaperRun run);
}
