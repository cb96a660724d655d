using System;
using Harrier.Market;
using Harrier.Models.Statistics;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>The risk of all positions: reads prices, positions and open orders from the quote cache, as far as its writer has
/// written them, keeps covariance and risk, holds them against the limits and publishes the line that the order path reads.
/// In a session the engine's thread steps it after each packet and answer; beside a live engine it is the
/// <see cref="RiskAgent"/> of a thread of its own. One thread; nothing is allocated after construction.</summary>
/// <remarks>The covariance is that of the mids' relative changes from second to second, about zero, each second weighing
/// exp(-1/τ) of the one after it. What an instrument weighs less, because its first mid came late, it is
/// scaled up by.</remarks>
internal sealed class RiskDesk : IDisposable
{
    /// <summary>A figure is published every second; three missed ones say that nobody does.</summary>
    private const long StaleNanoseconds = 3 * Nanoseconds.PerSecond;

    private const double DollarsPerHalfTick = 1.0 / (2 * Price.TicksPerUnit);

    private readonly QuoteCache _cache;
    private readonly RiskMonitor _monitor;
    private readonly OpenOrderRisk? _open;
    private readonly ExponentialCovariance _covariance;
    private readonly double[] _matrix;
    private readonly double[] _scales;
    private readonly long[] _writes;
    private readonly long[] _mids;
    private readonly long[] _lastMids;
    private readonly long[] _results;
    private readonly double _multiplier;
    private readonly int[] _seconds;
    private readonly double _decay;
    private readonly int _secondsMin;
    private long _resultParts;
    private int _intervals;
    private bool _isKnown;

    /// <summary>Takes the memory: 24 bytes for each pair of instruments.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="cache">Where prices and positions are.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="staleNanoseconds">How old a publication may be that an order is let through by.</param>
    /// <param name="start">When the first second begins.</param>
    public RiskDesk(PortfolioLimits limits, QuoteCache cache, int instrumentLimit, long staleNanoseconds, Nanoseconds start)
    {
        int assets = Math.Min(limits.Instruments, instrumentLimit);
        _cache = cache;
        _monitor = new RiskMonitor(new RiskMonitorSettings
        {
            Assets = assets,
            Tail = limits.Tail,
            HorizonIntervals = limits.HorizonSeconds,
        });
        _multiplier = limits.Tail.Quantile * Math.Sqrt(limits.HorizonSeconds);
        _open = limits.HasTail && limits.OpenOrders == OpenOrderScope.All ? new OpenOrderRisk(_monitor) : null;
        _covariance = new ExponentialCovariance(assets);
        _decay = ExponentialDecay.FromTimeConstant(limits.CovarianceMemorySeconds).Lambda;
        _secondsMin = limits.CovarianceSecondsMin;
        _matrix = TouchedArray.Allocate<double>(assets * assets);
        _scales = TouchedArray.Allocate<double>(assets);
        _writes = TouchedArray.Allocate<long>(assets);
        _mids = TouchedArray.Allocate<long>(assets);
        _lastMids = TouchedArray.Allocate<long>(assets);
        _results = TouchedArray.Allocate<long>(assets);
        _seconds = TouchedArray.Allocate<int>(assets);
        Line = new RiskLine(limits, _monitor, instrumentLimit, staleNanoseconds, _open);
        Liquidity = new PositionLiquidity(assets, limits.LiquidityParticipation, limits.VolumeMemorySeconds);
        Watch = new LimitWatch(limits);
        Limits = limits;
        NextTime = start;
    }

    /// <summary>Gets what the order path reads.</summary>
    public RiskLine Line { get; }

    /// <summary>Gets the breaches.</summary>
    public LimitWatch Watch { get; }

    /// <summary>Gets the limits.</summary>
    public PortfolioLimits Limits { get; }

    /// <summary>Gets when the next second ends.</summary>
    public Nanoseconds NextTime { get; private set; }

    /// <summary>Gets the last figures.</summary>
    public PortfolioRisk Risk { get; private set; }

    /// <summary>Gets how long the positions would take to be worked out.</summary>
    public PositionLiquidity Liquidity { get; }

    /// <summary>Gets the last bound on value at risk when the open orders are executed in any combination, dollars; NaN
    /// without figures, and where only those of an order's own instrument count.</summary>
    public double WorstValueAtRisk { get; private set; } = double.NaN;

    /// <summary>Gets the highest of those, dollars; 0 before the first.</summary>
    public double WorstValueAtRiskMax { get; private set; }

    /// <summary>Gets the highest value at risk so far, dollars; 0 before the first.</summary>
    public double ValueAtRiskMax { get; private set; }

    /// <summary>Gets the highest expected shortfall so far, dollars; 0 before the first.</summary>
    public double ExpectedShortfallMax { get; private set; }

    /// <summary>Gets the highest gross value so far, dollars.</summary>
    public double GrossMax { get; private set; }

    /// <summary>Makes the desk of a session.</summary>
    /// <param name="plan">What is traded, and the limits.</param>
    /// <param name="cache">Where prices and positions are.</param>
    /// <returns>The desk; null where the portfolio has no limit.</returns>
    public static RiskDesk? Of(TradingPlan plan, QuoteCache cache)
    {
        RiskLimits limits = plan.Configuration.Risk;
        return limits.Portfolio.IsAny
            ? new RiskDesk(limits.Portfolio, cache, plan.InstrumentLimit, StaleNanoseconds, plan.Hours.Start)
            : null;
    }

    /// <summary>Takes what the cache shows of one instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="now">The time.</param>
    public void OnChange(InstrumentId instrument, Nanoseconds now)
    {
        int asset = Line.AssetOf(instrument);
        if (asset >= 0 && Update(asset))
        {
            Publish(now);
        }
    }

