using Harrier.Primitives;

namespace Harrier.Engine.MarketMaking;

/// <summary>When we trade.</summary>
/// <param name="Start">From then on we quote.</param>
/// <param name="Reduce">From then on only orders that lower the inventory are sent.</param>
/// <param name="Close">From then on nothing is, and everything is cancelled.</param>
internal readonly record struct TradingHours(Nanoseconds Start, Nanoseconds Reduce, Nanoseconds Close);
