using Harrier.Market.Books;
using Harrier.Primitives;
using Harrier.Trading.Orders;
using Harrier.Trading.Risk;

namespace Harrier.Engine.MarketMaking;

/// <content>What stops trading: losses, limits of the portfolio, faults of our own; and the state that follows.</content>
internal sealed partial class MarketMaker
{
    /// <summary>Stops trading for good and cancels every order.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    public void Kill(KillReason reason, Nanoseconds now)
    {
        if (_kill.Trip(reason, now))
        {
            UpdateState(now);
            CancelAll(now);
        }
    }

    private void CheckLoss(Nanoseconds now)
    {
        if (_kill.CheckLoss(Ledger.Positions.TotalResult, now))
        {
            UpdateState(now);
            CancelAll(now);
        }

        if (Gateway.Refused > 0)
        {
            Kill(KillReason.InternalFault, now);
        }
    }

    /// <summary>Does what the breached limits of the portfolio ask for, as the risk thread has published it.</summary>
    private void FollowRisk(Nanoseconds now)
    {
        if (Risk is null || !Risk.Line.TryRead(out RiskHeadline risk))
        {
            return;
        }

        // Where a parent order is executed, what is held was ordered: it is kept, and the rest of the order given up.
        if (risk.Action == LimitAction.Halt || (risk.Action == LimitAction.Flatten && _execution is not null))
        {
            Kill(KillReason.PortfolioLimit, now);
            return;
        }

        if (Guard.OnRisk(in risk))
        {
            if (Guard.IsFlattening)
            {
                CancelAll(now);
            }

            UpdateState(now);
        }

        if (Guard.IsFlattening && _orders.OpenCount == 0 && Ledger.Positions.GrossTickLots == 0)
        {
            Kill(KillReason.PortfolioLimit, now);
        }
    }

    private void UpdateState(Nanoseconds now)
    {
        if (Guard.Update(now))
        {
            _checks.State = Guard.State;
            if (_kill.IsTripped)
            {
                _execution?.Executor.Stop();
            }

            _desk.DecideAll(now);
        }
    }

    private void CancelAll(Nanoseconds now)
    {
        while (_kill.TryNextCancel(_orders, out OrderIntent intent))
        {
            Gateway.Prepare(in intent, TopOfBook.Empty, Guard.FeedTime, now);
            Gateway.Flush(now);
        }

        Times.Count();
    }
}
