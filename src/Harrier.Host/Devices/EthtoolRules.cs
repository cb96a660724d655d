using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>What a card steers to a queue: place 1023 of its filter is "none", or
/// "udp4 dst-ip 239.1.1.1 dst-port 31001 action 7". Without a place: "1024: 1023 12", the size and the places in use.</summary>
/// <remarks>Source: linux/ethtool.h, struct ethtool_rxnfc, on a 64-bit machine:
/// <code>
///   0 cmd   4 flow_type   8 data (u64)   16 fs: 16 flow_type   20 h_u (52)   72 h_ext (20)   92 m_u (52)
///   144 m_ext (20)   168 ring_cookie (u64)   176 location   184 rule_cnt   188 rule_locs[]
/// </code>
/// of h_u and m_u for UDP over IPv4: 0 source, 4 destination, 8 source port, 10 destination port, in network order; a bit
/// that is set in m_u must match.</remarks>
internal static class EthtoolRules
{
    private const uint GetCount = 0x2e; // ETHTOOL_GRXCLSRLCNT
    private const uint GetRule = 0x2f; // ETHTOOL_GRXCLSRULE
    private const uint GetPlaces = 0x30; // ETHTOOL_GRXCLSRLALL
    private const uint Delete = 0x31; // ETHTOOL_SRXCLSRLDEL
    private const uint Insert = 0x32; // ETHTOOL_SRXCLSRLINS
    private const uint UdpOverIPv4 = 2; // UDP_V4_FLOW
    private const uint SizeMask = 0x7fff_ffff; // without RX_CLS_LOC_SPECIAL
    private const int NoEntry = 2; // ENOENT
    private const int Invalid = 22; // EINVAL
    private const int Bytes = 192;
    private const int CountAt = 184;
    private const int PlacesAt = 188;
    private const int TypeAt = 16;
    private const int FieldsAt = 20;
    private const int MasksAt = 92;
    private const int MasksBytes = 72; // with those of the extension
    private const int DestinationAt = 4;
    private const int PortAt = 10;
    private const int QueueAt = 168;
    private const int PlaceAt = 176;

    /// <summary>The text of a rule.</summary>
    public static string Rule(IPAddress group, int port, int queue) =>
        string.Create(CultureInfo.InvariantCulture, $"udp4 dst-ip {group} dst-port {port} action {queue}");

    /// <summary>0 with the text, or the error of errno(3).</summary>
    public static int Read(string name, string place, out string text)
    {
        text = "";
        byte[] request = new byte[Bytes];
        if (place.Length == 0)
        {
            return ReadPlaces(name, out text);
        }

        if (!uint.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out uint location))
        {
            return EthtoolStrings.NotSupported;
        }

        Put(request, 0, GetRule);
        Put(request, PlaceAt, location);
        int fault = Call(name, request);
        text = fault != 0 ? "none" : Describe(request);
        return fault is NoEntry or Invalid ? 0 : fault; // how drivers say that the place is free
    }

    /// <summary>0, or the error of errno(3); null where the text is no rule.</summary>
    public static int? Write(string name, string place, string text)
    {
        if (!uint.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out uint location))
        {
            return null;
        }

        byte[] request = new byte[Bytes];
        if (text == "none")
        {
            Put(request, 0, Delete);
        }
        else if (!TryParse(text, request))
        {
            return null;
        }

        Put(request, PlaceAt, location);
        return Call(name, request);
    }

    public static string ToShell(string name, string place, string text) =>
        text == "none" ? $"ethtool -N {name} delete {place}" : $"ethtool -N {name} flow-type {text} loc {place}";

    /// <summary>The request that puts a rule into the filter, without its place.</summary>
    internal static bool TryParse(string text, byte[] request)
    {
        string[] words = text.Split(' ');
        if (words is not ["udp4", "dst-ip", _, "dst-port", _, "action", _]
            || !IPAddress.TryParse(words[2], out IPAddress? group) || group.AddressFamily != AddressFamily.InterNetwork
            || !ushort.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || !ushort.TryParse(words[6], NumberStyles.None, CultureInfo.InvariantCulture, out ushort queue))
        {
            return false;
        }

        Put(request, 0, Insert);
        Put(request, TypeAt, UdpOverIPv4);
        _ = group.TryWriteBytes(request.AsSpan(FieldsAt + DestinationAt), out _);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(FieldsAt + PortAt), port);
        request.AsSpan(MasksAt + DestinationAt, sizeof(uint)).Fill(0xFF);
        request.AsSpan(MasksAt + PortAt, sizeof(ushort)).Fill(0xFF);
        Put(request, QueueAt, queue);
        return true;
    }

    /// <summary>The text of a rule that the kernel told; "another rule" for any that we would not write.</summary>
    internal static string Describe(ReadOnlySpan<byte> answer)
    {
        Span<byte> masks = stackalloc byte[MasksBytes];
        masks.Clear();
        masks.Slice(DestinationAt, sizeof(uint)).Fill(0xFF);
        masks.Slice(PortAt, sizeof(ushort)).Fill(0xFF);
        bool isOurs = MemoryMarshal.Read<uint>(answer[TypeAt..]) == UdpOverIPv4 && answer.Slice(MasksAt, MasksBytes).SequenceEqual(masks)
            && MemoryMarshal.Read<ulong>(answer[QueueAt..]) <= ushort.MaxValue;
        return isOurs
            ? Rule(new IPAddress(answer.Slice(FieldsAt + DestinationAt, sizeof(uint))), System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(answer[(FieldsAt + PortAt)..]), (int)MemoryMarshal.Read<ulong>(answer[QueueAt..]))
            : "another rule";
    }

    private static int ReadPlaces(string name, out string text)
    {
        text = "";
        byte[] request = new byte[Bytes];
        Put(request, 0, GetCount);
        int fault = Call(name, request);
        if (fault != 0)
        {
            return fault;
        }

        uint count = MemoryMarshal.Read<uint>(request.AsSpan(CountAt));
        byte[] places = new byte[Bytes + (count * sizeof(uint))];
        Put(places, 0, GetPlaces);
        Put(places, CountAt, count);
        fault = Call(name, places);
        text = string.Create(CultureInfo.InvariantCulture, $"{MemoryMarshal.Read<uint>(places.AsSpan(8)) & SizeMask}:");
        for (int at = 0; at < count; at++)
        {
            text += string.Create(CultureInfo.InvariantCulture, $" {MemoryMarshal.Read<uint>(places.AsSpan(PlacesAt + (at * sizeof(uint))))}");
        }

        return fault;
    }

    private static void Put(byte[] request, int at, uint value) => MemoryMarshal.Write(request.AsSpan(at), value);

    private static int Call(string name, byte[] request) => EthtoolSocket.Call(name, MemoryMarshal.Cast<byte, uint>(request.AsSpan()));
}
