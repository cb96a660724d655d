using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Harrier.Models.Risk;
using Harrier.Primitives;
using Harrier.Runtime.Memory;
using Harrier.Runtime.Threads;

namespace Harrier.Trading.Risk;

/// <summary>What the order path reads of the portfolio's risk: variance, limits, what the breaches ask for, and of each
/// instrument the marginal variance, so that "what would this order do to value at risk" is a handful of instructions. The
/// risk thread writes, the engine's thread reads; they may be one.</summary>
/// <remarks>
/// Two pages and a count of publications: the writer fills the page that is not current and then makes it so; the reader
/// takes the page as it was only if the count has not moved meanwhile. So no reader waits, and none holds the writer up.
/// <code>
///  page: 16 words                          rows of a word for each asset; the last four with open orders
///  +----------+---------+------+-----+-------+-----------+-----------+---+----+---+---------+--------+
///  | variance | outcome | time | ... | worst | marginals | variances | w | Σc | c | nearest | others |
///  +----------+---------+------+-----+-------+-----------+-----------+---+----+---+---------+--------+
/// </code>
/// With <see cref="OpenOrderRisk"/>, the exposure of the order's instrument may come to be c' ± r', with the order and all
/// that is open. From the bound B_i with the instrument at its middle c, and G_i = Σ|Σ_ij|r_j over the others, it follows in
/// O(1), with δ = c' - c, that no execution takes the variance above
/// <code>
///  B_i + 2δ(Σc)_i + (δ² + r'²)Σ_ii + 2r'|(Σc)_i + δΣ_ii| + 2(r' + |δ|)G_i
/// </code>
/// which is the bound of the new reaches but for the term with |δ|: what the others' reaches add there is taken as if every
/// covariance counted against us. Without, the variance is V + 2d(Σw)_i + d²Σ_ii with w_i + d after the order and the open
/// ones of its side. Both are exact in what this instrument did since the publication, blind to what the others did since.
/// </remarks>
public sealed class RiskLine : IDisposable
{
    private const int HeadWords = 16;
    private const int VarianceWord = 0;
    private const int OutcomeWord = 1;
    private const int TimeWord = 2;
    private const int ActionWord = 3;
    private const int CauseWord = 4;
    private const int ValueAtRiskWord = 5;
    private const int ShortfallWord = 6;
    private const int WorstWord = 7;
    private const int MarginalRow = 0;
    private const int OwnRow = 1;
    private const int ExposureRow = 2;
    private const int ReachMarginalRow = 3;
    private const int CenterRow = 4;
    private const int NearestRow = 5;
    private const int OthersRow = 6;
    private const int ReadsMax = 4;
    private const double DollarsPerHalfTick = 1.0 / (2 * Price.TicksPerUnit);

    private readonly NativeBuffer<double> _words;
    private readonly OpenOrderRisk? _open;
    private readonly int _row;
    private readonly int _page;
    private readonly int[] _assetOf;
    private readonly int[] _instrumentOf;
    private readonly int[] _isKnown;
    private readonly double _limit;
    private readonly CheckResult _limitReason;
    private readonly long _staleNanoseconds;
    private PaddedLong _publications;
    private PaddedLong _assets;

    /// <summary>Takes the memory. Until the first publication nothing is known.</summary>
    /// <param name="limits">The limits, of which value at risk and shortfall hold orders back.</param>
    /// <param name="monitor">The monitor whose figures are published, for its tail and its horizon.</param>
    /// <param name="instrumentLimit">One more than the highest instrument index.</param>
    /// <param name="staleNanoseconds">How old a publication may be that an order is let through by.</param>
    /// <param name="open">What the open orders may come to; null where those of other instruments are not looked at.</param>
    public RiskLine(
        PortfolioLimits limits, RiskMonitor monitor, int instrumentLimit, long staleNanoseconds, OpenOrderRisk? open = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentOutOfRangeException.ThrowIfLessThan(instrumentLimit, 1);
        _open = open;
        _row = RiskKernels.RowLength(monitor.Assets);
        _page = HeadWords + ((open is null ? ReachMarginalRow : OthersRow + 1) * _row);
        _words = new NativeBuffer<double>(2 * (long)_page, "risk figures", isTouched: true);
        _assetOf = TouchedArray.Allocate<int>(instrumentLimit);
        Array.Fill(_assetOf, -1);
        _instrumentOf = TouchedArray.Allocate<int>(monitor.Assets);
        _isKnown = TouchedArray.Allocate<int>(monitor.Assets);
        _staleNanoseconds = staleNanoseconds;
        double atRisk = VarianceAt((double)limits.ValueAtRiskDollars, monitor.Tail.Quantile, monitor.HorizonIntervals);
        double shortfall = VarianceAt((double)limits.ExpectedShortfallDollars, monitor.Tail.Shortfall, monitor.HorizonIntervals);
        _limit = Math.Min(atRisk, shortfall);
        _limitReason = atRisk <= shortfall ? CheckResult.ValueAtRisk : CheckResult.ExpectedShortfall;
    }

