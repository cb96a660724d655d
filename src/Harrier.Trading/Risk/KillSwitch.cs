using Harrier.Primitives;
using Harrier.Trading.Orders;

namespace Harrier.Trading.Risk;

/// <summary>Stops trading for good: once tripped it stays so, with its first reason and time, and gives out a cancel
/// for every open order that has none on its way.</summary>
public sealed class KillSwitch
{
    private readonly Money _maximumLoss;
    private int _nextIndex = -1;

    /// <summary>Makes a switch that is not tripped.</summary>
    /// <param name="limits">The limits, of which the loss is used.</param>
    public KillSwitch(RiskLimits limits) => _maximumLoss = Money.FromDecimal(limits.MaximumLossDollars);

    /// <summary>Gets a value indicating whether trading was stopped.</summary>
    public bool IsTripped => Reason != KillReason.None;

    /// <summary>Gets the first reason.</summary>
    public KillReason Reason { get; private set; }

    /// <summary>Gets when it was tripped; never, when it was not.</summary>
    public Nanoseconds TrippedAt { get; private set; } = Nanoseconds.Never;

    /// <summary>Stops trading.</summary>
    /// <param name="reason">Why; not <see cref="KillReason.None"/>.</param>
    /// <param name="now">The time.</param>
    /// <returns>True when it was not stopped before.</returns>
    public bool Trip(KillReason reason, Nanoseconds now)
    {
        if (IsTripped || reason == KillReason.None)
        {
            return false;
        }

        Reason = reason;
        TrippedAt = now;
        return true;
    }

    /// <summary>Stops trading when the loss has reached its limit.</summary>
    /// <param name="total">The result of all instruments.</param>
    /// <param name="now">The time.</param>
    /// <returns>True when this stopped it.</returns>
    public bool CheckLoss(Money total, Nanoseconds now) => total <= -_maximumLoss && Trip(KillReason.LossLimit, now);

    /// <summary>Gives out the next cancel. Ask until it says no; ask again after each answer of the venue, because a
    /// refused replacement or cancel leaves an order standing.</summary>
    /// <param name="orders">Our orders.</param>
    /// <param name="intent">The cancel, to be sent at once.</param>
    /// <returns>False when every open order has a cancel on its way.</returns>
    public bool TryNextCancel(OrderTable orders, out OrderIntent intent)
    {
        if (_nextIndex < 0 || _nextIndex >= orders.OpenCount)
        {
            _nextIndex = orders.OpenCount - 1;
        }

        while (_nextIndex >= 0)
        {
            OwnOrder order = orders.OpenAt(_nextIndex--);
            if (order.State is LifeCycleState.Live or LifeCycleState.PendingNew)
            {
                intent = OrderIntent.Cancel(order.Instrument, order.Side, order.Id);
                return true;
            }
        }

        intent = default;
        return false;
    }
}
