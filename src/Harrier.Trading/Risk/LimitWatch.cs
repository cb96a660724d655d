using System;
using Harrier.Models.Risk;
using Harrier.Primitives;

namespace Harrier.Trading.Risk;

/// <summary>Holds the figures of a portfolio against its limits. A breach lasts until the figure is a tenth below its limit;
/// one that halts or flattens lasts for good. One thread; nothing is allocated after construction.</summary>
public sealed class LimitWatch
{
    /// <summary>The breaches that are kept.</summary>
    public const int BreachesMax = 1_024;

    /// <summary>A figure at its limit would otherwise begin and end a breach with every price.</summary>
    private const double ReleaseShare = 0.9;

    private const int Limits = (int)PortfolioLimit.Concentration + 1;

    private readonly double[] _allowed = new double[Limits];
    private readonly LimitAction[] _actions = new LimitAction[Limits];
    private readonly double[] _measured = new double[Limits];
    private readonly bool[] _isBreached = new bool[Limits];
    private readonly LimitBreach[] _breaches = new LimitBreach[BreachesMax];
    private readonly double _capital;
    private readonly double _concentrationFrom;
    private Drawdown _drawdown;

    /// <summary>Takes the limits.</summary>
    /// <param name="limits">The limits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below 0 or no number, or its action is none.</exception>
    public LimitWatch(PortfolioLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _capital = (double)limits.CapitalDollars;
        _concentrationFrom = (double)limits.ConcentrationFromDollars;
        Set(PortfolioLimit.ValueAtRisk, (double)limits.ValueAtRiskDollars, limits.ValueAtRiskAction);
        Set(PortfolioLimit.ExpectedShortfall, (double)limits.ExpectedShortfallDollars, limits.ExpectedShortfallAction);
        Set(PortfolioLimit.Drawdown, (double)limits.DrawdownDollars, limits.DrawdownAction);
        Set(PortfolioLimit.Leverage, limits.LeverageTimes, limits.LeverageAction);
        Set(PortfolioLimit.Concentration, limits.ConcentrationShare, limits.ConcentrationAction);
    }

    /// <summary>Gets what the breaches ask for: the strictest of their actions.</summary>
    public LimitAction Action { get; private set; } = LimitAction.None;

    /// <summary>Gets the limit whose action that is; of no meaning without one.</summary>
    public PortfolioLimit Cause { get; private set; }

    /// <summary>Gets the breaches so far.</summary>
    public long Breaches { get; private set; }

    /// <summary>Gets the drawdown of the result.</summary>
    public Drawdown Drawdown => _drawdown;

    /// <summary>A breach, of the first <see cref="BreachesMax"/>.</summary>
    /// <param name="index">0 and up, in order of time.</param>
    public LimitBreach this[int index] => _breaches[index];

    /// <summary>Looks at new figures. A figure that is not known breaches nothing here: the checks refuse what they cannot
    /// measure.</summary>
    /// <param name="risk">The figures.</param>
    /// <param name="result">The result of all instruments until now.</param>
    /// <param name="now">The time.</param>
    public void Check(in PortfolioRisk risk, Money result, Nanoseconds now)
    {
        _drawdown.Add(result);
        ExposureFigures exposure = risk.Exposure;
        _measured[(int)PortfolioLimit.ValueAtRisk] = risk.ValueAtRiskDollars;
        _measured[(int)PortfolioLimit.ExpectedShortfall] = risk.ExpectedShortfallDollars;
        _measured[(int)PortfolioLimit.Drawdown] = ToDollars(_drawdown.Current);
        _measured[(int)PortfolioLimit.Leverage] = exposure.Leverage(_capital + ToDollars(result));
        _measured[(int)PortfolioLimit.Concentration] = exposure.Gross >= _concentrationFrom ? exposure.LargestShare : 0.0;
        for (int limit = 0; limit < Limits; limit++)
        {
            Check(limit, now);
        }
    }

    private static double ToDollars(Money amount) => amount.Parts / (double)Money.PartsPerUnit;

    private void Set(PortfolioLimit limit, double allowed, LimitAction action)
    {
        if (!(allowed >= 0.0) || action >= LimitAction.None)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), $"{allowed} and {action}", $"The limit of {limit} must be a number, 0 or above, and its action Halt, Flatten or Reduce.");
        }

        _allowed[(int)limit] = allowed > 0.0 ? allowed : double.PositiveInfinity;
        _actions[(int)limit] = action;
    }

    private void Check(int limit, Nanoseconds now)
    {
        double measured = _measured[limit];
        if (!_isBreached[limit] && measured > _allowed[limit])
        {
            _isBreached[limit] = true;
            Note(new LimitBreach(now, (PortfolioLimit)limit, _actions[limit], measured, _allowed[limit]));
            FindAction();
        }
        else if (_isBreached[limit] && _actions[limit] == LimitAction.Reduce && measured <= ReleaseShare * _allowed[limit])
        {
            _isBreached[limit] = false;
            FindAction();
        }
    }

    private void Note(in LimitBreach breach)
    {
        if (Breaches < BreachesMax)
        {
            _breaches[(int)Breaches] = breach;
        }

        Breaches++;
    }

    private void FindAction()
    {
        Action = LimitAction.None;
        for (int limit = 0; limit < Limits; limit++)
        {
            if (_isBreached[limit] && _actions[limit] < Action)
            {
                Action = _actions[limit];
                Cause = (PortfolioLimit)limit;
            }
        }
    }
}
