using System;
using Harrier.Models.Quoting;

namespace Harrier.Tests.Models.Quoting;

/// <summary>The slow obvious twin of <see cref="ShortTermAlphaGrid"/>: a Markov chain in small steps of time. In a step the drift
/// goes to a neighbour, or a market order arrives, or nothing happens; for each state the market maker tries every distance of a
/// list and keeps the best. No optimal distance is derived, no step is split, nothing is implicit.</summary>
internal sealed class AlphaChainTwin
{
    private const double FirstDistance = -2.0;
    private const double DistanceStep = 0.01;
    private const int Distances = 801;

    private readonly CarteaJaimungalParameters _market;
    private readonly ShortTermAlphaParameters _alpha;
    private readonly int _limit;
    private readonly double _spacing;
    private readonly double[] _hits = new double[Distances];
    private readonly double[,] _bids;
    private readonly double[,] _asks;
    private double[,] _value;

    /// <param name="market">The market.</param>
    /// <param name="alpha">The drift, whose impulses are whole numbers of its spacing.</param>
    /// <param name="limit">Q.</param>
    public AlphaChainTwin(CarteaJaimungalParameters market, ShortTermAlphaParameters alpha, int limit)
    {
        (_market, _alpha, _limit) = (market, alpha, limit);
        _spacing = 2.0 * alpha.LargestDrift / (alpha.Buckets - 1);
        _value = new double[alpha.Buckets, 2 * limit + 1];
        _bids = new double[alpha.Buckets, 2 * limit + 1];
        _asks = new double[alpha.Buckets, 2 * limit + 1];
        for (int i = 0; i < Distances; i++)
        {
            _hits[i] = Math.Exp(-market.Decay * (FirstDistance + i * DistanceStep));
        }
    }

    public double Value(int bucket, int inventory) => _value[bucket, inventory + _limit];

    /// <summary>The best distance of the list in the last step.</summary>
    public double Bid(int bucket, int inventory) => _bids[bucket, inventory + _limit];

    public double Ask(int bucket, int inventory) => _asks[bucket, inventory + _limit];

    public void Run(double seconds, double stepSeconds)
    {
        for (int bucket = 0; bucket < _alpha.Buckets; bucket++)
        {
            for (int row = 0; row <= 2 * _limit; row++)
            {
                double held = (row - _limit) * _market.OrderSize;
                _value[bucket, row] = -_market.TerminalPenalty * held * held;
            }
        }

        for (int step = 0; step < (int)Math.Round(seconds / stepSeconds); step++)
        {
            double[,] before = new double[_alpha.Buckets, 2 * _limit + 1];
            for (int bucket = 0; bucket < _alpha.Buckets; bucket++)
            {
                for (int row = 0; row <= 2 * _limit; row++)
                {
                    before[bucket, row] = Step(bucket, row, stepSeconds);
                }
            }

            _value = before;
        }
    }

    /// <summary>What is expected of a state one step earlier, money made by the move of the mid counted as it comes.</summary>
    private double Step(int bucket, int row, double time)
    {
        double held = (row - _limit) * _market.OrderSize;
        double drift = (bucket - _alpha.Buckets / 2) * _spacing;
        double here = _value[bucket, row];
        double gain = held * (_market.Drift + drift) * time - _market.RunningPenalty * held * held * time;

        // The drift as a chain that has its mean and variance: at the ends it only comes back.
        bool isEnd = bucket == 0 || bucket == _alpha.Buckets - 1;
        double spread = isEnd ? 0.0 : _alpha.Volatility * _alpha.Volatility / (2.0 * _spacing * _spacing);
        double pull = _alpha.Reversion * drift / ((isEnd ? 1.0 : 2.0) * _spacing);
        double up = (isEnd ? Math.Max(0.0, -pull) : spread - pull) * time;
        double down = (isEnd ? Math.Max(0.0, pull) : spread + pull) * time;
        double buy = _market.BuyArrivalRate * time;
        double sell = _market.SellArrivalRate * time;
        double nothing = 1.0 - up - down - buy - sell;
        if (up < 0.0 || down < 0.0 || nothing < 0.0)
        {
            throw new InvalidOperationException("The chain has no probability below 0: take a shorter step.");
        }

        double after = nothing * here
            + (up > 0.0 ? up * _value[bucket + 1, row] : 0.0)
            + (down > 0.0 ? down * _value[bucket - 1, row] : 0.0);
        after += buy * AfterBuy(bucket, row, held);
        after += sell * AfterSell(bucket, row, held);
        return gain + after;
    }

    /// <summary>A market order to buy: the mid rises by its jump, the drift by its impulse, and our ask executes with the
    /// probability of its distance, before the jump.</summary>
    private double AfterBuy(int bucket, int row, double held)
    {
        int kicked = Math.Min(_alpha.Buckets - 1, bucket + (int)Math.Round(_alpha.BuyImpulse / _spacing));
        double missed = held * _market.BuyJump + _value[kicked, row];
        if (row == 0)
        {
            return missed;
        }

        double size = _market.OrderSize;
        double sold = (held - size) * _market.BuyJump + _value[kicked, row - 1];
        return Best(missed, sold, size, out _asks[bucket, row]);
    }

    private double AfterSell(int bucket, int row, double held)
    {
        int kicked = Math.Max(0, bucket - (int)Math.Round(_alpha.SellImpulse / _spacing));
        double missed = -held * _market.SellJump + _value[kicked, row];
        if (row == 2 * _limit)
        {
            return missed;
        }

        double size = _market.OrderSize;
        double bought = -(held + size) * _market.SellJump + _value[kicked, row + 1];
        return Best(missed, bought, size, out _bids[bucket, row]);
    }

    private double Best(double missed, double executed, double size, out double distance)
    {
        double best = double.NegativeInfinity;
        distance = double.NaN;
        for (int i = 0; i < Distances; i++)
        {
            // A quote beyond the mid counts by the same formula, above 1 too: the model's rate, not a probability.
            double tried = FirstDistance + i * DistanceStep;
            double value = missed + _hits[i] * (size * tried + executed - missed);
            if (value > best)
            {
                (best, distance) = (value, tried);
            }
        }

        return best;
    }
}
