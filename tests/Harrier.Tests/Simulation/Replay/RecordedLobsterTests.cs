using System;
using System.Collections.Generic;
using Harrier.Market.Feeds.Itch50;
using Harrier.Market.Feeds.Lobster;
using Harrier.Primitives;
using Xunit;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>A real day with orders of ours at the touch, against the slow obvious twin.</summary>
public sealed class RecordedLobsterTests
{
    [Fact]
    public void Orders_in_a_real_day_are_answered_as_by_the_twin()
    {
        RecordedScene scene = SceneOf(messageCount: 20_000);
        List<string> expected = NaiveRecordedVenue.Play(scene);
        List<string> answers = scene.Play(RecordedScene.SmallLimits with { RecordedOrders = 65_536 }, out _);
        Assert.Equal(expected, answers);

        // Enough of it happened for the comparison to mean something.
        Assert.InRange(answers.FindAll(line => line.EndsWith('A')).Count, 50, int.MaxValue);
        Assert.InRange(answers.FindAll(line => line.EndsWith('R')).Count, 5, int.MaxValue);
    }

    // Every 40 messages we join or improve one side for 50, and now and then take what is at the touch.
    private static RecordedScene SceneOf(int messageCount)
    {
        string path = TestData.Find("lobster_GOOG_2012-06-21_message_10.csv.zst");
        Assert.True(LobsterFilePair.TryFind(path, out LobsterFilePair? pair));
        using var source = LobsterToItch.Open(pair);
        var scene = new RecordedScene();
        uint number = 0;
        for (int i = 0; i < messageCount && source.TryRead(out ReadOnlySpan<byte> message); i++)
        {
            if (message[0] is ItchMessageType.SystemEvent or ItchMessageType.StockDirectory)
            {
                continue;
            }

            scene.Raw(message);
            LobsterLevel touch = source.Row.Length > 0 ? source.Row[0] : default;
            if (i % 40 == 39 && touch.BidLots > 0 && touch.AskLots > 0)
            {
                long bid = touch.BidTicks / RecordedScene.TicksPerCent;
                long ask = touch.AskTicks / RecordedScene.TicksPerCent;
                int turn = i / 40 % 10;
                if (turn == 9)
                {
                    scene.Enter(++number, Side.Buy, 20, ask, isPostOnly: false, isImmediate: true);
                }
                else
                {
                    bool isBuy = turn % 2 == 0;
                    scene.Enter(++number, isBuy ? Side.Buy : Side.Sell, 50, isBuy ? bid + (turn / 4) : ask - (turn / 4));
                }

                scene.CancelOurs(number > 8 ? number - 8 : 0);
            }
        }

        return scene;
    }
}
