using System;
using Harrier.Models.Quoting;
using Harrier.Primitives;

namespace Harrier.Models.Papers;

/// <summary>The simulation that section 3.3 of Avellaneda and Stoikov (2008) describes, for one strategy: at each of 200
/// steps a bid and an ask, each executed with probability A·exp(-k·distance)·dt independently of the other, then a move
/// of the mid price by ±σ√dt.</summary>
/// <remarks>
/// The probability is A·exp(-k·distance)·dt itself, not 1 - exp(-that): the other convention moves the profit by 12 %.
/// It is capped at 1, which happens where a quote lies beyond the mid price: in 5 % of the steps at γ = 1.
/// </remarks>
public sealed class QuotingExperiment
{
    /// <summary>Steps a session; also the largest inventory that a session can reach.</summary>
    public const int Steps = 200;

    private const double Duration = 1.0;
    private const double TimeStep = Duration / Steps;
    private const double Volatility = 2.0;
    private const double ArrivalRate = 140.0;
    private const double Decay = 1.5;
    private const int Inventories = 2 * Steps + 1;

    // √0.005 · 2, the move of the mid price in one step.
    private static readonly double PriceStep = Volatility * Math.Sqrt(TimeStep);

    private readonly Quote[] _quotes = new Quote[Steps * Inventories];
    private readonly double _spread;

    /// <summary>Computes the quotes and their probabilities for every step and inventory.</summary>
    /// <param name="riskAversion">γ, above 0.</param>
    /// <param name="strategy">The strategy.</param>
    public QuotingExperiment(double riskAversion, PaperStrategy strategy)
    {
        var engine = new AvellanedaStoikovEngine(
            new AvellanedaStoikovParameters { RiskAversion = riskAversion, Volatility = Volatility, Decay = Decay });
        for (int step = 0; step < Steps; step++)
        {
            _spread += engine.Spread(SecondsLeft(step)) / Steps;
        }

        double[] bids = new double[Inventories];
        double[] asks = new double[Inventories];
        for (int step = 0; step < Steps; step++)
        {
            // At ±200 the engine quotes one side only, but no session gets there before its end.
            engine.Distances(SecondsLeft(step), bids, asks);
            for (int row = 0; row < Inventories; row++)
            {
                bool isSymmetric = strategy == PaperStrategy.Symmetric;
                _quotes[step * Inventories + row] = Quote.At(
                    isSymmetric ? 0.5 * _spread : bids[row], isSymmetric ? 0.5 * _spread : asks[row]);
            }
        }
    }

    /// <summary>Computes the moments without sampling: by recursion over the steps, carrying the probability of each
    /// inventory with the first two moments of the wealth there.</summary>
    /// <returns>The moments; rounding leaves 1e-11 of them.</returns>
    public SessionMoments Exact() => new ExactRecursion(this).Run();

    /// <summary>Samples sessions.</summary>
    /// <param name="paths">How many, 2 or more.</param>
    /// <param name="generator">The random numbers.</param>
    /// <returns>The estimates.</returns>
    public SampledMoments Sample(int paths, Pcg64 generator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 2);
        var profit = new MomentSum();
        var inventory = new MomentSum();
        var executions = new MomentSum();
        for (int path = 0; path < paths; path++)
        {
            (double wealth, int held, int count) = SampleOne(generator);
            profit.Add(wealth);
            inventory.Add(held);
            executions.Add(count);
        }