    /// <summary>Gets the instruments that are covered. Any thread.</summary>
    public int Assets => (int)_assets.Read();

    /// <summary>Gets the publications so far. Any thread.</summary>
    public long Publications => _publications.Read();

    /// <summary>Gets a value indicating whether orders are held against a limit.</summary>
    public bool HoldsOrders => !double.IsPositiveInfinity(_limit);

    /// <summary>Covers an instrument from now on. The engine's thread.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>False when there is no room for it: orders that raise its inventory are then refused.</returns>
    public bool TryCover(InstrumentId instrument)
    {
        int asset = Assets;
        if (_assetOf[instrument.Index] >= 0)
        {
            return true;
        }

        if (asset == _instrumentOf.Length)
        {
            return false;
        }

        _instrumentOf[asset] = instrument.Index;
        _assetOf[instrument.Index] = asset;
        _assets.Write(asset + 1); // after the index: who sees the count sees that
        return true;
    }

    /// <summary>The asset of an instrument; -1 for one that is not covered. The engine's thread.</summary>
    /// <param name="instrument">The instrument.</param>
    public int AssetOf(InstrumentId instrument) => _assetOf[instrument.Index];

    /// <summary>The instrument of an asset. Any thread.</summary>
    /// <param name="asset">Below <see cref="Assets"/>.</param>
    public InstrumentId InstrumentOf(int asset) => new(_instrumentOf[asset]);

    /// <summary>Says that the covariance knows an asset: before, its variance is zero and says nothing. The risk thread.</summary>
    /// <param name="asset">Below <see cref="Assets"/>.</param>
    public void MarkKnown(int asset) => Volatile.Write(ref _isKnown[asset], 1);

    /// <summary>Publishes. The risk thread; O(N).</summary>
    /// <param name="monitor">The figures.</param>
    /// <param name="risk">Its present risk.</param>
    /// <param name="watch">What the breaches ask for.</param>
    /// <param name="now">The time.</param>
    public void Publish(RiskMonitor monitor, in PortfolioRisk risk, LimitWatch watch, Nanoseconds now)
    {
        double worst = _open?.VarianceBound() ?? double.NaN; // takes its products first
        long next = _publications.Read() + 1;
        Span<double> page = PageOf(next);

        // The count that made the other page current is seen before this one changes.
        Volatile.WriteBarrier();
        page[VarianceWord] = monitor.Variance;
        page[OutcomeWord] = (double)risk.Outcome;
        page[TimeWord] = BitConverter.Int64BitsToDouble(now.Value);
        page[ActionWord] = (double)watch.Action;
        page[CauseWord] = (double)watch.Cause;
        page[ValueAtRiskWord] = risk.ValueAtRiskDollars;
        page[ShortfallWord] = risk.ExpectedShortfallDollars;
        page[WorstWord] = worst;
        monitor.Marginals.CopyTo(RowOf(page, MarginalRow));
        monitor.Variances.CopyTo(RowOf(page, OwnRow));
        monitor.Exposures.CopyTo(RowOf(page, ExposureRow));
        if (_open is not null)
        {
            _open.Marginals.CopyTo(RowOf(page, ReachMarginalRow));
            _open.Centers.CopyTo(RowOf(page, CenterRow));
            _open.CopyWithout(worst, RowOf(page, NearestRow), RowOf(page, OthersRow));
        }

        _publications.Write(next); // a release: the page is whole before it is current
    }

    /// <summary>Reads the head. Any thread.</summary>
    /// <param name="head">A consistent copy; of no meaning when false is returned.</param>
    /// <returns>False when nothing was published yet, or the writer was faster than the reader several times.</returns>
    public bool TryRead(out RiskHeadline head)
    {
        for (int attempt = 0; attempt < ReadsMax; attempt++)
        {
            long version = _publications.Read();
            ReadOnlySpan<double> page = PageOf(version);
            head = new RiskHeadline(
                (RiskOutcome)page[OutcomeWord],
                page[ValueAtRiskWord],
                page[ShortfallWord],
                _limit - page[VarianceWord],
                page[WorstWord],
                (LimitAction)page[ActionWord],
                (PortfolioLimit)page[CauseWord],
                new Nanoseconds(BitConverter.DoubleToInt64Bits(page[TimeWord])));
            Volatile.ReadBarrier();
            if (_publications.Read() == version)
            {
                return version > 0;
            }
        }

        head = default;
        return false;
    }

