using System.Runtime.InteropServices;

namespace Harrier.Runtime.Linux;

/// <summary>Mounts the kernel's own file systems.</summary>
/// <remarks>Cold; any thread. Source: mount(2), umount2(2).</remarks>
public static partial class MountPoint
{
    /// <summary>Mounts a file system that has no device.</summary>
    /// <param name="type">Its type ("resctrl").</param>
    /// <param name="path">An empty directory.</param>
    /// <returns>0, or the error of errno(3): 1 where the right (CAP_SYS_ADMIN) is missing, 19 where the kernel has no such
    /// file system, 16 where it is mounted already.</returns>
    public static int Attach(string type, string path) => Mount(type, path, type, 0, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;

    /// <summary>Takes it away again.</summary>
    /// <param name="path">Where it is mounted.</param>
    /// <returns>0, or the error of errno(3): 16 where somebody has a file of it open.</returns>
    public static int Detach(string path) => Unmount(path, 0) < 0 ? Marshal.GetLastPInvokeError() : 0;

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, nuint flags, nint data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Unmount(string target, int flags);
}
