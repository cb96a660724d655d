using Harrier.Market.Books;

namespace Harrier.Engine.Books;

/// <summary>One book at the end of a feed.</summary>
/// <param name="Locate">The stock locate.</param>
/// <param name="Symbol">The symbol; empty where no message named it.</param>
/// <param name="Top">The best bid and offer.</param>
public sealed record BookRow(int Locate, string Symbol, TopOfBook Top);
