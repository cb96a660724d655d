using System;
using System.Collections.Generic;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Simulation.Replay;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>A made day and our orders in it, step by step, a microsecond each. Two instruments: AAA has locate 1, BBB
/// has locate 2; a price is given in cents.</summary>
internal sealed class RecordedScene
{
    public const int TicksPerCent = 100;
    private const long StepNanoseconds = 1_000;

    private readonly OrderEncoder _encoder = new(3);
    private readonly byte[] _room = new byte[128];

    public RecordedScene()
    {
        _encoder.SetSymbol(new InstrumentId(1), "AAA"u8);
        _encoder.SetSymbol(new InstrumentId(2), "BBB"u8);
        Directory(1, "AAA     "u8);
        Directory(2, "BBB     "u8);
    }

    /// <summary>All that happens: the recorded ITCH messages and our OUCH messages.</summary>
    public List<(bool IsOurs, byte[] Bytes)> Steps { get; } = [];

    private long Now => StepNanoseconds * Steps.Count;

    /// <summary>The time of a step.</summary>
    public static Nanoseconds TimeOf(int step) => new(StepNanoseconds * step);

    public RecordedScene Add(ulong reference, Side side, uint lots, uint cents, ushort locate = 1) =>
        Recorded(AddOrder.Write(_room, locate, 0, Now, reference, side, lots, "AAA     "u8, cents * TicksPerCent));

    public RecordedScene Execute(ulong reference, uint lots, ushort locate = 1) =>
        Recorded(OrderExecuted.Write(_room, locate, 0, Now, reference, lots, 1));

    public RecordedScene ExecuteAt(ulong reference, uint lots, uint cents, bool isPrintable, ushort locate = 1) =>
        Recorded(OrderExecutedWithPrice.Write(
            _room, locate, 0, Now, reference, lots, 1, (byte)(isPrintable ? 'Y' : 'N'), cents * TicksPerCent));

    public RecordedScene CancelPart(ulong reference, uint lots, ushort locate = 1) =>
        Recorded(OrderCancel.Write(_room, locate, 0, Now, reference, lots));

    public RecordedScene Delete(ulong reference, ushort locate = 1) =>
        Recorded(OrderDelete.Write(_room, locate, 0, Now, reference));

    public RecordedScene Replace(ulong reference, ulong newReference, uint lots, uint cents, ushort locate = 1) =>
        Recorded(OrderReplace.Write(_room, locate, 0, Now, reference, newReference, lots, cents * TicksPerCent));

    public RecordedScene HiddenTrade(uint lots, uint cents, ushort locate = 1) =>
        Recorded(Trade.Write(_room, locate, 0, Now, 0, Side.Buy, lots, "AAA     "u8, cents * TicksPerCent, 1));

    public RecordedScene Event(byte code) => Recorded(SystemEvent.Write(_room, 0, 0, Now, code));

    public RecordedScene TradingState(byte state, ushort locate = 1) =>
        Recorded(StockTradingAction.Write(_room, locate, 0, Now, "AAA     "u8, state, 0, "    "u8));

    public RecordedScene Enter(
        uint number, Side side, long lots, long cents, bool isPostOnly = true, bool isImmediate = false, int locate = 1) =>
        Ours(_encoder.Enter(
            _room,
            new OrderId(number),
            new InstrumentId(locate),
            side,
            new Price(cents * TicksPerCent),
            new Quantity(lots),
            isImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.Day,
            isPostOnly));

    public RecordedScene ReplaceOurs(uint original, uint number, long lots, long cents, bool isPostOnly = true) =>
        Ours(_encoder.Replace(
            _room, new OrderId(original), new OrderId(number), new Price(cents * TicksPerCent), new Quantity(lots), isPostOnly));

    public RecordedScene CancelOurs(uint number, uint keptLots = 0) => Ours(CancelOrder.Write(_room, number, keptLots));

    public RecordedScene CancelAllOurs(uint number) => Ours(_encoder.CancelAll(_room, new OrderId(number)));

    public RecordedScene RawOurs(byte[] ouch)
    {
        Steps.Add((true, ouch));
        return this;
    }

    /// <summary>Puts a message of a real day in, as it is.</summary>
    public RecordedScene Raw(ReadOnlySpan<byte> itch)
    {
        Steps.Add((false, itch.ToArray()));
        return this;
    }

    /// <summary>Plays all steps at a recorded venue.</summary>
    /// <returns>What the venue told us, as <see cref="OuchText"/> lines.</returns>
    public List<string> Play() => Play(SmallLimits, out _);

    /// <summary>Plays all steps at a recorded venue.</summary>
    /// <param name="limits">The limits of the venue.</param>
    /// <param name="feed">The ITCH messages that it published.</param>
    public List<string> Play(RecordedVenueLimits limits, out List<byte[]> feed)
    {
        using var venue = new RecordedVenue(new Recording(Steps), limits);
        var feedLink = new Link(0, 0, 1, 1 << 16);
        var responses = new Link(0, 0, 1, 1 << 16);
        var lines = new List<string>();
        feed = [];
        for (int step = 0; step < Steps.Count; step++)
        {
            (bool isOurs, byte[] bytes) = Steps[step];
            if (isOurs)
            {
                venue.Receive(bytes, TimeOf(step), feedLink, responses);
            }
            else
            {
                venue.Step(feedLink, responses);
            }

            for (; responses.Count > 0; responses.Advance())
            {
                lines.Add(OuchText.Of(responses.Peek()));
            }

            for (; feedLink.Count > 0; feedLink.Advance())
            {
                feed.Add(feedLink.Peek().ToArray());
            }
        }

        return lines;
    }

    /// <summary>Plays all steps and throws the answers away, as a session with nobody to listen.</summary>
    /// <returns>The bytes that the playing itself allocated.</returns>
    public long AllocatedBytes()
    {
        using var venue = new RecordedVenue(new Recording(Steps), SmallLimits);
        var feed = new Link(0, 0, 1, 1 << 16);
        var responses = new Link(0, 0, 1, 1 << 16);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < Steps.Count; step++)
        {
            if (Steps[step].IsOurs)
            {
                venue.Receive(Steps[step].Bytes, TimeOf(step), feed, responses);
            }
            else
            {
                venue.Step(feed, responses);
            }

            for (; responses.Count > 0; responses.Advance())
            {
            }

            for (; feed.Count > 0; feed.Advance())
            {
            }
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    public static RecordedVenueLimits SmallLimits =>
        new() { Instruments = 3, RecordedOrders = 4_096, OwnOrders = 64, TakenOrders = 256 };

    private void Directory(ushort locate, ReadOnlySpan<byte> symbol)
    {
        byte[] message = new byte[StockDirectory.Length];
        message[0] = ItchMessageType.StockDirectory;
        message[2] = (byte)locate;
        symbol.CopyTo(message.AsSpan(11));
        Steps.Add((false, message));
    }

    private RecordedScene Recorded(int length)
    {
        Steps.Add((false, _room[..length]));
        return this;
    }

    private RecordedScene Ours(int length)
    {
        Steps.Add((true, _room[..length]));
        return this;
    }

    private sealed class Recording(List<(bool IsOurs, byte[] Bytes)> steps) : IItchSource
    {
        private int _at;

        public FeedFault? Fault => null;

        public bool TryRead(out ReadOnlySpan<byte> message)
        {
            while (_at < steps.Count && steps[_at].IsOurs)
            {
                _at++;
            }

            message = _at < steps.Count ? steps[_at++].Bytes : default;
            return !message.IsEmpty;
        }

        public void Dispose() => _at = steps.Count;
    }
}
