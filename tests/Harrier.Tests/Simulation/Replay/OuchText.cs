using System;
using Harrier.Market.OrderEntry.Ouch50;
using Xunit;

namespace Harrier.Tests.Simulation.Replay;

/// <summary>An answer of the venue as a short line: "accepted 1", "executed 1 60 @ 1000 A" (price in cents).</summary>
internal static class OuchText
{
    public static string Of(ReadOnlySpan<byte> message)
    {
        Assert.Equal(OuchCheck.Valid, OuchOutbound.Check(message));
        switch (message[0])
        {
            case Accepted.Type:
                return $"accepted {new Accepted(message).UserRefNum}";
            case Replaced.Type:
                var replaced = new Replaced(message);
                return $"replaced {replaced.OriginalUserRefNum} by {replaced.UserRefNum}: {replaced.Quantity} @ {Cents(replaced.PriceTicks)}";
            case Canceled.Type:
                var canceled = new Canceled(message);
                return $"canceled {canceled.UserRefNum} {canceled.Quantity} {(char)canceled.Reason}";
            case Executed.Type:
                var executed = new Executed(message);
                return $"executed {executed.UserRefNum} {executed.Quantity} @ {Cents(executed.PriceTicks)} {(char)executed.LiquidityCode}";
            case Rejected.Type:
                var rejected = new Rejected(message);
                return $"rejected {rejected.UserRefNum} {rejected.Reason}";
            case MassCancelResponse.Type:
                return $"mass cancel {new MassCancelResponse(message).UserRefNum}";
            default:
                return $"type {(char)message[0]}";
        }
    }

    private static long Cents(long ticks) => ticks / RecordedScene.TicksPerCent;
}
