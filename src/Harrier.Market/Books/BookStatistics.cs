namespace Harrier.Market.Books;

/// <summary>What the books met since they were made.</summary>
/// <param name="Applied">Changes that were made.</param>
/// <param name="UnknownReferences">Changes of orders that are not live: a feed that is joined midday has many.</param>
/// <param name="DuplicateReferences">New orders whose reference is live already.</param>
/// <param name="AtLimit">New orders beyond the limit of live orders.</param>
/// <param name="Malformed">Changes that make no sense, among them those for an instrument beyond the limit.</param>
/// <param name="UnknownInstruments">New orders for an instrument beyond the limit.</param>
/// <param name="Recentrings">Windows that were moved to where the market is.</param>
/// <param name="FarOrders">New orders outside of the window, or between its steps.</param>
/// <param name="OldOrders">Orders that were moved to the table of old references, or begun there.</param>
public readonly record struct BookStatistics(
    long Applied,
    long UnknownReferences,
    long DuplicateReferences,
    long AtLimit,
    long Malformed,
    long UnknownInstruments,
    long Recentrings,
    long FarOrders,
    long OldOrders);
