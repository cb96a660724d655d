using System.Collections.Generic;
using CsCheck;
using Harrier.Primitives;
using Harrier.Trading.Risk;
using Xunit;

namespace Harrier.Tests.Trading.Risk;

public sealed class OrderRateWindowTests
{
    [Fact]
    public void An_order_goes_exactly_when_the_second_before_it_holds_fewer_than_the_limit() =>
        Gen.Select(Gen.Int[1, 5], Gen.Long[0, 600_000_000].Array[0, 60]).Sample(
            (limit, waits) =>
            {
                var window = new OrderRateWindow(limit);
                var sent = new List<long>();
                long now = 0;
                foreach (long wait in waits)
                {
                    now += wait;
                    int inLastSecond = sent.FindAll(time => time > now - Nanoseconds.PerSecond).Count;
                    Assert.Equal(inLastSecond < limit, window.HasRoom(new Nanoseconds(now)));
                    if (inLastSecond < limit)
                    {
                        window.Take(new Nanoseconds(now));
                        sent.Add(now);
                    }
                }
            },
            iter: 5_000);
}
