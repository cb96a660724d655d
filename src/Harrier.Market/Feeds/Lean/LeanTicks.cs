using System;

namespace Harrier.Market.Feeds.Lean;

/// <summary>Quotes and trades of a day in order of time. Of one millisecond, the trades come first: they met the quotes from
/// before it. One thread; nothing is allocated per row.</summary>
public sealed class LeanTicks : IDisposable
{
    private readonly LeanTickReader _quotes;
    private readonly LeanTickReader _trades;
    private LeanTick _quote;
    private LeanTick _trade;
    private bool _hasQuote;
    private bool _hasTrade;
    private bool _isStarted;

    /// <summary>Takes two readers.</summary>
    /// <param name="quotes">The quotes; disposed with this.</param>
    /// <param name="trades">The trades; disposed with this.</param>
    public LeanTicks(LeanTickReader quotes, LeanTickReader trades) => (_quotes, _trades) = (quotes, trades);

    /// <summary>What stopped the reading of either file; null while all is well.</summary>
    public FeedFault? Fault => _quotes.Fault ?? _trades.Fault;

    /// <summary>Gets the symbol; empty where no file names it.</summary>
    public string Symbol => _quotes.Symbol.Length > 0 ? _quotes.Symbol : _trades.Symbol;

    /// <summary>Opens both files of a day.</summary>
    /// <param name="pair">The files.</param>
    /// <returns>The ticks; files that cannot be opened give a fault and no tick.</returns>
    public static LeanTicks Open(LeanFilePair pair) => new(
        LeanTickReader.Open(pair.QuotePath, areTrades: false), LeanTickReader.Open(pair.TradePath, areTrades: true));

    /// <summary>Reads the next row of either file.</summary>
    /// <param name="tick">The row.</param>
    /// <returns>False at the end of both and at a fault of one.</returns>
    public bool TryRead(out LeanTick tick)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _hasQuote = _quotes.TryRead(out _quote);
            _hasTrade = _trades.TryRead(out _trade);
        }

        bool isTrade = _hasTrade && (!_hasQuote || _trade.TimeNanoseconds <= _quote.TimeNanoseconds);
        tick = isTrade ? _trade : _quote;
        bool hasTick = Fault is null && (_hasTrade || _hasQuote);
        if (isTrade)
        {
            _hasTrade = _trades.TryRead(out _trade);
        }
        else if (_hasQuote)
        {
            _hasQuote = _quotes.TryRead(out _quote);
        }

        return hasTick;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _quotes.Dispose();
        _trades.Dispose();
    }
}
