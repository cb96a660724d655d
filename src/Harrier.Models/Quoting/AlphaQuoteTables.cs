using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting;

/// <summary>One <see cref="QuoteTable"/> for each short-term drift of a <see cref="ShortTermAlphaGrid"/>. The hot path picks
/// the nearest drift's table, a rounding and a load, and quotes from it as from any other. Filled and read by one thread;
/// nothing is allocated after construction.</summary>
public sealed class AlphaQuoteTables
{
    private readonly IQuoteModel[] _models;
    private readonly QuoteTable[] _tables;
    private readonly double _perDrift;
    private readonly double _middle;

    /// <summary>Takes the memory of the tables, empty: they quote nothing until filled.</summary>
    /// <param name="grid">The model.</param>
    /// <param name="priceIncrementTicks">The step of order prices in ticks, above 0.</param>
    /// <param name="ticksPerPriceUnit">Ticks in one unit of the model's prices.</param>
    public AlphaQuoteTables(ShortTermAlphaGrid grid, int priceIncrementTicks, double ticksPerPriceUnit = Price.TicksPerUnit)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _models = new IQuoteModel[grid.Buckets];

        // The last one stays empty: it answers to a drift that is not a number.
        _tables = new QuoteTable[grid.Buckets + 1];
        for (int bucket = 0; bucket < _tables.Length; bucket++)
        {
            _tables[bucket] = new QuoteTable(grid.MaximumInventory, priceIncrementTicks, ticksPerPriceUnit);
        }

        for (int bucket = 0; bucket < _models.Length; bucket++)
        {
            _models[bucket] = grid.At(bucket);
        }

        _perDrift = 1.0 / grid.Spacing;
        _middle = grid.Buckets / 2;
    }

    /// <summary>Solves the grid and takes the quotes of every drift. When one faults, all tables are left empty.</summary>
    /// <param name="secondsToHorizon">The time left, T - t, finite.</param>
    /// <exception cref="ArgumentException">The model has no answer, or one that no market can use.</exception>
    public void Fill(double secondsToHorizon)
    {
        Clear();
        try
        {
            for (int bucket = 0; bucket < _models.Length; bucket++)
            {
                _tables[bucket].Fill(_models[bucket], secondsToHorizon);
            }
        }
        catch (ArgumentException)
        {
            Clear();
            throw;
        }
    }

    /// <summary>Empties the tables.</summary>
    public void Clear()
    {
        foreach (QuoteTable table in _tables)
        {
            table.Clear();
        }
    }

    /// <summary>The table of the nearest drift; beyond the grid that of its end. For what is not a number an empty one,
    /// which quotes nothing.</summary>
    /// <param name="drift">α, price units per time unit.</param>
    /// <returns>The table.</returns>
    public QuoteTable For(double drift)
    {
        if (double.IsNaN(drift))
        {
            return _tables[^1];
        }

        // Clamped before it is converted: what lies far beyond the grid is no integer.
        return _tables[(int)Math.Clamp(Math.Round(drift * _perDrift + _middle), 0.0, 2.0 * _middle)];
    }
}
