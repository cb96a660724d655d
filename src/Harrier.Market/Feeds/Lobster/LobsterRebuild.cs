using System;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Market.Feeds.Lobster;

/// <summary>The book of a LOBSTER day order by order, every change of which is written as an ITCH message. Memory is
/// taken at construction; at a limit it says so and changes nothing.</summary>
internal sealed class LobsterRebuild(ItchOutbox outbox, byte[] symbol)
{
    public const int OrdersMax = 1 << 18;
    public const int LevelsMax = 1 << 15;

    private readonly LobsterOrderTable _orders = new(OrdersMax);
    private readonly LobsterSideLevels _bids = new(Side.Buy, LevelsMax);
    private readonly LobsterSideLevels _asks = new(Side.Sell, LevelsMax);

    /// <summary>The match number of the last trade.</summary>
    public ulong MatchNumber { get; private set; }

    /// <summary>The time that messages carry.</summary>
    public long TimeNanoseconds { get; set; }

    /// <summary>The limit that was met; null while there is room.</summary>
    public string? LimitMet { get; private set; }

    public LobsterSideLevels Levels(Side side) => side == Side.Buy ? _bids : _asks;

    public int Find(ulong reference) => _orders.Find(reference);

    public ref readonly LobsterOrder Order(int place) => ref _orders[place];

    public ulong NextMatchNumber() => ++MatchNumber;

    /// <summary>A new order joins the end of the queue at its price.</summary>
    public void Add(Side side, ulong reference, long priceTicks, long lots)
    {
        LobsterSideLevels levels = Levels(side);
        long rank = levels.RankOf(priceTicks);
        int index = levels.Find(rank);
        if (IsOutboxFull()
            || IsAtLimit(_orders.IsFull, "262,144 live orders are not enough")
            || IsAtLimit(index < 0 && levels.IsFull, "32,768 levels a side are not enough"))
        {
            return;
        }

        if (index < 0)
        {
            index = ~index;
            levels.Insert(index, rank);
        }

        var order = new LobsterOrder
        {
            Reference = reference,
            Lots = lots,
            PriceTicks = priceTicks,
            Side = side,
            Next = -1,
        };
        Append(ref levels[index], order);
        outbox.Commit(AddOrder.Write(
            outbox.Next,
            LobsterToItch.StockLocate,
            trackingNumber: 0,
            TimeNanoseconds,
            reference,
            side,
            (uint)lots,
            symbol,
            (uint)priceTicks));
    }

    /// <summary>Lots of an order, at most all of them, are cancelled.</summary>
    public void Cancel(int place, long lots)
    {
        ref LobsterOrder order = ref _orders[place];
        if (IsOutboxFull())
        {
            return;
        }

        outbox.Commit(lots < order.Lots
            ? OrderCancel.Write(
                outbox.Next, LobsterToItch.StockLocate, 0, TimeNanoseconds, order.Reference, (uint)lots)
            : OrderDelete.Write(
                outbox.Next, LobsterToItch.StockLocate, 0, TimeNanoseconds, order.Reference));
        Reduce(place, lots);
    }

    /// <summary>Lots of an order, at most all of them, are executed at its price.</summary>
    public void Execute(int place, long lots)
    {
        if (IsOutboxFull())
        {
            return;
        }

        outbox.Commit(OrderExecuted.Write(
            outbox.Next,
            LobsterToItch.StockLocate,
            trackingNumber: 0,
            TimeNanoseconds,
            _orders[place].Reference,
            (uint)lots,
            NextMatchNumber()));
        Reduce(place, lots);
    }

    private void Append(ref LobsterSideLevel level, in LobsterOrder order)
    {
        int place = _orders.Add(order);
        _orders[place].Previous = level.Last;
        if (level.Last >= 0)
        {
            _orders[level.Last].Next = place;
        }
        else
        {
            level.First = place;
        }

        level.Last = place;
        level.Lots += order.Lots;
    }

    private void Reduce(int place, long lots)
    {
        ref LobsterOrder order = ref _orders[place];
        LobsterSideLevels levels = Levels(order.Side);
        int index = levels.Find(levels.RankOf(order.PriceTicks));
        long taken = Math.Min(lots, order.Lots);
        order.Lots -= taken;
        levels[index].Lots -= taken;
        if (order.Lots == 0)
        {
            Unlink(place, order.Previous, order.Next, ref levels[index]);
        }

        if (levels[index].Lots == 0)
        {
            levels.Remove(index);
        }
    }

    private void Unlink(int place, int previous, int next, ref LobsterSideLevel level)
    {
        if (previous >= 0)
        {
            _orders[previous].Next = next;
        }
        else
        {
            level.First = next;
        }

        if (next >= 0)
        {
            _orders[next].Previous = previous;
        }
        else
        {
            level.Last = previous;
        }

        _orders.Remove(place);
    }

    private bool IsOutboxFull() =>
        IsAtLimit(!outbox.HasRoom, "one row turns into more than 262,144 bytes of messages");

    private bool IsAtLimit(bool isMet, string limit)
    {
        LimitMet = isMet ? LimitMet ?? limit : LimitMet;
        return LimitMet is not null;
    }
}
