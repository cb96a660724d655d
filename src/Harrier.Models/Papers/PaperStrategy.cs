namespace Harrier.Models.Papers;

/// <summary>How the market maker of Avellaneda and Stoikov (2008), section 3.3, quotes.</summary>
public enum PaperStrategy
{
    /// <summary>By equations (29) and (30), around the reservation price.</summary>
    Inventory,

    /// <summary>Around the mid price, with the other strategy's mean spread.</summary>
    Symmetric,
}
