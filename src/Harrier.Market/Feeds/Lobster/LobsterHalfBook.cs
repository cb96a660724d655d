using System;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>One side of a book row, to which a message can be applied. Prices are turned for bids, so that the best
/// price is the smallest on both sides.</summary>
internal sealed class LobsterHalfBook
{
    private readonly Side _side;
    private readonly long[] _prices;
    private readonly long[] _lots;
    private int _count;

    public LobsterHalfBook(Side side, int levels)
    {
        _side = side;
        _prices = new long[levels + 1]; // one more, so that a new level has room before the last falls off
        _lots = new long[levels + 1];
    }

    public void Take(ReadOnlySpan<LobsterLevel> levels)
    {
        _count = 0;
        while (_count < levels.Length && LotsOf(levels[_count]) > 0)
        {
            _prices[_count] = PriceOf(levels[_count]);
            _lots[_count] = LotsOf(levels[_count]);
            _count++;
        }
    }

    public void Apply(in LobsterMessage message)
    {
        long change = message.Type switch
        {
            LobsterEventType.Submission => message.Lots,
            LobsterEventType.PartialCancellation or LobsterEventType.Deletion or LobsterEventType.Execution => -message.Lots,
            _ => 0,
        };
        if (change != 0)
        {
            Change(_side == Side.Buy ? -message.PriceTicks : message.PriceTicks, change);
        }
    }

    public bool Matches(ReadOnlySpan<LobsterLevel> levels)
    {
        bool isSame = true;
        for (int index = 0; index < levels.Length - 1; index++)
        {
            long lots = LotsOf(levels[index]);
            isSame &= lots == 0
                ? index >= _count
                : index < _count && _prices[index] == PriceOf(levels[index]) && _lots[index] == lots;
        }

        return isSame;
    }

    private void Change(long price, long change)
    {
        int at = 0;
        while (at < _count && _prices[at] < price)
        {
            at++;
        }

        if (at == _count || _prices[at] != price)
        {
            Insert(at, price);
        }

        _lots[at] += change;
        if (_lots[at] == 0)
        {
            Remove(at);
        }
    }

    private void Insert(int at, long price)
    {
        _count = Math.Min(_count + 1, _prices.Length);
        Array.Copy(_prices, at, _prices, at + 1, _count - at - 1);
        Array.Copy(_lots, at, _lots, at + 1, _count - at - 1);
        _prices[at] = price;
        _lots[at] = 0;
    }

    private void Remove(int at)
    {
        _count--;
        Array.Copy(_prices, at + 1, _prices, at, _count - at);
        Array.Copy(_lots, at + 1, _lots, at, _count - at);
    }

    private long PriceOf(in LobsterLevel level) => _side == Side.Buy ? -level.BidTicks : level.AskTicks;

    private long LotsOf(in LobsterLevel level) => _side == Side.Buy ? level.BidLots : level.AskLots;
}
