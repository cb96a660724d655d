using System;
using Harrier.Engine.Configuration;
using Harrier.Models.Quoting;
using Harrier.Models.Quoting.Portfolio;

namespace Harrier.Engine.MarketMaking;

/// <summary>The instruments that are quoted together: a table each, for its own inventory and limit, and how far it leans
/// against what is held in the others. One thread; nothing is allocated after construction.</summary>
internal sealed class PortfolioDesk
{
    /// <summary>No instrument, or no asset.</summary>
    public const int None = -1;

    private readonly CrossInventory _inventory;
    private readonly QuoteTable[] _tables;
    private readonly int[] _instrumentOf;
    private readonly int[] _assetOf;

    /// <summary>Makes the tables of the configured parameters, which are the same for all.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="correlations">The correlations, in the order of the assets.</param>
    /// <param name="model">The quote model.</param>
    /// <param name="parameters">The parameters, complete.</param>
    /// <exception cref="ArgumentException">No market can use these quotes.</exception>
    public PortfolioDesk(
        HarrierConfiguration settings, int instrumentLimit, CorrelationMatrix correlations, SessionModel model, in MarketParameters parameters)
    {
        int assets = correlations.Assets;
        var alike = new GlftParameters[assets];
        Array.Fill(alike, model.ForGlft(in parameters));
        var together = new PortfolioClosedForm(alike, correlations);
        _tables = new QuoteTable[assets];
        for (int asset = 0; asset < assets; asset++)
        {
            _tables[asset] = new QuoteTable(settings.Model.MaximumInventoryOrders, settings.Quoting.PriceIncrementTicks);
            model.Fill(parameters with { VolatilityDollarsPerSqrtSecond = together.AmongOthers(asset).Volatility }, _tables[asset]);
        }

        long[] limitLots = new long[assets];
        Array.Fill(limitLots, (long)settings.Model.MaximumInventoryOrders * settings.Quoting.Rules.OrderSizeLots);
        _inventory = new CrossInventory(assets);
        _inventory.Fill(together, limitLots);
        _instrumentOf = new int[assets];
        _assetOf = new int[instrumentLimit];
        Array.Fill(_instrumentOf, None);
        Array.Fill(_assetOf, None);
    }

    /// <summary>Gets the number of assets, announced or not.</summary>
    public int Assets => _tables.Length;

    /// <summary>Gets the instrument of an asset; <see cref="None"/> before it is announced.</summary>
    public int InstrumentOf(int asset) => _instrumentOf[asset];

    /// <summary>How far both quotes of an asset move down for what is held in the others, in Q32.32 ticks.</summary>
    public long ShiftOf(int asset) => _inventory.Shift(asset);

    /// <summary>Takes note of which instrument an asset is.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The asset's table.</returns>
    public QuoteTable Join(int asset, int instrument)
    {
        _instrumentOf[asset] = instrument;
        _assetOf[instrument] = asset;
        return _tables[asset];
    }

    /// <summary>Takes an inventory.</summary>
    /// <param name="instrument">The instrument that is held.</param>
    /// <param name="lots">The lots, signed.</param>
    /// <returns>True when the others lean differently now.</returns>
    public bool OnInventory(int instrument, long lots)
    {
        int asset = _assetOf[instrument];
        return asset != None && _inventory.Hold(asset, lots);
    }
}
