using System;
using BenchmarkDotNet.Attributes;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Replay;

namespace Harrier.Benchmarks.Simulation.Replay;

/// <summary>Time for one recorded message at the venue, from the source to the feed link, without and with orders of ours
/// at both touches. The day adds and deletes orders at ten prices a side, about 200 live, and executes one in twenty.</summary>
[MemoryDiagnoser]
public class RecordedVenueBenchmarks
{
    private const int Messages = 200_000;
    private const uint MidTicks = 1_000_000;
    private static readonly RecordedVenueLimits Limits = new() { Instruments = 2, RecordedOrders = 4_096 };

    private byte[][] _day = [];

    [Params(false, true)]
    public bool WithOurOrders { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _day = new byte[Messages][];
        _day[0] = new byte[StockDirectory.Length];
        _day[0][0] = ItchMessageType.StockDirectory;
        _day[0][2] = 1;
        "AAA     "u8.CopyTo(_day[0].AsSpan(11));
        byte[] room = new byte[64];
        for (int i = 1; i < Messages; i++)
        {
            ulong reference = (ulong)i;
            bool isAdd = i < 400 || i % 2 == 0;
            Side side = (i / 2 % 2) == 0 ? Side.Buy : Side.Sell;
            uint away = (uint)(i / 2 * 7 % 10 * 100) + 100;
            int length = isAdd
                ? AddOrder.Write(room, 1, 0, i, reference, side, 100, "AAA     "u8, side == Side.Buy ? MidTicks - away : MidTicks + away)
                : i % 20 == 1
                    ? OrderExecuted.Write(room, 1, 0, i, reference - 399, 100, reference)
                    : OrderDelete.Write(room, 1, 0, i, reference - 399);
            _day[i] = room[..length];
        }
    }

    [Benchmark(OperationsPerInvoke = Messages)]
    public long Play()
    {
        using var venue = new RecordedVenue(new Day(_day), Limits);
        var feed = new Link(0, 0, 1, 4_096);
        var responses = new Link(0, 0, 1, 65_536);
        var encoder = new OrderEncoder(2);
        encoder.SetSymbol(new InstrumentId(1), "AAA"u8);
        Span<byte> order = stackalloc byte[OrderEncoder.LengthMax];
        uint number = 0;
        for (int i = 0; venue.NextEventTime != Nanoseconds.Never; i++)
        {
            if (WithOurOrders && i > 0 && venue.LiveOrders < 2)
            {
                number++;
                Side side = (number & 1) == 0 ? Side.Buy : Side.Sell;
                var price = new Price(side == Side.Buy ? MidTicks - 100 : MidTicks + 100);
                int length = encoder.Enter(
                    order, new OrderId(number), new InstrumentId(1), side, price, new Quantity(100), TimeInForce.Day, true);
                venue.Receive(order[..length], venue.NextEventTime, feed, responses);
            }

            venue.Step(feed, responses);
            for (; feed.Count > 0; feed.Advance())
            {
            }

            for (; responses.Count > 0; responses.Advance())
            {
            }
        }

        return venue.Executions;
    }

    private sealed class Day(byte[][] messages) : IItchSource
    {
        private int _at;

        public FeedFault? Fault => null;

        public bool TryRead(out ReadOnlySpan<byte> message)
        {
            message = _at < messages.Length ? messages[_at++] : default;
            return !message.IsEmpty;
        }

        public void Dispose() => _at = messages.Length;
    }
}
