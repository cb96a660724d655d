using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Simulation.Venue;

/// <summary>The slow obvious reader of a venue's feed: every order in a list, in the order of arrival. It fails on any
/// message that does not fit what was published before.</summary>
internal sealed class PublishedBooks
{
    private readonly List<(ulong Reference, int Locate, Side Side, int PriceTicks, int Lots)> _orders = [];
    private readonly HashSet<ulong> _everSeen = [];
    private readonly HashSet<ulong> _matches = [];
    private long _lastTime;

    public SortedDictionary<char, int> Counts { get; } = [];

    public int Messages { get; private set; }

    public void Apply(ReadOnlySpan<byte> message)
    {
        Messages++;
        var header = new ItchHeader(message);
        Counts[(char)message[0]] = Counts.GetValueOrDefault((char)message[0]) + 1;
        Assert.Equal(ItchMessageLengths.Of(message[0]), message.Length);
        Assert.True(header.TimestampNanoseconds >= _lastTime, "time goes back");
        _lastTime = header.TimestampNanoseconds;
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                var add = new AddOrder(message);
                Add(add.Reference, add.StockLocate, add.Side, add.PriceTicks, add.Shares);
                break;
            case ItchMessageType.AddOrderWithMpid:
                var named = new AddOrderWithMpid(message);
                Add(named.Reference, named.StockLocate, named.Side, named.PriceTicks, named.Shares);
                break;
            case ItchMessageType.OrderExecuted:
                var executed = new OrderExecuted(message);
                Assert.True(_matches.Add(executed.MatchNumber), "a match number twice");
                Take(executed.Reference, executed.Shares, isExecution: true);
                break;
            case ItchMessageType.OrderCancel:
                var canceled = new OrderCancel(message);
                Take(canceled.Reference, canceled.Shares, isExecution: false);
                break;
            case ItchMessageType.OrderDelete:
                _orders.RemoveAt(IndexOf(new OrderDelete(message).Reference));
                break;
            case ItchMessageType.OrderReplace:
                var replace = new OrderReplace(message);
                int old = IndexOf(replace.OriginalReference);
                (_, int locate, Side side, _, _) = _orders[old];
                _orders.RemoveAt(old);
                Add(replace.NewReference, locate, side, replace.PriceTicks, replace.Shares);
                break;
            case ItchMessageType.Trade:
                Assert.True(_matches.Add(new Trade(message).MatchNumber), "a match number twice");
                break;
        }
    }

    /// <summary>One side, best price first and oldest first.</summary>
    public List<(ulong Reference, int PriceTicks, int Lots)> OrdersOf(int locate, Side side) =>
        [.. _orders.Where(o => o.Locate == locate && o.Side == side)
            .OrderBy(o => side == Side.Buy ? -o.PriceTicks : o.PriceTicks)
            .Select(o => (o.Reference, o.PriceTicks, o.Lots))];

    private void Add(ulong reference, int locate, Side side, uint priceTicks, uint shares)
    {
        Assert.True(_everSeen.Add(reference), "a reference twice");
        Assert.True(shares > 0 && side != Side.None);
        _orders.Add((reference, locate, side, (int)priceTicks, (int)shares));
    }

    private void Take(ulong reference, uint shares, bool isExecution)
    {
        int index = IndexOf(reference);
        (ulong _, int locate, Side side, int price, int lots) = _orders[index];
        int left = lots - (int)shares;
        Assert.True(left > 0 || (isExecution && left == 0), "more taken than there is, or a cancel of all");
        if (isExecution)
        {
            Assert.Equal(OrdersOf(locate, side)[0].Reference, reference);
        }

        if (left == 0)
        {
            _orders.RemoveAt(index);
        }
        else
        {
            _orders[index] = (reference, locate, side, price, left);
        }
    }

    private int IndexOf(ulong reference)
    {
        int index = _orders.FindIndex(o => o.Reference == reference);
        Assert.True(index >= 0, "an unknown reference");
        return index;
    }
}
