using System;
using System.Collections.Generic;
using System.Linq;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>The slow obvious twin of the recorded venue: recorded orders and ours stand together in one list a side, in
/// price-time priority, so that a place in the queue is a place in the list.</summary>
internal sealed class NaiveRecordedVenue
{
    private readonly Dictionary<(int Instrument, Side Side), List<Entry>> _sides = [];
    private readonly List<string> _lines = [];
    private uint _lastNumber;

    /// <summary>Plays the steps of a scene.</summary>
    public static List<string> Play(RecordedScene scene)
    {
        var venue = new NaiveRecordedVenue();
        foreach ((bool isOurs, byte[] bytes) in scene.Steps)
        {
            if (isOurs)
            {
                venue.Receive(bytes);
            }
            else
            {
                venue.Meet(bytes);
            }
        }

        return venue._lines;
    }

    private void Meet(byte[] message)
    {
        int locate = message[2];
        switch (message[0])
        {
            case ItchMessageType.AddOrder:
                var add = new AddOrder(message);
                Appear(locate, add.Side, add.Reference, (int)add.Shares, (int)add.PriceTicks);
                break;
            case ItchMessageType.OrderExecuted:
                Shrink(new OrderExecuted(message).Reference, (int)new OrderExecuted(message).Shares, isTrade: true);
                break;
            case ItchMessageType.OrderExecutedWithPrice:
                var priced = new OrderExecutedWithPrice(message);
                Shrink(priced.Reference, (int)priced.Shares, priced.Printable == (byte)'Y');
                break;
            case ItchMessageType.OrderCancel:
                Shrink(new OrderCancel(message).Reference, (int)new OrderCancel(message).Shares, isTrade: false);
                break;
            case ItchMessageType.OrderDelete:
                if (FindRecorded(new OrderDelete(message).Reference) is Entry gone)
                {
                    Queue(gone).Remove(gone);
                }

                break;
            case ItchMessageType.OrderReplace:
                var replace = new OrderReplace(message);
                if (FindRecorded(replace.OriginalReference) is Entry old)
                {
                    Queue(old).Remove(old);
                    Appear(old.Instrument, old.Side, replace.NewReference, (int)replace.Shares, (int)replace.PriceTicks);
                }

                break;
            case ItchMessageType.Trade:
                var trade = new Trade(message);
                HiddenTrade(locate, (int)trade.PriceTicks, (int)trade.Shares);
                break;
            default:
                break;
        }
    }

    private void Appear(int locate, Side side, ulong reference, int lots, int price)
    {
        var entry = new Entry { Instrument = locate, Side = side, Reference = reference, Lots = lots, Price = price };
        int budget = lots;
        foreach (Entry own in Queue(locate, Opposite(side)).Where(e => e.IsOurs && Reaches(e.Side, price, e.Price)).ToList())
        {
            int given = Math.Min(budget, own.Lots);
            entry.Taken += given;
            budget -= given;
            FillPassively(own, given);
        }

        Insert(entry);
    }

    private void Shrink(ulong reference, int lots, bool isTrade)
    {
        if (FindRecorded(reference) is not Entry entry)
        {
            return;
        }

        List<Entry> side = Queue(entry);
        if (isTrade)
        {
            int budget = lots;
            foreach (Entry own in side.TakeWhile(e => e != entry).Where(e => e.IsOurs).ToList())
            {
                int given = Math.Min(budget, own.Lots);
                budget -= given;
                FillPassively(own, given);
            }
        }

        entry.Lots -= lots;
        if (entry.Lots <= 0)
        {
            side.Remove(entry);
        }
    }

    private void HiddenTrade(int locate, int price, int lots)
    {
        int budget = lots;
        foreach (Side side in new[] { Side.Buy, Side.Sell })
        {
            List<Entry> entries = Queue(locate, side);
            foreach (Entry own in entries.Where(e => e.IsOurs).ToList())
            {
                bool isThrough = side == Side.Buy ? own.Price > price : own.Price < price;
                bool isFirstAt = own.Price == price
                    && entries.TakeWhile(e => e != own).All(e => e.IsOurs || e.Price != price);
                if (isThrough || isFirstAt)
                {
                    int given = Math.Min(budget, own.Lots);
                    budget -= given;
                    FillPassively(own, given);
                }
            }
        }
    }

    private void Receive(byte[] message)
    {
        switch (message[0])
        {
            case EnterOrder.Type:
                var entry = new EnterOrder(message);
                if (IsNew(entry.UserRefNum))
                {
                    _lines.Add($"accepted {entry.UserRefNum}");
                    int locate = entry.Symbol[0] == (byte)'A' ? 1 : 2;
                    var ours = new Entry { Instrument = locate, Side = entry.Side, Number = entry.UserRefNum, Lots = (int)entry.Quantity, Price = (int)entry.PriceTicks };
                    Place(ours, entry.OptionalFields.IsPostOnly, entry.TimeInForce == TimeInForce.ImmediateOrCancel);
                }

                break;
            case ReplaceOrder.Type:
                Replace(new ReplaceOrder(message));
                break;
            case CancelOrder.Type:
                var cancel = new CancelOrder(message);
                if (FindOurs(cancel.UserRefNum) is Entry live)
                {
                    int kept = Math.Max(0, (int)cancel.Quantity - live.Executed);
                    if (kept < live.Lots)
                    {
                        CancelLots(live, live.Lots - kept, 'U');
                    }
                }

                break;
            case MassCancel.Type:
                if (IsNew(new MassCancel(message).UserRefNum))
                {
                    _lines.Add($"mass cancel {new MassCancel(message).UserRefNum}");
                    foreach (Entry own in _sides.Values.SelectMany(s => s).Where(e => e.IsOurs).ToList())
                    {
                        CancelLots(own, own.Lots, 'U');
                    }
                }

                break;
            default:
                break;
        }
    }

