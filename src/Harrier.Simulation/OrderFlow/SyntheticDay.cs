using System;
using System.Text;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Primitives;

namespace Harrier.Simulation.OrderFlow;

/// <summary>A day of Nasdaq ITCH 5.0 that never was, to measure with: the message mix, the unequal activity and the odd
/// prices of a real one, and legal throughout. One thread; memory grows with the live orders alone.</summary>
/// <remarks>
/// The directory comes first, then the orders of the morning, about 103 a symbol and stub quotes in every tenth book,
/// then the stated number of messages between open and close in the mix of Nasdaq's 30 December 2019:
/// A 43.6 %, D 42.6, U 8.1, E 2.1, I 1.5, X 1.0, F 0.6, P 0.5.
/// No book is ever crossed: each symbol has a wall that bids stay under and asks above, and which moves over empty
/// prices alone. Every reference is of a live order.
/// </remarks>
public sealed class SyntheticDay : IItchSource
{
    private const ulong RandomStream = 5; // its own, so that a session of the same seed draws other numbers
    private const int MorningOrdersPerSymbol = 103;
    private const int SymbolsPerStub = 10;
    private const int StubBidTicks = 100;
    private const int StubAskTicks = 1_999_999_900;
    private const int TriesMax = 8;
    private const long Hour = 3_600_000_000_000;
    private const long MorningStart = 4 * Hour;
    private const long Open = 9 * Hour + Hour / 2;
    private const long Close = 16 * Hour;

    private readonly Pcg64 _random;
    private readonly SyntheticSymbol[] _symbols;
    private readonly byte[][] _names;
    private readonly WeightedChoice _activity;
    private readonly SyntheticOrders _orders;
    private readonly byte[] _message = new byte[NetOrderImbalance.Length];
    private readonly int _stubs;
    private readonly long _morningOrders;
    private readonly long _dayMessages;
    private ulong _reference;
    private ulong _matchNumber;
    private long _time = MorningStart - Hour;

    /// <summary>Starts a day.</summary>
    /// <param name="settings">Its size and seed.</param>
    public SyntheticDay(SyntheticDaySettings settings)
    {
        _random = new Pcg64(settings.Seed, RandomStream);
        _symbols = new SyntheticSymbol[settings.Symbols];
        _names = new byte[settings.Symbols][];
        for (int symbol = 0; symbol < _symbols.Length; symbol++)
        {
            _symbols[symbol] = SyntheticSymbol.Draw(_random);
            _names[symbol] = Name(symbol);
        }

        _activity = new WeightedChoice(DrawActivity());
        _orders = new SyntheticOrders(_symbols.Length);
        _stubs = 2 * ((_symbols.Length + SymbolsPerStub - 1) / SymbolsPerStub);
        _morningOrders = _stubs + (long)MorningOrdersPerSymbol * _symbols.Length;
        _dayMessages = settings.Messages;
        MessagesTotal = 1 + _symbols.Length + 1 + _morningOrders + 1 + _dayMessages + 3;
        _reference = 1 + _random.NextBelow(1UL << 20);
    }

    /// <summary>The messages of the whole day.</summary>
    public long MessagesTotal { get; }

    /// <summary>The messages handed out.</summary>
    public long MessageCount { get; private set; }

    /// <summary>The orders that are live now.</summary>
    public int LiveOrders => _orders.Count;

    /// <inheritdoc/>
    public FeedFault? Fault => null;

    /// <inheritdoc/>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        if (MessageCount == MessagesTotal)
        {
            message = default;
            return false;
        }

        message = _message.AsSpan(0, Next(MessageCount++));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private int Next(long number)
    {
        long morning = number - _symbols.Length - 2;
        long day = morning - _morningOrders - 1;
        if (day >= 0)
        {
            return day < _dayMessages ? NextOfDay(day) : NextOfEnd(day - _dayMessages);
        }

        if (morning >= 0)
        {
            return morning < _morningOrders ? NextOfMorning(morning) : Event(Open, SystemEventCode.StartOfMarketHours);
        }

        return number == 0 ? Event(_time, SystemEventCode.StartOfMessages)
            : morning == -1 ? Event(MorningStart, SystemEventCode.StartOfSystemHours)
            : StockDirectory.Write(_message, Locate((int)number - 1), 0, ++_time, _names[(int)number - 1]);
    }

    /// <summary>Stub quotes first, so that the first price that a book sees may be absurd; then as many orders for each
    /// symbol, then as many again where most happens.</summary>
    private int NextOfMorning(long number)
    {
        Turn(MorningStart, Open, number, _morningOrders);
        if (number < _stubs)
        {
            Side side = (number & 1) == 0 ? Side.Buy : Side.Sell;
            return Add((int)(number / 2) * SymbolsPerStub, side, side == Side.Buy ? StubBidTicks : StubAskTicks, SyntheticOrders.Far);
        }

        bool isEven = number - _stubs < _morningOrders / 2;
        return AddNew(isEven ? (int)(number % _symbols.Length) : _activity.Next(_random), isAttributed: false);
    }

