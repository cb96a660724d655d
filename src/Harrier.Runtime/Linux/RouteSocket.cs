using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Harrier.Runtime.Linux;

/// <summary>Asks and tells the kernel about the sending of packets: the messages of rtnetlink(7).</summary>
/// <remarks>Cold; allocates; any thread. Source: netlink(7), linux/netlink.h.</remarks>
public static unsafe partial class RouteSocket
{
    /// <summary>The bytes of the header of a message, struct nlmsghdr: length, type, flags, sequence, sender.</summary>
    public const int HeaderBytes = 16;

    private const int Netlink = 16; // AF_NETLINK
    private const int Raw = 3 | 0x80000; // SOCK_RAW | SOCK_CLOEXEC
    private const int ErrorType = 2; // NLMSG_ERROR: an error, or with 0 the acknowledgement
    private const int DoneType = 3; // NLMSG_DONE: the end of a list
    private const int AnswerBytesMax = 64 << 10;

    /// <summary>The number of an interface of this network namespace; 0 where there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint IndexOf(string name);

    /// <summary>Makes one request and takes everything that comes back.</summary>
    /// <param name="request">One message, that asks for a list (NLM_F_DUMP) or for an acknowledgement (NLM_F_ACK).</param>
    /// <param name="answer">Gets the messages of the answer, one behind the other, without the one that ends it.</param>
    /// <returns>0, or the error of errno(3): 1 where the right (CAP_NET_ADMIN) is missing, 2 for a kind that the kernel
    /// does not know.</returns>
    public static int Call(ReadOnlySpan<byte> request, IBufferWriter<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        int socket = Open(Netlink, Raw, 0);
        if (socket < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            fixed (byte* bytes = request)
            {
                if (Send(socket, bytes, (nuint)request.Length, 0) < 0)
                {
                    return Marshal.GetLastPInvokeError();
                }
            }

            byte[] buffer = new byte[AnswerBytesMax];
            fixed (byte* bytes = buffer)
            {
                while (true)
                {
                    nint received = Receive(socket, bytes, AnswerBytesMax, 0);
                    if (received < 0)
                    {
                        return Marshal.GetLastPInvokeError();
                    }

                    if (Take(buffer.AsSpan(0, (int)received), answer) is int end)
                    {
                        return end;
                    }
                }
            }
        }
        finally
        {
            _ = Close(socket);
        }
    }

    /// <summary>Hands on the messages of one datagram; the result where one of them ends the answer.</summary>
    private static int? Take(ReadOnlySpan<byte> datagram, IBufferWriter<byte> answer)
    {
        while (datagram.Length >= HeaderBytes)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(datagram);
            if (length < HeaderBytes || length > datagram.Length)
            {
                return 74; // EBADMSG
            }

            ushort type = BinaryPrimitives.ReadUInt16LittleEndian(datagram[4..]);
            if (type is ErrorType or DoneType)
            {
                return type == DoneType || length < HeaderBytes + 4 ? 0 : -BinaryPrimitives.ReadInt32LittleEndian(datagram[HeaderBytes..]);
            }

            int padded = Math.Min((length + 3) & ~3, datagram.Length);
            answer.Write(datagram[..padded]);
            datagram = datagram[padded..];
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(int socket, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(int socket, byte* bytes, nuint count, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
