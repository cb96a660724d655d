using System;
using Harrier.Primitives;
using Harrier.Runtime.Memory;

namespace Harrier.Trading.Risk;

/// <summary>Holds the number of orders within any span of one second to a limit, exactly: an order may go when the
/// one that went `limit` orders before it is a second old.</summary>
public sealed class OrderRateWindow
{
    private readonly long[] _sentAt;
    private int _oldest;

    /// <summary>Takes the memory, 8 bytes an order of the limit.</summary>
    /// <param name="ordersPerSecond">The limit, 1 to 10,000,000.</param>
    public OrderRateWindow(int ordersPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ordersPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ordersPerSecond, 10_000_000);
        _sentAt = TouchedArray.Allocate<long>(ordersPerSecond);
        Array.Fill(_sentAt, long.MinValue);
    }

    /// <summary>Says whether an order may go now.</summary>
    /// <param name="now">The time; never before an earlier one.</param>
    /// <returns>True when the limit leaves room.</returns>
    public bool HasRoom(Nanoseconds now) => _sentAt[_oldest] <= now.Value - Nanoseconds.PerSecond;

    /// <summary>Counts an order as sent now. There must be room.</summary>
    /// <param name="now">The time.</param>
    public void Take(Nanoseconds now)
    {
        _sentAt[_oldest] = now.Value;
        _oldest++;
        if (_oldest == _sentAt.Length)
        {
            _oldest = 0;
        }
    }
}
