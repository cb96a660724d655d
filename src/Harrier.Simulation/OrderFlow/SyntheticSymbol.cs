using System;
using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>One symbol of a synthetic day: where its market is. All counts are in its price increments.</summary>
internal struct SyntheticSymbol
{
    private const int CentTicks = 100;

    /// <summary>The step of its prices in ticks: a cent, or one tick below a dollar.</summary>
    public int IncrementTicks;

    /// <summary>The wall: bids are at it or below, asks above.</summary>
    public int Wall;

    /// <summary>Where the wall began. It stays within a fifth of that; far orders are beyond a quarter.</summary>
    public int Start;

    /// <summary>Where the wall goes: 1 up, -1 down.</summary>
    public int Trend;

    /// <summary>How far from the wall its orders are in the mean.</summary>
    public double MeanDepth;

    public readonly int Lowest => Start * 4 / 5;

    public readonly int Highest => Start * 6 / 5;

    /// <summary>The side that has to give way for the wall to move on.</summary>
    public readonly Side InTheWay => Trend > 0 ? Side.Sell : Side.Buy;

    public static SyntheticSymbol Draw(Pcg64 random)
    {
        // Of the 8,906 symbols of a Nasdaq day about one in twenty trades below a dollar; the others lie around 25.
        bool isBelowDollar = random.NextBelow(20) == 0;
        double dollars = isBelowDollar
            ? 0.05 + 0.9 * random.NextDouble()
            : Math.Clamp(25.0 * PortableMath.Exp(1.1 * random.NextGaussian()), 3.0, 3_000.0);
        int increment = isBelowDollar ? 1 : CentTicks;
        int start = (int)(dollars * Price.TicksPerUnit) / increment;
        return new SyntheticSymbol
        {
            IncrementTicks = increment,
            Wall = start,
            Start = start,
            Trend = random.NextBool() ? 1 : -1,
            MeanDepth = Math.Clamp(4.0 + dollars / 25.0, 4.0, 40.0),
        };
    }

    /// <summary>The price index of a level, 0 at the wall.</summary>
    public readonly int PriceIndex(Side side, int level) => side == Side.Buy ? Wall - level : Wall + 1 + level;

    /// <summary>A level for a new order. Nobody stands up against the trend: the level at the wall is left alone on the
    /// side that gives way.</summary>
    public readonly int DrawLevel(Side side, Pcg64 random)
    {
        int nearest = side == InTheWay ? 1 : 0;
        int level = random.NextBelow(100) < 85 ? (int)(MeanDepth * random.NextExponential()) : random.NextBelow(SyntheticOrders.Levels);
        int farthest = Math.Min(SyntheticOrders.Levels - 1, side == Side.Buy ? Wall - 1 : int.MaxValue);
        return Math.Clamp(level, nearest, farthest);
    }

    /// <summary>A price that the wall never reaches; one in four is not on an increment.</summary>
    public readonly int DrawFarTicks(Side side, Pcg64 random)
    {
        int quarter = Start / 4;
        int index = side == Side.Buy ? 3 * quarter - random.NextBelow(quarter) : 5 * quarter + 4 + random.NextBelow(quarter);
        return index * IncrementTicks + (random.NextBelow(4) == 0 ? random.NextBelow(IncrementTicks) : 0);
    }
}
