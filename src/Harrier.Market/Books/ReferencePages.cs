namespace Harrier.Market.Books;

/// <summary>The pages that the ring of recent references is taken over by.</summary>
internal static class ReferencePages
{
    /// <summary>The bits of <see cref="PageLength"/>.</summary>
    public const int PageBits = 8;

    /// <summary>References of a page: few, so that no message waits long for the orders that are still live to move
    /// out.</summary>
    public const int PageLength = 1 << PageBits;
}
