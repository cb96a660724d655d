using System;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation;
using Harrier.Simulation.Latency;

namespace Harrier.Tests.Simulation.Venue;

/// <summary>Steps a venue with links that take no time, and sends it orders of ours.</summary>
internal sealed class VenueDriver(IVenue venue)
{
    private readonly byte[] _message = new byte[128];
    private readonly OrderEncoder _encoder = new(1);

    public delegate void MessageAction(ReadOnlySpan<byte> message);

    public Link Feed { get; } = new(0, 0, 1, 1 << 20);

    public Link Responses { get; } = new(0, 0, 1, 1 << 20);

    public Nanoseconds Now { get; private set; }

    public void Step()
    {
        Now = venue.NextEventTime;
        venue.Step(Feed, Responses);
    }

    public void StepUntil(Nanoseconds time)
    {
        while (venue.NextEventTime < time)
        {
            Step();
            Drain(Feed);
        }
    }

    public void Send(ReadOnlySpan<byte> message) => venue.Receive(message, Now, Feed, Responses);

    public void Enter(
        uint id, Side side, long priceTicks, int lots, TimeInForce timeInForce = TimeInForce.Day, bool isPostOnly = false)
    {
        _encoder.SetSymbol(new InstrumentId(0), "SIM1"u8);
        int length = _encoder.Enter(
            _message, new OrderId(id), new InstrumentId(0), side, new Price(priceTicks), new Quantity(lots), timeInForce, isPostOnly);
        Send(_message.AsSpan(0, length));
    }

    public void Replace(uint original, uint id, long priceTicks, int lots) =>
        Send(_message.AsSpan(0, _encoder.Replace(_message, new OrderId(original), new OrderId(id), new Price(priceTicks), new Quantity(lots), false)));

    public void Cancel(uint id) => Send(_message.AsSpan(0, OrderEncoder.Cancel(_message, new OrderId(id))));

    public void CancelAll(uint id) => Send(_message.AsSpan(0, _encoder.CancelAll(_message, new OrderId(id))));

    public static int Drain(Link link, MessageAction? action = null)
    {
        int count = 0;
        for (; link.Count > 0; link.Advance())
        {
            action?.Invoke(link.Peek());
            count++;
        }

        return count;
    }
}
