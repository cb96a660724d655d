using Harrier.Market.Books;
using Harrier.Market.Feeds.Lean;
using Harrier.Primitives;

namespace Harrier.Engine.Calibration;

/// <summary>Reads Lean ticks onto a tape. The file does not say which side was aggressive: a trade at the best ask or above
/// is a purchase, at the best bid or below a sale, between them it met no displayed order. Trades off the exchanges met none
/// either. Trades of a millisecond meet the quotes from before it. Rows that the file itself doubts are
/// passed over. Cold.</summary>
internal sealed class LeanTape(CalibrationClock clock, InstrumentTape tape)
{
    private readonly int _tape = clock.Add(tape);
    private TopOfBook _top = TopOfBook.Empty;
    private long _time = -1;
    private bool _isNew;

    public long Rows { get; private set; }

    /// <summary>Reads on.</summary>
    /// <param name="ticks">The rows.</param>
    /// <param name="rowsMax">After so many it returns.</param>
    /// <returns>False when there is no more to read.</returns>
    public bool Read(LeanTicks ticks, int rowsMax)
    {
        for (int row = 0; row < rowsMax; row++)
        {
            if (clock.IsOver || !ticks.TryRead(out LeanTick tick))
            {
                EndInstant();
                return false;
            }

            Rows++;
            if (tick.IsSuspicious)
            {
                continue;
            }

            if (tick.TimeNanoseconds != _time)
            {
                EndInstant();
                _time = tick.TimeNanoseconds;
                clock.GoTo(_time);
            }

            Take(in tick);
        }

        return true;
    }

    private void Take(in LeanTick tick)
    {
        _isNew = true;
        if (!tick.IsTrade)
        {
            Price price = tick.PriceTicks > 0 ? new Price(tick.PriceTicks) : Price.None;
            _top = tick.Side == Side.Buy
                ? _top with { BidPrice = price, BidSize = new Quantity(tick.Lots) }
                : _top with { AskPrice = price, AskSize = new Quantity(tick.Lots) };
        }
        else if (clock.IsOpen && _top.IsTwoSided)
        {
            TakeTrade(in tick);
        }
    }

    private void TakeTrade(in LeanTick tick)
    {
        bool isSale = tick.PriceTicks <= _top.BidPrice.Ticks;
        bool isPurchase = tick.PriceTicks >= _top.AskPrice.Ticks;
        if (tick.Exchange == LeanTick.OffExchange || isSale == isPurchase)
        {
            tape.HiddenTrades++;
            return;
        }

        tape.OnExecution(isSale ? Side.Buy : Side.Sell, tick.PriceTicks, _time);
    }

    private void EndInstant()
    {
        if (_isNew)
        {
            // In between, one side of a move may be told and the other not yet.
            bool isCrossed = _top.IsTwoSided && _top.BidPrice >= _top.AskPrice;
            clock.OnTop(_tape, _time, isCrossed ? TopOfBook.Empty : _top);
            _isNew = false;
        }
    }
}
