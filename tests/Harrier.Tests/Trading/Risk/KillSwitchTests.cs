using System.Collections.Generic;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class KillSwitchTests
{
    private static readonly InstrumentId Instrument = new(0);

    private readonly OrderTable _orders = new(8, 1);
    private readonly KillSwitch _kill = new(new RiskLimits
    {
        PriceCollarBasisPoints = 1,
        MaximumOrderLots = 1,
        MaximumPositionLots = 1,
        MaximumOrderNotionalDollars = 1,
        MaximumGrossNotionalDollars = 1,
        MaximumOrdersPerSecond = 1,
        StaleMarketDataMilliseconds = 1,
        MaximumLossDollars = 100m,
    });

    [Fact]
    public void The_first_reason_and_its_time_stay()
    {
        Assert.False(_kill.IsTripped);
        Assert.True(_kill.Trip(KillReason.Requested, new Nanoseconds(5)));
        Assert.False(_kill.Trip(KillReason.OrderFault, new Nanoseconds(6)));
        Assert.Equal((KillReason.Requested, 5L), (_kill.Reason, _kill.TrippedAt.Value));
    }

    [Theory]
    [InlineData(-99.99, false)]
    [InlineData(-100.00, true)]
    [InlineData(100.00, false)]
    public void The_loss_limit_trips_it(double dollars, bool isTripped)
    {
        Assert.Equal(isTripped, _kill.CheckLoss(Money.FromDecimal((decimal)dollars), default));
        Assert.Equal(isTripped ? KillReason.LossLimit : KillReason.None, _kill.Reason);
    }

    [Fact]
    public void Every_open_order_gets_one_cancel()
    {
        OrderId live = Live(100);
        OrderId replaced = Live(200);
        OrderId pending = Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(300), new Quantity(1)));
        OrderId replacement = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(400), new Quantity(1), replaced));
        Assert.Equal([live, pending, replacement], CancelAll());
        Assert.Empty(CancelAll());
    }

    [Fact]
    public void An_order_that_a_refusal_leaves_standing_gets_another_cancel()
    {
        OrderId first = Live(100);
        OrderId second = Send(OrderIntent.Replace(Instrument, Side.Buy, new Price(400), new Quantity(1), first));
        Assert.Equal([second], CancelAll());
        _orders.Rejected(second, out _);
        Assert.Equal([first], CancelAll());
        _orders.CancelRejected(first, out _);
        Assert.Equal([first], CancelAll());
        _orders.Canceled(first, new Quantity(1), out _);
        Assert.Empty(CancelAll());
        Assert.Equal(0, _orders.OpenCount);
    }

    private List<OrderId> CancelAll()
    {
        var cancelled = new List<OrderId>();
        while (_kill.TryNextCancel(_orders, out OrderIntent intent))
        {
            Assert.Equal(IntentKind.Cancel, intent.Kind);
            cancelled.Add(Send(intent));
        }

        cancelled.Sort((left, right) => left.Value.CompareTo(right.Value));
        return cancelled;
    }

    private OrderId Send(OrderIntent intent)
    {
        Assert.Equal(OrderResult.Applied, _orders.Send(in intent, default, out OrderChange change));
        return change.Id;
    }

    private OrderId Live(long ticks)
    {
        OrderId id = Send(OrderIntent.Enter(Instrument, Side.Buy, new Price(ticks), new Quantity(1)));
        _orders.Accepted(id, new Price(ticks), new Quantity(1), out _);
        return id;
    }
}
