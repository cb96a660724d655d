using System.Net;
using Harrier.Host.Settings;
using Xunit;

namespace Harrier.Tests.Host.Settings;

public sealed class NetworkFeedTests
{
    [Theory]
    [InlineData("eth1:7", "eth1", 7, null, 0)]
    [InlineData("eth1.12:0=233.54.12.1:26477", "eth1.12", 0, "233.54.12.1", 26477)]
    [InlineData("a:b:3", "a:b", 3, null, 0)]
    public void A_feed_is_an_interface_a_queue_and_a_group(string text, string name, int queue, string? group, int port)
    {
        Assert.True(NetworkFeed.TryParse(text, out NetworkFeed? feed));
        Assert.Equal(new NetworkFeed(name, queue, group is null ? null : IPAddress.Parse(group), port), feed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("eth1")]
    [InlineData(":7")]
    [InlineData("eth1:-1")]
    [InlineData("eth1:65536")]
    [InlineData("a/b:1")]
    [InlineData("eth1:7=10.0.0.1:26477")] // no multicast group
    [InlineData("eth1:7=233.54.12.1")] // no port
    [InlineData("eth1:7=[ff02::1]:26477")]
    public void What_is_none_is_refused(string text) => Assert.False(NetworkFeed.TryParse(text, out _));
}
