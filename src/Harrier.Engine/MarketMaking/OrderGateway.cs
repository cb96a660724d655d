using System;
using System.Security.Cryptography;
using Harrier.Market.Books;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Simulation.Latency;
using Harrier.Trading.Orders;
using Harrier.Trading.Quoting;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <summary>The one way out: checks a request, enters it in the order table, writes its OUCH bytes and sends them. One
/// thread; nothing is allocated after construction.</summary>
internal sealed class OrderGateway : IDisposable
{
    private const int OutboxOrders = 4;

    private readonly PreTradeChecks _checks;
    private readonly OrderTable _orders;
    private readonly QuoteEngine _quotes;
    private readonly OrderEncoder _encoder;
    private readonly StageTimes _times;
    private readonly Link _link;
    private readonly long _engineNanoseconds;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _outbox = new byte[OutboxOrders * OrderEncoder.LengthMax];
    private readonly int[] _lengths = new int[OutboxOrders];
    private readonly long[] _ordersOf;
    private readonly long[] _stoppedOf;
    private int _waiting;

    /// <summary>Connects the parts.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="orders">Our orders.</param>
    /// <param name="quotes">Our quotes, which are told what was sent.</param>
    /// <param name="times">Where the stages are stamped.</param>
    /// <param name="link">The way to the venue.</param>
    /// <param name="engineNanoseconds">The time of the session that the engine takes from a message to its order.</param>
    public OrderGateway(
        PreTradeChecks checks, OrderTable orders, QuoteEngine quotes, StageTimes times, Link link, long engineNanoseconds)
    {
        _checks = checks;
        _orders = orders;
        _quotes = quotes;
        _times = times;
        _link = link;
        _engineNanoseconds = engineNanoseconds;
        _encoder = new OrderEncoder(orders.InstrumentLimit);
        _ordersOf = new long[orders.InstrumentLimit];
        _stoppedOf = new long[orders.InstrumentLimit];
    }

    /// <summary>Gets the new orders sent.</summary>
    public long Entered { get; private set; }

    /// <summary>Gets the replaces sent.</summary>
    public long Replaced { get; private set; }

    /// <summary>Gets the cancels sent.</summary>
    public long Canceled { get; private set; }

    /// <summary>Gets the requests that the order table refused: a fault of ours.</summary>
    public long Refused { get; private set; }

    /// <summary>The order messages of an instrument.</summary>
    public long OrdersOf(int instrument) => _ordersOf[instrument];

    /// <summary>The orders of an instrument that the checks stopped.</summary>
    public long StoppedOf(int instrument) => _stoppedOf[instrument];

    /// <summary>Names an instrument; before its first order.</summary>
    public void SetSymbol(InstrumentId instrument, ReadOnlySpan<byte> symbol) => _encoder.SetSymbol(instrument, symbol);

    /// <summary>Checks and encodes a request; it leaves with <see cref="Flush"/>. A replacement that a check stops becomes
    /// a cancel.</summary>
    /// <param name="intent">The request; nothing happens when it wants nothing.</param>
    /// <param name="top">The best prices of the others.</param>
    /// <param name="topTime">When the venue made the last message.</param>
    /// <param name="now">The time.</param>
    public void Prepare(in OrderIntent intent, in TopOfBook top, Nanoseconds topTime, Nanoseconds now)
    {
        if (intent.Kind == IntentKind.None)
        {
            return;
        }

        CheckResult result = _checks.Check(in intent, in top, topTime, now);
        _times.Checked();
        if (result != CheckResult.Accepted)
        {
            _stoppedOf[intent.Instrument.Index]++;
            if (intent.Kind == IntentKind.Replace)
            {
                // A quote that should move and may not is taken out: cancels always pass.
                Prepare(OrderIntent.Cancel(intent.Instrument, intent.Side, intent.Existing), in top, topTime, now);
            }

            return;
        }

        if (_waiting == OutboxOrders)
        {
            Flush(now);
        }

        if (_orders.Send(in intent, now, out OrderChange change) != OrderResult.Applied)
        {
            Refused++;
            return;
        }

        _lengths[_waiting] = Encode(in intent, in change, _outbox.AsSpan(_waiting * OrderEncoder.LengthMax));
        _waiting++;
        _times.Encoded();
        _ordersOf[intent.Instrument.Index]++;
        _quotes.OnChange(in change, now);
    }

    /// <summary>Sends what was prepared.</summary>
    /// <param name="now">The time.</param>
    public void Flush(Nanoseconds now)
    {
        for (int order = 0; order < _waiting; order++)
        {
            ReadOnlySpan<byte> message = _outbox.AsSpan(order * OrderEncoder.LengthMax, _lengths[order]);
            _link.Send(new Nanoseconds(now.Value + _engineNanoseconds), message);
            _hash.AppendData(message);
        }

        _waiting = 0;
    }

    /// <summary>The SHA-256 of every byte sent so far. Cold.</summary>
    /// <returns>Lower-case hexadecimal.</returns>
    public string Sha256() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private int Encode(in OrderIntent intent, in OrderChange change, Span<byte> destination)
    {
        switch (intent.Kind)
        {
            case IntentKind.Enter:
                Entered++;
                TimeInForce life = intent.IsImmediate ? TimeInForce.ImmediateOrCancel : TimeInForce.Day;
                return _encoder.Enter(
                    destination, change.Id, intent.Instrument, intent.Side, intent.Price, intent.Quantity, life, intent.IsPostOnly);
            case IntentKind.Replace:
                Replaced++;
                return _encoder.Replace(
                    destination, intent.Existing, change.Id, intent.Price, change.WholeQuantity, intent.IsPostOnly);
            default:
                Canceled++;
                return OrderEncoder.Cancel(destination, change.Id);
        }
    }
}