    /// <summary>Takes what the cache shows of every instrument, and the second where it has ended: a duty of the risk thread.</summary>
    /// <param name="now">The time.</param>
    /// <returns>The instruments whose exposure has changed.</returns>
    public int Sweep(Nanoseconds now)
    {
        int changed = 0;
        int assets = Line.Assets;
        for (int asset = 0; asset < assets; asset++)
        {
            changed += Update(asset) ? 1 : 0;
        }

        if (!OnTime(now) && changed > 0)
        {
            Publish(now);
        }

        return changed;
    }

    /// <summary>Ends the second, where it is over: its changes enter the covariance, and the risk is computed in full.</summary>
    /// <param name="now">The time.</param>
    /// <returns>True where it was.</returns>
    public bool OnTime(Nanoseconds now)
    {
        if (now < NextTime)
        {
            return false;
        }

        NextTime = new Nanoseconds(now.Value + Nanoseconds.PerSecond);
        _covariance.Advance(_decay);
        _intervals++;
        int assets = Line.Assets;
        Liquidity.Advance();
        for (int asset = 0; asset < assets; asset++)
        {
            TakeSecond(asset);
            TakeVolume(asset);
        }

        Liquidity.Close();

        if (_isKnown)
        {
            _covariance.CopyTo(_matrix);
            ScaleUp();
            _monitor.SetCovariance(_matrix);
        }

        Publish(now);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Line.Dispose();
        _open?.Dispose();
        _monitor.Dispose();
    }

    /// <returns>True when the exposure, what the open orders may make of it, or the cash has changed.</returns>
    private bool Update(int asset)
    {
        if (!_cache.TryRead(Line.InstrumentOf(asset), out CachedQuote quote) || quote.Writes == _writes[asset])
        {
            return false;
        }

        _writes[asset] = quote.Writes;
        if (quote.Top.IsTwoSided)
        {
            _mids[asset] = quote.Top.MidTicksTwice;
        }

        long parts = (quote.Cash + Money.OfHalf(_mids[asset], quote.Held)).Parts;
        double dollarsPerLot = _mids[asset] * DollarsPerHalfTick;
        double dollars = quote.Held.Lots * dollarsPerLot;
        bool isReachNew = _open is not null && _open.SetReach(
            asset,
            (quote.Held.Lots - quote.OpenSells.Lots) * dollarsPerLot,
            (quote.Held.Lots + quote.OpenBuys.Lots) * dollarsPerLot);
        if (parts == _results[asset] && dollars == _monitor.ExposureDollars(asset))
        {
            return isReachNew;
        }

        _resultParts += parts - _results[asset];
        _results[asset] = parts;
        _monitor.SetExposure(asset, dollars);
        return true;
    }

    private void TakeSecond(int asset)
    {
        (long mid, long last) = (_mids[asset], _lastMids[asset]);
        _lastMids[asset] = mid;
        if (mid == 0 || last == 0)
        {
            return;
        }

        _covariance.TryMove(asset, (mid - last) / (double)last);
        _seconds[asset]++;
        if (_seconds[asset] == _secondsMin)
        {
            _isKnown = true;
            Line.MarkKnown(asset);
        }
    }

    /// <summary>A slot that is just written has its volume in the next second.</summary>
    private void TakeVolume(int asset)
    {
        if (_cache.TryRead(Line.InstrumentOf(asset), out CachedQuote quote))
        {
            Liquidity.Take(asset, quote.Traded.Lots, quote.Held.Lots);
        }
    }

    /// <summary>The matrix is divided by the weight of all seconds; an instrument had a mid in a part of them only. Rows
    /// and columns alike are scaled by the root of what it missed, so that the matrix stays a covariance.</summary>
    private void ScaleUp()
    {
        int assets = _scales.Length;
        double whole = 1.0 - Math.Pow(_decay, _intervals);
        bool isAnyLate = false;
        for (int asset = 0; asset < assets; asset++)
        {
            bool isLate = _seconds[asset] > 0 && _seconds[asset] < _intervals;
            _scales[asset] = isLate ? Math.Sqrt(whole / (1.0 - Math.Pow(_decay, _seconds[asset]))) : 1.0;
            isAnyLate |= isLate;
        }

        for (int row = 0; row < assets && isAnyLate; row++)
        {
            for (int column = 0; column < assets; column++)
            {
                _matrix[(row * assets) + column] *= _scales[row] * _scales[column];
            }
        }
    }

    private void Publish(Nanoseconds now)
    {
        PortfolioRisk risk = _monitor.Current();
        Risk = risk;
        Watch.Check(in risk, new Money(_resultParts), now);
        Line.Publish(_monitor, in risk, Watch, now);
        ValueAtRiskMax = Math.Max(ValueAtRiskMax, double.IsNaN(risk.ValueAtRiskDollars) ? 0.0 : risk.ValueAtRiskDollars);
        ExpectedShortfallMax = Math.Max(ExpectedShortfallMax, double.IsNaN(risk.ExpectedShortfallDollars) ? 0.0 : risk.ExpectedShortfallDollars);
        GrossMax = Math.Max(GrossMax, risk.Exposure.Gross);
        if (_open is not null && Line.TryRead(out RiskHeadline head))
        {
            WorstValueAtRisk = _multiplier * Math.Sqrt(head.WorstVariance);
            WorstValueAtRiskMax = Math.Max(WorstValueAtRiskMax, double.IsNaN(WorstValueAtRisk) ? 0.0 : WorstValueAtRisk);
        }
    }
}
