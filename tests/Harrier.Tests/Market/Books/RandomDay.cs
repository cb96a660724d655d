using System.Collections.Generic;
using Harrier.Primitives;

namespace Harrier.Tests.Market.Books;

/// <summary>A random day of ITCH messages: markets that wander, stub quotes first, sub-penny and far prices, references
/// that jump ahead as on a real day, and now and then a message that makes no sense.</summary>
internal sealed class RandomDay(ulong seed, int instruments, int liveOrdersMax)
{
    private readonly Pcg64 _random = new(seed);
    private readonly List<(ulong Reference, int Instrument)> _live = [];
    private readonly ItchBytes _bytes = new();
    private readonly int[] _market = new int[instruments];
    private ulong _reference = 1;

    /// <summary>So many messages, each after its length.</summary>
    public byte[] Next(int messages)
    {
        _bytes.Clear();
        for (int i = 0; i < messages; i++)
        {
            Message();
        }

        return _bytes.ToArray();
    }

    private void Message()
    {
        int kind = _random.NextBelow(200);
        switch (kind)
        {
            case 0:
                _bytes.Add(_random.NextBelow(instruments + 1), _reference / 2, Side.Buy, 10, int.MaxValue);
                break;
            case 1:
                _bytes.Delete(1, _reference + 1_000_000);
                break;
            case 2:
                _bytes.Other((byte)"IPQBLHRz"[_random.NextBelow(8)]);
                break;
            case 3:
                (ulong reference, int instrument) = Any();
                _bytes.Execute(instrument, reference, 2_000_000);
                break;
            case 4:
                (reference, instrument) = Any();
                _bytes.Add(instrument, reference, Side.Sell, 1, 100);
                break;
            default:
                OrderMessage(kind);
                break;
        }
    }

    private void OrderMessage(int kind)
    {
        bool isRoom = _live.Count < liveOrdersMax;
        (ulong reference, int instrument) = Any();
        int lots = _random.NextBelow(400) + 1;
        switch (kind % 20)
        {
            case < 9 when isRoom:
                Add(kind);
                break;
            case < 11 when isRoom:
                ulong next = NextReference();
                _bytes.Replace(instrument, reference, next, lots, Price(instrument, Side.Buy));
                _live.Add((next, instrument));
                break;
            case 11:
                _bytes.Execute(instrument, reference, lots / 4);
                break;
            case 12:
                _bytes.ExecuteAtPrice(instrument, reference, lots / 4);
                break;
            case 13:
                _bytes.Cancel(instrument, reference, lots / 4);
                break;
            default:
                Delete();
                break;
        }
    }

    private void Add(int kind)
    {
        int instrument = _random.NextBelow(instruments);
        Side side = _random.NextBool() ? Side.Buy : Side.Sell;
        ulong reference = NextReference();
        int price = Price(instrument, side);
        _live.Add((reference, instrument));
        _ = kind % 3 == 0
            ? _bytes.AddWithMpid(instrument, reference, side, _random.NextBelow(1_000) + 1, price)
            : _bytes.Add(instrument, reference, side, _random.NextBelow(1_000) + 1, price);
    }

    // The first price of an instrument is a stub; instruments of low numbers trade below a unit.
    private int Price(int instrument, Side side)
    {
        if (_market[instrument] == 0)
        {
            _market[instrument] = instrument < 3 ? 6_000 : 200_000 + (instrument * 50_000);
            return side == Side.Buy ? 1 : 1_999_999_900;
        }

        _market[instrument] += _random.NextBelow(600) == 0 ? (_random.NextBelow(2_001) - 1_000) * (instrument < 3 ? 1 : 100) : 0;
        _market[instrument] = int.Max(_market[instrument], 2_000);
        int away = _random.NextBelow(40);
        away *= _random.NextBelow(30) == 0 ? 100 : 1;
        int ticks = instrument < 3 || _random.NextBelow(50) == 0 ? 1 : 100;
        int price = (_market[instrument] / ticks * ticks) + ((side == Side.Buy ? -away - 1 : away + 1) * ticks);
        return int.Max(price, 0);
    }

    private void Delete()
    {
        if (_live.Count > 0)
        {
            // Most orders that go are young.
            int index = _random.NextBelow(4) == 0 ? _random.NextBelow(_live.Count) : _live.Count - 1 - _random.NextBelow(int.Min(_live.Count, 100));
            (ulong reference, int instrument) = _live[index];
            _live[index] = _live[^1];
            _live.RemoveAt(_live.Count - 1);
            _bytes.Delete(instrument, reference);
        }
        else
        {
            _bytes.Delete(0, 0);
        }
    }

    private (ulong Reference, int Instrument) Any() =>
        _live.Count == 0 ? (0, 0) : _live[_random.NextBelow(_live.Count)];

    private ulong NextReference() => _reference += (ulong)_random.NextBelow(6) + 1;
}