    private int NextOfDay(long number)
    {
        Turn(Open, Close, number, _dayMessages);
        int perMille = _random.NextBelow(1000);
        return perMille switch
        {
            < 436 => AddNew(_activity.Next(_random), isAttributed: false),
            < 442 => AddNew(_activity.Next(_random), isAttributed: true),
            < 457 => Imbalance(_activity.Next(_random)),
            < 462 => HiddenTrade(_activity.Next(_random)),
            _ when _orders.Count == 0 => AddNew(_activity.Next(_random), isAttributed: false),
            < 888 => Delete(_random.NextBool() ? Touched(inTheWayOf4: 3) : _orders.Any(_random)),
            < 969 => Replace(_random.NextBool() ? Touched(inTheWayOf4: 2) : _orders.Any(_random)),
            < 990 => Execute(Touched(inTheWayOf4: 3)),
            _ => Cancel(),
        };
    }

    private int NextOfEnd(long number) => number switch
    {
        0 => Event(Close, SystemEventCode.EndOfMarketHours),
        1 => Event(Close + 4 * Hour, SystemEventCode.EndOfSystemHours),
        _ => Event(Close + 4 * Hour + Hour / 12, SystemEventCode.EndOfMessages),
    };

    private int AddNew(int symbol, bool isAttributed)
    {
        Side side = _random.NextBool() ? Side.Buy : Side.Sell;
        (int priceTicks, int rung) = DrawPrice(symbol, side);
        return Add(symbol, side, priceTicks, rung, isAttributed);
    }

    private int Add(int symbol, Side side, int priceTicks, int rung, bool isAttributed = false)
    {
        int lots = DrawLots();
        ulong reference = NextReference();
        _orders.Add(new SyntheticOrders.Order { Reference = reference, Symbol = symbol, Side = side, PriceTicks = priceTicks, Lots = lots, Rung = rung });
        return isAttributed
            ? AddOrderWithMpid.Write(_message, Locate(symbol), 0, _time, reference, side, (uint)lots, _names[symbol], (uint)priceTicks, "HARR"u8)
            : AddOrder.Write(_message, Locate(symbol), 0, _time, reference, side, (uint)lots, _names[symbol], (uint)priceTicks);
    }

    private int Delete(int place)
    {
        (ushort locate, ulong reference) = (Locate(_orders[place].Symbol), _orders[place].Reference);
        Remove(place);
        return OrderDelete.Write(_message, locate, 0, _time, reference);
    }

    private int Replace(int place)
    {
        SyntheticOrders.Order old = _orders[place];
        Remove(place);
        (int priceTicks, int rung) = DrawPrice(old.Symbol, old.Side);
        int lots = DrawLots();
        ulong reference = NextReference();
        _orders.Add(old with { Reference = reference, PriceTicks = priceTicks, Lots = lots, Rung = rung });
        return OrderReplace.Write(_message, Locate(old.Symbol), 0, _time, old.Reference, reference, (uint)lots, (uint)priceTicks);
    }

    private int Execute(int place)
    {
        SyntheticOrders.Order order = _orders[place];
        bool isWhole = order.Lots == 1 || _random.NextBelow(1000) < 225;
        int lots = isWhole ? order.Lots : 1 + _random.NextBelow(order.Lots - 1);
        Take(place, lots);
        return OrderExecuted.Write(_message, Locate(order.Symbol), 0, _time, order.Reference, (uint)lots, ++_matchNumber);
    }

    private int Cancel()
    {
        int place = _orders.Any(_random);
        for (int tries = 0; tries < TriesMax && _orders[place].Lots == 1; tries++)
        {
            place = _orders.Any(_random);
        }

        SyntheticOrders.Order order = _orders[place];
        int lots = order.Lots == 1 ? 1 : 1 + _random.NextBelow(order.Lots - 1);
        Take(place, lots);
        return OrderCancel.Write(_message, Locate(order.Symbol), 0, _time, order.Reference, (uint)lots);
    }

    private int Imbalance(int symbol)
    {
        uint priceTicks = WallTicks(symbol);
        uint lots = (uint)DrawLots();
        return NetOrderImbalance.Write(
            _message, Locate(symbol), 0, _time, lots * 10, lots, (byte)'B', _names[symbol], priceTicks, priceTicks, priceTicks, (byte)'C', (byte)'L');
    }

    private int HiddenTrade(int symbol) =>
        Trade.Write(_message, Locate(symbol), 0, _time, reference: 0, Side.Buy, (uint)DrawLots(), _names[symbol], WallTicks(symbol), ++_matchNumber);

