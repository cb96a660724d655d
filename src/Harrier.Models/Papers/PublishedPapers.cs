using System;
using System.Collections.Generic;

namespace Harrier.Models.Papers;

/// <summary>The papers that <c>harrier paper</c> knows.</summary>
public static class PublishedPapers
{
    /// <summary>Gets all, in the order in which they are listed.</summary>
    public static IReadOnlyList<IPaper> All { get; } =
    [
        new AvellanedaStoikov2008(),
        new AlmgrenChriss2000(),
        new HawkesReferences(),
        new McCrickerdPakkanen2018(),
        new SdeSchemeErrors(),
        new GueantLehalleFernandezTapia2013(),
        new CarteaJaimungalPenalva2015(),
        new Gueant2017(),
    ];

    /// <summary>Finds a paper.</summary>
    /// <param name="name">Its name on the command line.</param>
    /// <returns>The paper; null where there is none of that name.</returns>
    public static IPaper? Find(string name)
    {
        foreach (IPaper paper in All)
        {
            if (string.Equals(paper.Name, name, StringComparison.Ordinal))
            {
                return paper;
            }
        }

        return null;
    }
}
