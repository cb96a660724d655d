using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Harrier.Market.OrderEntry.Ouch50;
using Harrier.Tests.Captures;
using Xunit;

namespace Harrier.Tests.Market.OrderEntry.Ouch50;

/// <summary>Real packets of the exchange: OUCH 5.0 in SoupBinTCP frames.</summary>
public sealed class OuchCaptureTests
{
    private const byte Unsequenced = (byte)'U';
    private const byte Sequenced = (byte)'S';

    [Fact]
    public void Real_messages_read_and_write_back_to_the_same_bytes()
    {
        int messages = 0;
        foreach ((bool isInbound, byte[] message) in RealMessages())
        {
            OuchCheck check = isInbound ? OuchInbound.Check(message) : OuchOutbound.Check(message);
            Assert.Equal(OuchCheck.Valid, check);
            byte[] again = new byte[256];
            int length = isInbound ? OuchRewriter.Inbound(message, again) : OuchRewriter.Outbound(message, again);
            Assert.Equal(Convert.ToHexString(message), Convert.ToHexString(again.AsSpan(0, length)));
            messages++;
        }

        // Enter, cancel, accepted, canceled; the two other captures hold heartbeats.
        Assert.Equal(4, messages);
    }

    [Fact]
    public void The_fields_of_a_real_order_are_those_that_can_be_read_in_its_bytes()
    {
        int orders = 0;
        foreach ((bool isInbound, byte[] message) in RealMessages())
        {
            if (isInbound && message[0] == EnterOrder.Type)
            {
                // 54 'T' short sale | 000000E1 = 225 shares | CVLT | 00099DB8 = 630,200 ticks | ... | 05 02 LIME.
                var order = new EnterOrder(message);
                orders++;
                Assert.Equal(OuchSide.SellShort, order.SideCode);
                Assert.Equal(225u, order.Quantity);
                Assert.Equal("CVLT    "u8, order.Symbol);
                Assert.Equal(630_200, order.PriceTicks);
                Assert.Equal(TimeInForce.Day, order.TimeInForce);
                Assert.Equal(CrossType.Continuous, order.CrossType);
                Assert.True(order.OptionalFields.TryFind(OptionTag.Firm, out OptionalField firm));
                Assert.Equal("LIME"u8, firm.Value);
                Assert.False(order.OptionalFields.IsPostOnly);
            }
        }

        Assert.Equal(1, orders);
    }

    private static IEnumerable<(bool IsInbound, byte[] Message)> RealMessages()
    {
        foreach (CaptureFile file in CaptureArchive.Containing("Nasdaq.Nsm.Ouch.v5.0/"))
        {
            foreach (PacketPayload packet in file.Packets)
            {
                Assert.True(packet.IsTcp, file.Name);
                for (int at = 0; at + 2 < packet.Bytes.Length;)
                {
                    int length = BinaryPrimitives.ReadUInt16BigEndian(packet.Bytes.AsSpan(at));
                    byte frame = packet.Bytes[at + 2];
                    if (frame is Unsequenced or Sequenced)
                    {
                        yield return (frame == Unsequenced, packet.Bytes[(at + 3)..(at + 2 + length)]);
                    }

                    at += 2 + length;
                }
            }
        }
    }
}