    private int Event(long time, byte code)
    {
        _time = time;
        return SystemEvent.Write(_message, 0, 0, _time, code);
    }

    private void Take(int place, int lots)
    {
        _orders[place].Lots -= lots;
        if (_orders[place].Lots == 0)
        {
            Remove(place);
        }
    }

    private void Remove(int place)
    {
        int symbol = _orders[place].Symbol;
        _orders.Remove(place);
        MoveWall(symbol);
    }

    /// <summary>Moves the wall by one where the way is empty. Bids and asks move apart or stay; they never meet.</summary>
    private void MoveWall(int symbol)
    {
        ref SyntheticSymbol market = ref _symbols[symbol];
        Side gives = market.InTheWay;
        if (!_orders.IsEmpty(Rung(symbol, gives, level: 0)))
        {
            return;
        }

        // The level that comes up at the wall on the other side takes the ring's place of that side's last.
        Side follows = gives == Side.Sell ? Side.Buy : Side.Sell;
        bool canMove = market.Wall + market.Trend >= market.Lowest
            && market.Wall + market.Trend <= market.Highest
            && _orders.IsEmpty(Rung(symbol, follows, SyntheticOrders.Levels - 1));
        market.Wall += canMove ? market.Trend : 0;
        market.Trend = !canMove || _random.NextBelow(8) == 0 ? -market.Trend : market.Trend;
    }

    /// <summary>The first order of a best level, in so many of four cases of the side that gives way; any order where
    /// that cannot be found.</summary>
    private int Touched(int inTheWayOf4)
    {
        for (int tries = 0; tries < TriesMax; tries++)
        {
            int symbol = _activity.Next(_random);
            bool isInTheWay = _random.NextBelow(4) < inTheWayOf4;
            Side side = (_symbols[symbol].InTheWay == Side.Buy) == isInTheWay ? Side.Buy : Side.Sell;
            for (int level = 0; level < SyntheticOrders.Levels; level++)
            {
                int place = _orders.FirstAt(Rung(symbol, side, level));
                if (place != SyntheticOrders.None)
                {
                    return place;
                }
            }
        }

        return _orders.Any(_random);
    }

    private int Rung(int symbol, Side side, int level) =>
        SyntheticOrders.Rung(symbol, side, _symbols[symbol].PriceIndex(side, level));

    private (int PriceTicks, int Rung) DrawPrice(int symbol, Side side)
    {
        ref SyntheticSymbol market = ref _symbols[symbol];
        if (_random.NextBelow(50) == 0)
        {
            return (market.DrawFarTicks(side, _random), SyntheticOrders.Far);
        }

        int index = market.PriceIndex(side, market.DrawLevel(side, _random));
        return (index * market.IncrementTicks, SyntheticOrders.Rung(symbol, side, index));
    }

    private int DrawLots()
    {
        int kind = _random.NextBelow(10);
        return kind < 6 ? 100 : kind < 8 ? 100 * (2 + _random.NextBelow(9)) : 1 + _random.NextBelow(99);
    }

    /// <summary>References grow with gaps, since the exchange numbers orders that it does not display too, and now and
    /// then by a leap: about one number in two is used.</summary>
    private ulong NextReference()
    {
        _reference += 1 + (_random.NextBool() ? _random.NextBelow(4UL) : 0);
        _reference += _random.NextBelow(1UL << 14) == 0 ? _random.NextBelow(1UL << 12) : 0;
        return _reference;
    }

    private void Turn(long start, long end, long number, long count)
    {
        long step = (end - start) / count;
        _time = start + step * number + (long)_random.NextBelow((ulong)step);
    }

    private uint WallTicks(int symbol) => (uint)(_symbols[symbol].Wall * _symbols[symbol].IncrementTicks);

    /// <summary>Activity falls with the rank; the ranks are dealt at random, since locates go by the alphabet.</summary>
    private double[] DrawActivity()
    {
        // With 8,906 symbols the busiest has 0.6 % of the messages, the busiest hundred 23 %.
        double[] weights = new double[_symbols.Length];
        for (int rank = 0; rank < weights.Length; rank++)
        {
            int other = _random.NextBelow(rank + 1);
            weights[rank] = weights[other];
            weights[other] = PortableMath.Exp(-0.9 * PortableMath.Ln(rank + 20.0));
        }

        return weights;
    }

    private static ushort Locate(int symbol) => (ushort)(symbol + 1);

    private static byte[] Name(int symbol)
    {
        Span<char> name = stackalloc char[4];
        for (int letter = name.Length - 1; letter >= 0; letter--)
        {
            name[letter] = (char)('A' + symbol % 26);
            symbol /= 26;
        }

        return Encoding.ASCII.GetBytes(name.ToString());
    }
}
