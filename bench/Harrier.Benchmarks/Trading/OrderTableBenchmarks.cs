using BenchmarkDotNet.Attributes;
using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Benchmarks.Trading;

/// <summary>A bid that is replaced again and again beside a standing ask: one request and one answer an operation.</summary>
[MemoryDiagnoser]
public class OrderTableBenchmarks
{
    private static readonly InstrumentId Instrument = new(1);

    private readonly OrderTable _orders = new(16, 2);
    private OrderId _bid;

    [GlobalSetup]
    public void Enter()
    {
        _bid = Accept(OrderIntent.Enter(Instrument, Side.Buy, new Price(999_900), new Quantity(100)));
        Accept(OrderIntent.Enter(Instrument, Side.Sell, new Price(1_000_100), new Quantity(100)));
    }

    [Benchmark]
    public OrderResult ReplaceAndAnswer()
    {
        var intent = OrderIntent.Replace(Instrument, Side.Buy, new Price(999_900), new Quantity(100), _bid);
        _orders.Send(in intent, default, out OrderChange sent);
        OrderResult result = _orders.Replaced(_bid, sent.Id, intent.Price, intent.Quantity, out OrderChange change);
        _bid = change.WorkingId;
        return result;
    }

    private OrderId Accept(OrderIntent intent)
    {
        _orders.Send(in intent, default, out OrderChange change);
        _orders.Accepted(change.Id, intent.Price, intent.Quantity, out _);
        return change.Id;
    }
}
