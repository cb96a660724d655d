using Harrier.Runtime.Clocks;
using Harrier.Runtime.Metrics;

namespace Harrier.Engine.MarketMaking;

/// <summary>Measures the stages of the engine's path with the processor's clock: stamps while a message is worked on,
/// counts after its orders are on their way. One thread; nothing is allocated after construction.</summary>
/// <remarks>Reading the clock costs as much as a stage. So the stages are stamped on one packet in eight, and the whole
/// way is measured on the other seven, with one reading at each end.</remarks>
internal sealed class StageTimes
{
    private const int OrdersMax = 2;
    private const int PacketsForStages = 8;

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
    private bool _isStamped = true;
    private int _packets;
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

    /// <summary>Gets the time from the feed message that completed its packet in memory to an order's bytes in
    /// memory.</summary>
    public LatencyHistogram MessageToOrder { get; } = new();

    /// <summary>Gets the time from the first message of that packet.</summary>
    public LatencyHistogram PacketToOrder { get; } = new();

    /// <summary>Stamps a feed message in memory.</summary>
    public void Received()
    {
        if (!_hasPacket)
        {
            _hasPacket = true;
            _packets++;
            _isStamped = _packets % PacketsForStages == 0;
            _packet = CycleClock.Now();
            _received = _packet;
        }
        else
        {
            CountMessage();
            _received = CycleClock.Now();
        }
    }

    /// <summary>Stamps the end of decoding.</summary>
    public void Decoded()
    {
        if (_isStamped)
        {
            _decoded = CycleClock.Now();
        }
    }

    /// <summary>Stamps the end of the book's work.</summary>
    public void Booked()
    {
        if (_isStamped)
        {
            _booked = CycleClock.Now();
            _last = _booked;
            _hasMessage = true;
        }
    }

    /// <summary>Begins a decision that no feed message caused: it is not measured.</summary>
    public void Began() => _isStamped = false;

    /// <summary>Stamps the decision.</summary>
    public void Decided()
    {
        if (_isStamped)
        {
            _decided = CycleClock.Now();
            _last = _decided;
            _hasDecided = true;
        }
    }

    /// <summary>Stamps the end of an order's checks.</summary>
    public void Checked()
    {
        if (_isStamped && _orders < OrdersMax)
        {
            _checkBegins[_orders] = _last;
            _checkEnds[_orders] = CycleClock.Now();
            _last = _checkEnds[_orders];
        }
    }

    /// <summary>Stamps an order's bytes in memory.</summary>
    public void Encoded()
    {
        if (_orders < OrdersMax && _hasPacket)
        {
            _encodeEnds[_orders] = CycleClock.Now();
            _last = _encodeEnds[_orders];
            _orders++;
        }
    }

    /// <summary>Counts the stamps since the last call, and forgets them.</summary>
    public void Count()
    {
        if (_isStamped)
        {
            CountStages();
        }
        else
        {
            for (int order = 0; order < _orders; order++)
            {
                MessageToOrder.Record(unchecked(_encodeEnds[order] - _received));
                PacketToOrder.Record(unchecked(_encodeEnds[order] - _packet));
            }
        }

        _hasPacket = false;
        _hasDecided = false;
        _orders = 0;
    }

    private void CountStages()
    {
        CountMessage();
        unchecked
        {
            if (_hasDecided)
            {
                Quote.Record(_decided - _booked);
            }

            for (int order = 0; order < _orders; order++)
            {
                Check.Record(_checkEnds[order] - _checkBegins[order]);
                Encode.Record(_encodeEnds[order] - _checkEnds[order]);
            }
        }
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
