namespace Harrier.Market.Feeds.Itch50;

/// <summary>The states of <see cref="StockTradingAction"/>.</summary>
public static class TradingStateCode
{
    /// <summary>Halted on all markets.</summary>
    public const byte Halted = (byte)'H';

    /// <summary>Paused on all markets.</summary>
    public const byte Paused = (byte)'P';

    /// <summary>Quotes may be entered, trades are not made yet.</summary>
    public const byte QuotationOnly = (byte)'Q';

    /// <summary>Trading.</summary>
    public const byte Trading = (byte)'T';
}