    /// <summary>Asks whether an order that may raise the inventory of an instrument could take value at risk or shortfall beyond
    /// its limit. The engine's thread; a few nanoseconds.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="heldLots">Held now, signed.</param>
    /// <param name="lotsAfter">Held when this order and the open ones of its side were executed, signed.</param>
    /// <param name="lotsOtherwise">Held when the open ones of the other side were executed instead, signed.</param>
    /// <param name="midTicksTwice">Twice the mid.</param>
    /// <param name="now">The time.</param>
    /// <returns>Accepted; <see cref="CheckResult.RiskUnknown"/> without fresh figures, unless it lowers the inventory; else the
    /// limit. Beyond it, an order is accepted that lowers the inventory and does not raise the variance when it is executed
    /// alone; and, unless the open orders of all instruments count, any that lowers the variance.</returns>
    public CheckResult Ask(
        InstrumentId instrument, long heldLots, long lotsAfter, long lotsOtherwise, long midTicksTwice, Nanoseconds now)
    {
        int asset = _assetOf[instrument.Index];
        if (asset < 0 || Volatile.Read(in _isKnown[asset]) == 0)
        {
            return WithoutFigures(heldLots, lotsAfter);
        }

        double dollarsPerLot = midTicksTwice * DollarsPerHalfTick;
        for (int attempt = 0; attempt < ReadsMax; attempt++)
        {
            long version = _publications.Read();
            ReadOnlySpan<double> page = PageOf(version);
            double variance;
            if (_open is null)
            {
                variance = VarianceWith(page, asset, lotsAfter * dollarsPerLot);
            }
            else
            {
                // The formula is in the remarks of the class. Unchecked: rows end within the page.
                ReadOnlySpan<double> own = page[(HeadWords + asset)..];
                double radius = Math.Abs(lotsAfter - lotsOtherwise) * (0.5 * dollarsPerLot);
                double moved = ((lotsAfter + lotsOtherwise) * (0.5 * dollarsPerLot)) - own[unchecked(CenterRow * _row)];
                double single = own[unchecked(OwnRow * _row)];
                double marginal = own[unchecked(ReachMarginalRow * _row)];
                double others = own[unchecked(OthersRow * _row)];
                variance = own[unchecked(NearestRow * _row)]
                    + (((moved * moved) + (radius * radius)) * single)
                    + (2.0 * ((moved * marginal)
                        + (radius * Math.Abs(marginal + (moved * single)))
                        + ((radius + Math.Abs(moved)) * others)));
            }

            long time = BitConverter.DoubleToInt64Bits(page[TimeWord]);
            Volatile.ReadBarrier();
            if (_publications.Read() != version)
            {
                continue;
            }

            bool isFresh = version > 0 && unchecked(now.Value - time) <= _staleNanoseconds;
            return isFresh && variance <= _limit
                ? CheckResult.Accepted
                : Beyond(asset, heldLots, lotsAfter, dollarsPerLot, isFresh && !double.IsNaN(variance));
        }

        return WithoutFigures(heldLots, lotsAfter);
    }

    /// <inheritdoc/>
    public void Dispose() => _words.Dispose();

    private static CheckResult WithoutFigures(long heldLots, long lotsAfter) =>
        Math.Abs(lotsAfter) < Math.Abs(heldLots) ? CheckResult.Accepted : CheckResult.RiskUnknown;

    /// <summary>The variance with another exposure of one asset.</summary>
    private double VarianceWith(ReadOnlySpan<double> page, int asset, double exposure)
    {
        ReadOnlySpan<double> own = page[(HeadWords + asset)..];
        double change = exposure - own[ExposureRow * _row];
        return page[VarianceWord] + (change * ((2.0 * own[MarginalRow]) + (change * own[OwnRow * _row])));
    }

    /// <summary>The way out stays open: of an order that was not let through, whether it lowers the risk.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CheckResult Beyond(int asset, long heldLots, long lotsAfter, double dollarsPerLot, bool isKnown)
    {
        // Each hedge lowers the variance, and all of them together may be a position: with the open orders of all
        // instruments in view, none passes for that alone.
        bool isLess = Math.Abs(lotsAfter) < Math.Abs(heldLots);
        for (int attempt = 0; isKnown && (isLess || _open is null) && attempt < ReadsMax; attempt++)
        {
            long version = _publications.Read();
            ReadOnlySpan<double> page = PageOf(version);
            double varianceAfter = VarianceWith(page, asset, lotsAfter * dollarsPerLot);
            double varianceNow = VarianceWith(page, asset, heldLots * dollarsPerLot);
            Volatile.ReadBarrier();
            if (_publications.Read() == version)
            {
                // What has not moved has no variance to lower.
                return varianceAfter < varianceNow || (isLess && varianceAfter == varianceNow) ? CheckResult.Accepted : _limitReason;
            }
        }

        return isKnown ? _limitReason : WithoutFigures(heldLots, lotsAfter);
    }

    /// <summary>The variance over one interval at which a figure reaches its limit.</summary>
    private static double VarianceAt(double dollars, double multiplier, double intervals)
    {
        double deviation = dollars / multiplier;
        return dollars > 0.0 ? deviation * deviation / intervals : double.PositiveInfinity;
    }

    private Span<double> RowOf(Span<double> page, int row) => page.Slice(HeadWords + (row * _row), _row);

    private Span<double> PageOf(long version) => _words.AsSpan((version & 1) * _page, _page);
}
