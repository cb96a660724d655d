namespace Harrier.Market.Books;

/// <summary>A node of <see cref="FarPrices"/>; its number is also the number of its level's record.</summary>
internal struct FarPrice
{
    public int Key;
    public uint Better;
    public uint Worse;

    /// <summary>Twice the instrument, and 1 for asks.</summary>
    public uint Side;
}
