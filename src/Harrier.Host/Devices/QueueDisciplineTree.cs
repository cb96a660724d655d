using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Harrier.Host.Settings;
using Harrier.Runtime.Linux;

namespace Harrier.Host.Devices;

/// <summary>The queue discipline at the root of a network interface: "/@qdisc/eth0" is "mq" where it is the kernel's own
/// choice, and "mq 1:" where somebody set it, with the handle that tc(8) shows.</summary>
/// <remarks>Source: rtnetlink(7), linux/rtnetlink.h, linux/pkt_sched.h. Written are only kinds without options: others
/// could not be put back as they were. Writing a text without a handle removes what was set, and the kernel chooses.</remarks>
internal sealed class QueueDisciplineTree : IHostTree
{
    private const ushort New = 36; // RTM_NEWQDISC
    private const ushort Delete = 37; // RTM_DELQDISC
    private const ushort Get = 38; // RTM_GETQDISC
    private const ushort Request = 0x1; // NLM_F_REQUEST
    private const ushort Acknowledge = 0x4; // NLM_F_ACK
    private const ushort Dump = 0x300; // NLM_F_DUMP
    private const ushort CreateOrReplace = 0x500; // NLM_F_CREATE | NLM_F_REPLACE
    private const uint Root = 0xFFFF_FFFF; // TC_H_ROOT
    private const ushort Kind = 1; // TCA_KIND
    private const int MessageBytes = RouteSocket.HeaderBytes + 20; // with struct tcmsg: family, interface, handle, parent, info

    private static readonly string[] WithoutOptions = ["mq", "noqueue", "pfifo_fast"];

    /// <summary>Whether a text can be put back exactly.</summary>
    public static bool CanBeSet(string text) => !text.Contains(' ', StringComparison.Ordinal) || Array.IndexOf(WithoutOptions, text.Trim().Split(' ')[0]) >= 0;

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        if (!root.IsThisMachine)
        {
            return HostTrees.NotInDump(path);
        }

        uint index = RouteSocket.IndexOf(NameOf(path));
        if (index == 0)
        {
            return new HostFile(path, HostFileState.Missing, "", $"{path}: there is no such interface.");
        }

        var answer = new ArrayBufferWriter<byte>();
        int fault = RouteSocket.Call(Message(Get, Request | Dump, index, 0, ""), answer);
        return fault == 0
            ? new HostFile(path, HostFileState.Read, Find(answer.WrittenSpan, index) + "\n", "")
            : new HostFile(path, HostFileState.Refused, "", $"{path}: {Marshal.GetPInvokeErrorMessage(fault)}.");
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => HostTrees.WhyNotPermitted(root, path, ProcessLimits.NetAdmin, "CAP_NET_ADMIN");

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        string[] words = text.Trim().Split(' ');
        uint index = RouteSocket.IndexOf(NameOf(path));
        if (index == 0)
        {
            return "there is no such interface.";
        }

        if (words.Length == 1)
        {
            return Tell(Message(Delete, Request | Acknowledge, index, 0, ""));
        }

        return !uint.TryParse(words[1].TrimEnd(':'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint major) || Array.IndexOf(WithoutOptions, words[0]) < 0
            ? $"'{text.Trim()}' is not one of {string.Join(", ", WithoutOptions)} with a handle: the options of others could not be put back."
            : Tell(Message(New, Request | Acknowledge | CreateOrReplace, index, major << 16, words[0]));
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text)
    {
        string[] words = text.Split(' ');
        return words.Length == 1 ? $"tc qdisc del dev {NameOf(path)} root" : $"tc qdisc replace dev {NameOf(path)} root handle {words[1]} {words[0]}";
    }

    private static string Tell(byte[] message)
    {
        int fault = RouteSocket.Call(message, new ArrayBufferWriter<byte>());
        return fault == 0 ? "" : Marshal.GetPInvokeErrorMessage(fault);
    }

    private static byte[] Message(ushort type, ushort flags, uint index, uint handle, string kind)
    {
        int kindBytes = kind.Length == 0 ? 0 : 4 + ((kind.Length + 1 + 3) & ~3); // length and type, the name and its zero
        byte[] message = new byte[MessageBytes + kindBytes];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        Span<byte> body = message.AsSpan(RouteSocket.HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], index);
        BinaryPrimitives.WriteUInt32LittleEndian(body[8..], handle);
        BinaryPrimitives.WriteUInt32LittleEndian(body[12..], type == Get ? 0 : Root);
        if (kindBytes > 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(body[20..], checked((ushort)(4 + kind.Length + 1)));
            BinaryPrimitives.WriteUInt16LittleEndian(body[22..], Kind);
            _ = Encoding.ASCII.GetBytes(kind, body[24..]);
        }

        return message;
    }

    private static string Find(ReadOnlySpan<byte> answer, uint index)
    {
        while (answer.Length >= MessageBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(answer);
            ReadOnlySpan<byte> body = answer[RouteSocket.HeaderBytes..length];
            if (BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) == index && BinaryPrimitives.ReadUInt32LittleEndian(body[12..]) == Root)
            {
                uint major = BinaryPrimitives.ReadUInt32LittleEndian(body[8..]) >> 16;
                string kind = KindIn(body[20..]);
                return major == 0 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} {major:x}:");
            }

            answer = answer[Math.Min((length + 3) & ~3, answer.Length)..];
        }

        return "none";
    }

    private static string KindIn(ReadOnlySpan<byte> attributes)
    {
        while (attributes.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(attributes);
            if (length < 4 || length > attributes.Length)
            {
                break;
            }

            if (BinaryPrimitives.ReadUInt16LittleEndian(attributes[2..]) == Kind)
            {
                return Encoding.ASCII.GetString(attributes[4..length]).TrimEnd('\0');
            }

            attributes = attributes[Math.Min((length + 3) & ~3, attributes.Length)..];
        }

        return "unknown";
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
