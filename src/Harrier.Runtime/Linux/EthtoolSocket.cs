using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Harrier.Runtime.Linux;

/// <summary>Asks and tells the drivers of network interfaces: the ethtool requests of ioctl(2).</summary>
/// <remarks>Cold; allocates; any thread. Source: linux/ethtool.h, linux/sockios.h (SIOCETHTOOL), netdevice(7).</remarks>
public static unsafe partial class EthtoolSocket
{
    private const ulong Request = 0x8946; // SIOCETHTOOL
    private const int NameBytes = 16; // IFNAMSIZ
    private const int Internet = 2; // AF_INET
    private const int Datagram = 2 | 0x80000; // SOCK_DGRAM | SOCK_CLOEXEC

    /// <summary>Makes one request.</summary>
    /// <param name="name">The interface, at most 15 bytes.</param>
    /// <param name="words">The structure of the request as 32-bit words, the command first; the answer comes back in it.</param>
    /// <returns>0, or the error of errno(3): 95 where the driver does not know the request, 19 where there is no such
    /// interface, 1 where the right (CAP_NET_ADMIN) is missing.</returns>
    public static int Call(string name, Span<uint> words)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> request = stackalloc byte[NameBytes + 24];
        request.Clear();
        if (Encoding.UTF8.GetByteCount(name) >= NameBytes)
        {
            return 19; // ENODEV: no interface has such a name
        }

        _ = Encoding.UTF8.GetBytes(name, request);
        int socket = Open(Internet, Datagram, 0);
        if (socket < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            fixed (uint* data = words)
            fixed (byte* at = request)
            {
                *(uint**)(at + NameBytes) = data;
                return Control(socket, Request, at) < 0 ? Marshal.GetLastPInvokeError() : 0;
            }
        }
        finally
        {
            _ = Close(socket);
        }
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Open(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(int file, ulong request, byte* argument);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
