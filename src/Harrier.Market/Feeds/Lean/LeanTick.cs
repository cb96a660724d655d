using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lean;

/// <summary>One row of a Lean tick file.</summary>
/// <param name="TimeNanoseconds">Since midnight at the exchange; the files have milliseconds.</param>
/// <param name="IsTrade">Whether it is a trade; else a quote.</param>
/// <param name="Side">Of a quote, whose best price it is.</param>
/// <param name="PriceTicks">The price; 0 where a quote says that the side is empty.</param>
/// <param name="Lots">The shares.</param>
/// <param name="Exchange">The code of the exchange, one letter; 0 for none. D is a report of a trade off the exchanges.</param>
/// <param name="IsSuspicious">Whether the file's maker doubts it.</param>
public readonly record struct LeanTick(
    long TimeNanoseconds, bool IsTrade, Side Side, long PriceTicks, long Lots, byte Exchange, bool IsSuspicious)
{
    /// <summary>The code under which trades off the exchanges are reported, late and at prices of no order book.</summary>
    public const byte OffExchange = (byte)'D';
}
