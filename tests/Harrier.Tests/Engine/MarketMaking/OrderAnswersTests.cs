using System;
using CsCheck;
using Harrier.Engine.Configuration;
using Harrier.Engine.MarketMaking;
using Harrier.Market.Books;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Positions;
using Harrier.Trading.Quoting;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class OrderAnswersTests : IDisposable
{
    private static readonly InstrumentId Instrument = new(1);
    private static readonly Nanoseconds Now = Nanoseconds.FromSeconds(34_200);

    private readonly OrderTable _orders = new(openOrderLimit: 16, instrumentLimit: 2);
    private readonly QuoteEngine _quotes = new(ConfigurationReading.Defaults().Configuration.Quoting.Rules, instrumentLimit: 2);
    private readonly OrderBooks _books = new(new OrderBookLimits { Instruments = 2, Orders = 1_024 });
    private readonly Ledger _ledger;
    private readonly OrderAnswers _answers;
    private readonly byte[] _bytes = new byte[128];

    public OrderAnswersTests()
    {
        var series = new SeriesRecorder(instrumentLimit: 2, drawnInstruments: 1, samples: 4, fills: 4);
        var fees = new FeeSchedule(Money.FromDecimal(0.0020m), Money.FromDecimal(0.0030m));
        _ledger = new Ledger(_quotes, fees, series, instrumentLimit: 2, priceIncrementTicks: 100, execution: null);
        _answers = new OrderAnswers(_orders, _quotes, new MarketView(_books, _quotes, instrumentLimit: 2, ownOrdersInFeed: true), _ledger);
    }

    public void Dispose() => _books.Dispose();

    [Fact]
    public void An_order_is_accepted_filled_and_booked()
    {
        Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(100_000), new Quantity(100)));
        Assert.Equal(1, Take(AcceptedBytes(1, 100)));
        Assert.Equal(LifeCycleState.Live, _quotes.Bid(Instrument).State);

        var top = new TopOfBook(new Price(99_900), new Quantity(1), new Price(100_300), new Quantity(1));
        _ledger.OnTop(Instrument, in top, Now, Now);
        int length = Executed.Write(_bytes, Now.Value + 5, 1, 100, 100_000, Liquidity.Added, 77);
        Assert.Equal(1, Take(length));

        // 100 bought at 10.00 with the mid at 10.01: $1.00 captured, $0.20 rebate.
        ProfitAndLoss result = _ledger.Positions.Of(Instrument).Result;
        Assert.Equal((1.00m, 0.20m, -999.80m), (result.Spread.ToDecimal(), result.Fees.ToDecimal(), result.Cash.ToDecimal()));
        Assert.Equal(LifeCycleState.None, _quotes.Bid(Instrument).State);
        Assert.Equal(0, _answers.Faults);
    }

    [Fact]
    public void A_rejection_is_counted_and_ends_the_order()
    {
        Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(100_000), new Quantity(100)));
        Assert.Equal(1, Take(Rejected.Write(_bytes, Now.Value, 1, RejectReason.Halted, default)));
        Assert.Equal((1L, true, 0L, 0), (_answers.Rejected, _answers.IsRejection, _answers.Faults, _orders.OpenCount));
        Assert.Equal((1L, 0L), (_answers.RejectedFor(RejectReason.Halted), _answers.RejectedFor(RejectReason.Other)));
    }

    [Fact]
    public void An_answer_about_an_order_that_never_was_is_a_fault()
    {
        Assert.Equal(OrderAnswers.NoInstrument, Take(AcceptedBytes(9, 100)));
        Assert.Equal(1, _answers.Faults);
    }

    [Fact]
    public void Bytes_that_are_no_answer_are_a_fault_and_never_an_exception() => Gen.Byte.Array[0, 80].Sample(bytes =>
    {
        long faults = _answers.Faults;
        _answers.Take(bytes, Now);
        bool isValid = OuchOutbound.Check(bytes) == OuchCheck.Valid;
        Assert.True(isValid || _answers.Faults == faults + 1);
    }, threads: 1);

    private void Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, Now, out OrderChange change));
        _quotes.OnChange(in change, Now);
    }

    private int AcceptedBytes(uint number, uint lots) => Accepted.Write(
        _bytes,
        Now.Value,
        number,
        OuchSide.Buy,
        lots,
        "HARA"u8,
        100_000,
        TimeInForce.Day,
        DisplayType.Visible,
        50,
        OrderCapacity.Principal,
        IntermarketSweep.NotEligible,
        CrossType.Continuous,
        OrderState.Live,
        default);

    private int Take(int length) => _answers.Take(_bytes.AsSpan(0, length), Now);
}
