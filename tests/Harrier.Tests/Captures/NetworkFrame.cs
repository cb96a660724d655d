using System;
using System.Buffers.Binary;

namespace Harrier.Tests.Captures;

/// <summary>Takes the headers of the network off a captured frame: Ethernet with VLAN tags, Linux cooked or raw, then
/// IPv4, then UDP or TCP.</summary>
internal static class NetworkFrame
{
    private const int EthernetLink = 1;
    private const int RawIpLink = 101;
    private const int LinuxCookedLink = 113;
    private const int Ipv4Type = 0x0800;
    private const int VlanType = 0x8100;
    private const int ProviderVlanType = 0x88A8;
    private const byte Tcp = 6;
    private const byte Udp = 17;

    /// <summary>What the frame carries; null for anything but UDP or TCP over IPv4.</summary>
    public static PacketPayload? PayloadOf(int linkType, ReadOnlySpan<byte> frame)
    {
        int at = linkType switch
        {
            EthernetLink => AfterEthernet(frame, 12),
            LinuxCookedLink => AfterEthernet(frame, 14),
            RawIpLink => 0,
            _ => -1,
        };
        return at < 0 || at + 20 > frame.Length ? null : PayloadOfIp(frame[at..]);
    }

    private static int AfterEthernet(ReadOnlySpan<byte> frame, int typeAt)
    {
        while (typeAt + 2 <= frame.Length)
        {
            int type = Short(frame, typeAt);
            if (type is VlanType or ProviderVlanType)
            {
                typeAt += 4;
                continue;
            }

            return type == Ipv4Type ? typeAt + 2 : -1;
        }

        return -1;
    }

    private static PacketPayload? PayloadOfIp(ReadOnlySpan<byte> ip)
    {
        // The IP length ends the packet: what follows is padding or the capturing switch's trailer.
        int total = Short(ip, 2);
        int headerBytes = (ip[0] & 0x0F) * 4;
        if (ip[0] >> 4 != 4 || total > ip.Length || headerBytes + 8 > total)
        {
            return null;
        }

        ReadOnlySpan<byte> segment = ip[headerBytes..total];
        int transportBytes = ip[9] switch
        {
            Udp => 8,
            Tcp when segment.Length >= 20 => (segment[12] >> 4) * 4,
            _ => -1,
        };
        return transportBytes < 0 || transportBytes > segment.Length
            ? null
            : new PacketPayload(
                ip[9] == Tcp, Short(segment, 0), Short(segment, 2), segment[transportBytes..].ToArray());
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