        return new SampledMoments(
            new SessionMoments(
                _spread, profit.Mean, profit.Deviation, inventory.Mean, inventory.Deviation, executions.Mean),
            new SessionMoments(
                0.0, profit.MeanError, profit.DeviationError, inventory.MeanError, inventory.DeviationError, executions.MeanError));
    }

    private static double SecondsLeft(int step) => Duration - step * TimeStep;

    // Wealth is cash and inventory at the mid price, so that an execution adds its distance and a move of the price adds
    // the inventory times it.
    private (double Wealth, int Inventory, int Executions) SampleOne(Pcg64 generator)
    {
        double wealth = 0.0;
        int inventory = 0;
        int executions = 0;
        for (int step = 0; step < Steps; step++)
        {
            Quote quote = _quotes[step * Inventories + inventory + Steps];
            if (generator.NextDouble() < quote.BidProbability)
            {
                inventory++;
                executions++;
                wealth += quote.BidDistance;
            }

            if (generator.NextDouble() < quote.AskProbability)
            {
                inventory--;
                executions++;
                wealth += quote.AskDistance;
            }

            wealth += generator.NextBool() ? inventory * PriceStep : -inventory * PriceStep;
        }

        return (wealth, inventory, executions);
    }

    private readonly record struct Quote(double BidDistance, double BidProbability, double AskDistance, double AskProbability)
    {
        public static Quote At(double bid, double ask) => new(bid, Probability(bid), ask, Probability(ask));

        private static double Probability(double distance) =>
            Math.Min(1.0, ArrivalRate * PortableMath.Exp(-Decay * distance) * TimeStep);
    }

    private sealed class ExactRecursion(QuotingExperiment experiment)
    {
        private Moments[] _now = new Moments[Inventories];
        private Moments[] _next = new Moments[Inventories];

        public SessionMoments Run()
        {
            double executions = 0.0;
            _now[Steps] = new Moments(1.0, 0.0, 0.0);
            for (int step = 0; step < Steps; step++)
            {
                Array.Clear(_next);
                for (int row = Steps - step; row <= Steps + step; row++)
                {
                    Quote quote = experiment._quotes[step * Inventories + row];
                    executions += _now[row].Probability * (quote.BidProbability + quote.AskProbability);
                    Execute(row, quote);
                }

                (_now, _next) = (_next, _now);
            }

            return Sum(executions);
        }

        private void Execute(int row, in Quote quote)
        {
            Moments from = _now[row];
            double bid = quote.BidProbability;
            double ask = quote.AskProbability;
            Move(row, from, (1.0 - bid) * (1.0 - ask), 0.0);
            Move(row + 1, from, bid * (1.0 - ask), quote.BidDistance);
            Move(row - 1, from, (1.0 - bid) * ask, quote.AskDistance);
            Move(row, from, bid * ask, quote.BidDistance + quote.AskDistance);
        }

        // With probability p the wealth W becomes W + d, and then W + d ± q·step, whose mean square is that much larger.
        private void Move(int row, in Moments from, double probability, double distance)
        {
            if (probability == 0.0)
            {
                return;
            }

            double held = (row - Steps) * PriceStep;
            Moments to = _next[row];
            _next[row] = new Moments(
                to.Probability + probability * from.Probability,
                to.Wealth + probability * (from.Wealth + distance * from.Probability),
                to.WealthSquare + probability * (from.WealthSquare + 2.0 * distance * from.Wealth
                    + (distance * distance + held * held) * from.Probability));
        }

        private SessionMoments Sum(double executions)
        {
            double wealth = 0.0, wealthSquare = 0.0, inventory = 0.0, inventorySquare = 0.0;
            for (int row = 0; row < Inventories; row++)
            {
                double held = row - Steps;
                wealth += _now[row].Wealth;
                wealthSquare += _now[row].WealthSquare;
                inventory += held * _now[row].Probability;
                inventorySquare += held * held * _now[row].Probability;
            }

            return new SessionMoments(
                experiment._spread,
                wealth,
                Math.Sqrt(wealthSquare - wealth * wealth),
                inventory,
                Math.Sqrt(inventorySquare - inventory * inventory),
                executions);
        }
    }

    /// <summary>P(q), E[W; q] and E[W²; q].</summary>
    private readonly record struct Moments(double Probability, double Wealth, double WealthSquare);
}
