using Harrier.Engine.MarketMaking;
using Xunit;

namespace Harrier.Tests.Engine.MarketMaking;

public sealed class StageTimesTests
{
    private readonly StageTimes _times = new();

    [Fact]
    public void One_packet_in_eight_gives_the_stages_and_the_others_the_whole_way()
    {
        for (int packet = 0; packet < 16; packet++)
        {
            Packet(messages: 3, orders: 2);
        }

        // Two of sixteen packets are stamped: three messages, one decision, two orders each. Fourteen give two orders each.
        Assert.Equal((6L, 6L), (_times.Decode.Count, _times.Book.Count));
        Assert.Equal((2L, 4L, 4L), (_times.Quote.Count, _times.Check.Count, _times.Encode.Count));
        Assert.Equal((28L, 28L), (_times.MessageToOrder.Count, _times.PacketToOrder.Count));
    }

    [Fact]
    public void Orders_that_no_packet_caused_are_not_measured()
    {
        for (int i = 0; i < 20; i++)
        {
            _times.Began();
            _times.Decided();
            _times.Checked();
            _times.Encoded();
            _times.Count();
        }

        Assert.Equal((0L, 0L, 0L), (_times.Quote.Count, _times.Encode.Count, _times.MessageToOrder.Count));
    }

    [Fact]
    public void Stamping_allocates_nothing() =>
        Assert.Equal(0, Allocation.OfSecondRun(() => Packet(messages: 20, orders: 5)));

    private void Packet(int messages, int orders)
    {
        for (int message = 0; message < messages; message++)
        {
            _times.Received();
            _times.Decoded();
            _times.Booked();
        }

        _times.Decided();
        for (int order = 0; order < orders; order++)
        {
            _times.Checked();
            _times.Encoded();
        }

        _times.Count();
    }
}
