using System;
using Harrier.Primitives;

namespace Harrier.Models.Quoting.Portfolio;

/// <summary>How far the inventories of all other assets move an asset's quotes, in Q32.32 ticks: the integer form of the
/// sums in (5.19) and (5.20) of Guéant (2017). A quote takes one addition more for it
/// (<see cref="QuoteTable.TryQuote(long, int, long, Price, Price, out Price, out Price)"/>), and a change of one
/// inventory costs O(assets).</summary>
/// <remarks>
/// The shift of asset i is ∑ⱼ cᵢⱼ·lotsⱼ over the others, with c rounded once to 2^-32 ticks a lot. It is kept by adding
/// c·change, which is exact in integers: after any number of changes it is the sum itself, off from the real one by the
/// rounding of c alone, at most ∑|lotsⱼ|·2^-33 ticks. A thousand assets with a thousand lots each: 0.00012 ticks.
/// Filled and read by one thread; nothing is allocated after construction.
/// </remarks>
public sealed class CrossInventory
{
    /// <summary>The largest shift, in ticks. With the largest mid price and the largest distance of a table it stays below
    /// 2^31 ticks.</summary>
    public const int ShiftTicksLimit = 1 << 23;

    private const long ShiftLimit = ShiftTicksLimit * FixedPoint.RawOne;

    // Row by the asset that is held, so that one change reads one row from end to end. 0 for an asset and itself.
    private readonly long[] _perLot;
    private readonly long[] _shifts;
    private readonly long[] _lots;
    private readonly long[] _limitLots;

    /// <summary>Takes the memory, 8 bytes a pair. Before <see cref="Fill"/> nothing shifts anything.</summary>
    /// <param name="assets">How many there are, 1 to <see cref="CorrelationMatrix.AssetsMax"/>.</param>
    public CrossInventory(int assets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(assets, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(assets, CorrelationMatrix.AssetsMax);
        _perLot = new long[assets * assets];
        _shifts = new long[assets];
        _lots = new long[assets];
        _limitLots = new long[assets];
    }

    /// <summary>Gets the number of assets.</summary>
    public int Assets => _shifts.Length;

    /// <summary>How far both quotes of an asset move down.</summary>
    /// <param name="asset">The asset, from 0.</param>
    /// <returns>Q32.32 ticks, within ±<see cref="ShiftTicksLimit"/> ticks.</returns>
    public long Shift(int asset) => _shifts[asset];

    /// <summary>Takes a model's coefficients; the inventories stay. When it faults, nothing shifts anything.</summary>
    /// <param name="model">The model, whose quantities are in lots.</param>
    /// <param name="limitLots">The inventory limit of each asset in lots, 0 or more; beyond it an inventory counts as the
    /// limit.</param>
    /// <param name="ticksPerPriceUnit">Ticks in one unit of the model's prices.</param>
    /// <exception cref="ArgumentException">The shift of an asset could pass <see cref="ShiftTicksLimit"/>.</exception>
    public void Fill(PortfolioClosedForm model, ReadOnlySpan<long> limitLots, double ticksPerPriceUnit = Price.TicksPerUnit)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ticksPerPriceUnit);
        if (model.Assets != Assets || limitLots.Length != Assets)
        {
            throw new ArgumentException($"A model of {model.Assets} assets and {limitLots.Length} limits; both must be {Assets}.");
        }

        Array.Clear(_perLot);
        Array.Clear(_shifts);
        for (int asset = 0; asset < Assets; asset++)
        {
            RequireWithinLimit(asset, model, limitLots, ticksPerPriceUnit);
        }

        for (int held = 0; held < Assets; held++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(limitLots[held], nameof(limitLots));
            _limitLots[held] = limitLots[held];
            _lots[held] = Math.Clamp(_lots[held], -limitLots[held], limitLots[held]);
            for (int asset = 0; asset < Assets; asset++)
            {
                long perLot = asset == held ? 0 : (long)Math.Round(UnitsPerLot(model, asset, held, ticksPerPriceUnit));
                _perLot[held * Assets + asset] = perLot;
                _shifts[asset] += perLot * _lots[held];
            }
        }
    }

    /// <summary>Takes an inventory.</summary>
    /// <param name="asset">The asset that is held, from 0.</param>
    /// <param name="lots">The lots, signed. Beyond the limit of <see cref="Fill"/> they are taken as the limit.</param>
    /// <returns>True when the shifts of the others may have changed.</returns>
    public bool Hold(int asset, long lots)
    {
        long held = Math.Clamp(lots, -_limitLots[asset], _limitLots[asset]);
        if (held == _lots[asset])
        {
            return false;
        }

        // Fill has proven that no sum within the limits passes 2^55 units. Wrapping on the way there would undo itself.
        unchecked
        {
            long change = held - _lots[asset];
            ReadOnlySpan<long> perLot = _perLot.AsSpan(asset * _shifts.Length, _shifts.Length);
            Span<long> shifts = _shifts;
            for (int other = 0; other < shifts.Length && other < perLot.Length; other++)
            {
                shifts[other] += perLot[other] * change;
            }
        }

        _lots[asset] = held;
        return true;
    }

    private static double UnitsPerLot(PortfolioClosedForm model, int asset, int held, double ticksPerPriceUnit) =>
        model.SkewPerUnit(asset, held) * ticksPerPriceUnit * FixedPoint.RawOne;

    private void RequireWithinLimit(
        int asset, PortfolioClosedForm model, ReadOnlySpan<long> limitLots, double ticksPerPriceUnit)
    {
        // Half a unit a lot more than the real sum, for the rounding of each coefficient.
        double largest = 0.0;
        for (int held = 0; held < Assets; held++)
        {
            if (held != asset)
            {
                largest += (Math.Abs(UnitsPerLot(model, asset, held, ticksPerPriceUnit)) + 0.5) * limitLots[held];
            }
        }

        if (!(largest < ShiftLimit))
        {
            throw new ArgumentException(
                $"The inventory limits of the others would move the quotes of asset {asset} by {largest / FixedPoint.RawOne} ticks; at most {ShiftTicksLimit} are possible. Check the units of the parameters.");
        }
    }
}
