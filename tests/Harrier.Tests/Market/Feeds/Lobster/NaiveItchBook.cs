using System;
using System.Collections.Generic;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Market.Feeds.Lobster;

/// <summary>A book of one instrument as slow and plain as can be: a dictionary of orders and two of levels. Every
/// message must make sense: no unknown or double reference, nothing taken that is not there.</summary>
internal sealed class NaiveItchBook
{
    private readonly Dictionary<ulong, (Side Side, uint PriceTicks, uint Lots)> _orders = [];

    public SortedDictionary<long, long> Bids { get; } = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));

    public SortedDictionary<long, long> Asks { get; } = [];

    public Dictionary<char, int> Counts { get; } = [];

    public long ExecutedLots { get; private set; }

    public void Apply(ReadOnlySpan<byte> message)
    {
        Counts[(char)message[0]] = Counts.GetValueOrDefault((char)message[0]) + 1;
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                var add = new AddOrder(message);
                _orders.Add(add.Reference, (add.Side, add.PriceTicks, add.Shares));
                Change(add.Side, add.PriceTicks, add.Shares);
                break;
            case ItchMessageType.OrderExecuted:
                Take(new OrderExecuted(message).Reference, new OrderExecuted(message).Shares);
                ExecutedLots += new OrderExecuted(message).Shares;
                break;
            case ItchMessageType.OrderCancel:
                Take(new OrderCancel(message).Reference, new OrderCancel(message).Shares);
                break;
            case ItchMessageType.OrderDelete:
                ulong reference = new OrderDelete(message).Reference;
                Take(reference, _orders[reference].Lots);
                break;
        }
    }

    private void Take(ulong reference, uint lots)
    {
        (Side side, uint priceTicks, uint held) = _orders[reference];
        Assert.InRange(lots, 1u, held);
        Change(side, priceTicks, -lots);
        _orders[reference] = (side, priceTicks, held - lots);
        if (lots == held)
        {
            _orders.Remove(reference);
        }
    }

    private void Change(Side side, long priceTicks, long lots)
    {
        SortedDictionary<long, long> levels = side == Side.Buy ? Bids : Asks;
        long left = levels.GetValueOrDefault(priceTicks) + lots;
        levels[priceTicks] = left;
        if (left == 0)
        {
            levels.Remove(priceTicks);
        }
    }
}
