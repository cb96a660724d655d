using Harrier.Runtime.Clocks;
using Harrier.Runtime.Metrics;

namespace Harrier.Engine.MarketMaking;

/// <summary>Measures the stages of the engine's path with the processor's clock: stamps while a message is worked on,
/// counts after its orders are on their way. One thread; nothing is allocated after construction.</summary>
/// <remarks>The times are as the clock gives them, its own cost of some ten nanoseconds a reading included.</remarks>
internal sealed class StageTimes
{
    private const int OrdersMax = 2;

    private readonly ulong[] _checkBegins = new ulong[OrdersMax];
    private readonly ulong[] _checkEnds = new ulong[OrdersMax];
    private readonly ulong[] _encodeEnds = new ulong[OrdersMax];
    private ulong _received;
    private ulong _decoded;
    private ulong _booked;
    private ulong _decided;
    private ulong _last;
    private bool _hasDecided;
    private bool _hasMessage;
    private bool _hasPacket;
    private ulong _packet;
    private int _orders;

    /// <summary>Gets the time from a message in memory to its fields.</summary>
    public LatencyHistogram Decode { get; } = new();

    /// <summary>Gets the time of the books and the best prices of the others.</summary>
    public LatencyHistogram Book { get; } = new();

    /// <summary>Gets the time from there to the decision what to quote.</summary>
    public LatencyHistogram Quote { get; } = new();

    /// <summary>Gets the time of all checks of one order.</summary>
    public LatencyHistogram Check { get; } = new();

    /// <summary>Gets the time of entering one order in the order table and writing its OUCH bytes.</summary>
    public LatencyHistogram Encode { get; } = new();

    /// <summary>Gets the time from the first feed message of a packet in memory to an order's bytes in memory.</summary>
    public LatencyHistogram MessageToOrder { get; } = new();

    /// <summary>Stamps a feed message in memory.</summary>
    public void Received()
    {
        CountMessage();
        _hasMessage = true;
        _received = CycleClock.Now();
        if (!_hasPacket)
        {
            _hasPacket = true;
            _packet = _received;
        }
    }

    /// <summary>Stamps the end of decoding.</summary>
    public void Decoded() => _decoded = CycleClock.Now();

    /// <summary>Stamps the end of the book's work.</summary>
    public void Booked()
    {
        _booked = CycleClock.Now();
        _last = _booked;
    }

    /// <summary>Stamps the beginning of a decision that no feed message caused.</summary>
    public void Began() => _last = CycleClock.Now();

    /// <summary>Stamps the decision.</summary>
    public void Decided()
    {
        _decided = CycleClock.Now();
        _last = _decided;
        _hasDecided = true;
    }

    /// <summary>Stamps the end of an order's checks.</summary>
    public void Checked()
    {
        if (_orders < OrdersMax)
        {
            _checkBegins[_orders] = _last;
            _checkEnds[_orders] = CycleClock.Now();
            _last = _checkEnds[_orders];
        }
    }

    /// <summary>Stamps an order's bytes in memory.</summary>
    public void Encoded()
    {
        if (_orders < OrdersMax)
        {
            _encodeEnds[_orders] = CycleClock.Now();
            _last = _encodeEnds[_orders];
            _orders++;
        }
    }

    /// <summary>Counts the stamps since the last call, and forgets them.</summary>
    public void Count()
    {
        CountMessage();
        unchecked
        {
            if (_hasDecided && _hasPacket)
            {
                Quote.Record(_decided - _booked);
            }

            for (int order = 0; order < _orders; order++)
            {
                Check.Record(_checkEnds[order] - _checkBegins[order]);
                Encode.Record(_encodeEnds[order] - _checkEnds[order]);
                if (_hasPacket)
                {
                    MessageToOrder.Record(_encodeEnds[order] - _packet);
                }
            }
        }

        _hasPacket = false;
        _hasDecided = false;
        _orders = 0;
    }

    private void CountMessage()
    {
        if (_hasMessage)
        {
            Decode.Record(unchecked(_decoded - _received));
            Book.Record(unchecked(_booked - _decoded));
            _hasMessage = false;
        }
    }
}