    private void Replace(ReplaceOrder request)
    {
        uint number = request.UserRefNum;
        if (!IsNew(number))
        {
            return;
        }

        if (FindOurs(request.OriginalUserRefNum) is not Entry old)
        {
            _lines.Add($"rejected {number} ReplaceNotAllowed");
            return;
        }

        int open = (int)request.Quantity - old.Executed;
        if (open <= 0)
        {
            CancelLots(old, old.Lots, 'U');
            return;
        }

        int price = (int)request.PriceTicks;
        _lines.Add($"replaced {old.Number} by {number}: {open} @ {price / RecordedScene.TicksPerCent}");
        if (price == old.Price && open <= old.Lots)
        {
            old.Number = number;
            old.Lots = open;
            return;
        }

        Queue(old).Remove(old);
        var moved = new Entry { Instrument = old.Instrument, Side = old.Side, Number = number, Lots = open, Executed = old.Executed, Price = price };
        Place(moved, request.OptionalFields.IsPostOnly, isImmediate: false);
    }

    private void Place(Entry ours, bool isPostOnly, bool isImmediate)
    {
        var reached = Queue(ours.Instrument, Opposite(ours.Side)).Where(e => Reaches(ours.Side, e.Price, ours.Price)).ToList();
        if (isPostOnly && reached.Exists(e => e.IsOurs))
        {
            CancelLots(ours, ours.Lots, 'Q');
            return;
        }

        if (isPostOnly && reached.Exists(e => e.Lots > e.Taken))
        {
            CancelLots(ours, ours.Lots, 'G');
            return;
        }

        foreach (Entry resting in isPostOnly ? [] : reached)
        {
            if (resting.IsOurs)
            {
                CancelLots(ours, ours.Lots, 'Q');
                return;
            }

            int lots = Math.Min(ours.Lots, Math.Max(0, resting.Lots - resting.Taken));
            if (lots > 0)
            {
                resting.Taken += lots;
                ours.Lots -= lots;
                ours.Executed += lots;
                _lines.Add($"executed {ours.Number} {lots} @ {resting.Price / RecordedScene.TicksPerCent} R");
            }

            if (ours.Lots == 0)
            {
                return;
            }
        }

        if (isImmediate)
        {
            CancelLots(ours, ours.Lots, 'I');
            return;
        }

        Insert(ours);
    }

    private void FillPassively(Entry own, int lots)
    {
        if (lots == 0)
        {
            return;
        }

        own.Lots -= lots;
        own.Executed += lots;
        _lines.Add($"executed {own.Number} {lots} @ {own.Price / RecordedScene.TicksPerCent} A");
        if (own.Lots == 0)
        {
            Queue(own).Remove(own);
        }
    }

    private void CancelLots(Entry own, int lots, char reason)
    {
        _lines.Add($"canceled {own.Number} {lots} {reason}");
        own.Lots -= lots;
        if (own.Lots == 0)
        {
            Queue(own).Remove(own);
        }
    }

    private void Insert(Entry entry)
    {
        List<Entry> side = Queue(entry);
        int at = side.FindIndex(e => entry.Side == Side.Buy ? e.Price < entry.Price : e.Price > entry.Price);
        side.Insert(at < 0 ? side.Count : at, entry);
    }

    private bool IsNew(uint number)
    {
        bool isNew = number > _lastNumber;
        _lastNumber = Math.Max(number, _lastNumber);
        return isNew;
    }

    private List<Entry> Queue(Entry entry) => Queue(entry.Instrument, entry.Side);

    private List<Entry> Queue(int instrument, Side side)
    {
        if (!_sides.TryGetValue((instrument, side), out List<Entry>? entries))
        {
            _sides[(instrument, side)] = entries = [];
        }

        return entries;
    }

    private Entry? FindRecorded(ulong reference) =>
        _sides.Values.SelectMany(s => s).FirstOrDefault(e => !e.IsOurs && e.Reference == reference);

    private Entry? FindOurs(uint number) => _sides.Values.SelectMany(s => s).FirstOrDefault(e => e.IsOurs && e.Number == number);

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    // Whether an order of a side and limit trades with one of the other side at a price.
    private static bool Reaches(Side side, int price, int limit) =>
        side == Side.Buy ? price <= limit : price >= limit;

    private sealed class Entry
    {
        public int Instrument { get; init; }

        public Side Side { get; init; }

        public ulong Reference { get; init; }

        public uint Number { get; set; }

        public int Price { get; init; }

        public int Lots { get; set; }

        public int Executed { get; set; }

        public int Taken { get; set; }

        public bool IsOurs => Number != 0;
    }
}
