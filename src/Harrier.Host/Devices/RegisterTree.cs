using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Harrier.Host.Devices;

/// <summary>Model-specific registers: "/@msr/3/0x1a4" is that of CPU 3, in hexadecimal.</summary>
/// <remarks>Source: msr(4). Needs the msr driver, CAP_SYS_RAWIO and a kernel that is not locked down. A register that the
/// processor does not have gives EIO, and no harm. Those of cache allocation are the kernel's own (resctrl), which does
/// not look whether somebody else wrote them: they are refused.</remarks>
internal sealed class RegisterTree : IHostTree
{
    private const int RegisterBytes = 8;

    /// <summary>Intel SDM 18.19 (L3 and L2 configuration, association, masks, delays); AMD64 PQOS (bandwidth).</summary>
    private static readonly (long First, long Last)[] CacheAllocation = [(0xc81, 0xc82), (0xc8f, 0xc8f), (0xc90, 0xd8f), (0xc0000200, 0xc00002ff)];

    /// <inheritdoc/>
    public HostFile Read(HostRoot root, string path)
    {
        if (!root.IsThisMachine)
        {
            return HostTrees.NotInDump(path);
        }

        (string device, long register) = Split(path);
        if (!File.Exists(device))
        {
            return new HostFile(path, HostFileState.Refused, "", $"{device}: there is no such device. Load the msr driver: modprobe msr.");
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(device);
            Span<byte> bytes = stackalloc byte[RegisterBytes];
            return RandomAccess.Read(file, bytes, register) == RegisterBytes
                ? new HostFile(path, HostFileState.Read, string.Create(CultureInfo.InvariantCulture, $"0x{BinaryPrimitives.ReadUInt64LittleEndian(bytes):x}\n"), "")
                : new HostFile(path, HostFileState.Missing, "", $"{path}: the processor has no such register.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new HostFile(path, HostFileState.Refused, "", $"{path}: {fault.Message}");
        }
    }

    /// <inheritdoc/>
    public string WhyNotWritable(HostRoot root, string path) => root.IsThisMachine ? HostTrees.WhyNotWritable(root, Split(path).Device) : HostTrees.NotInDump(path).Cause;

    /// <inheritdoc/>
    public string Write(HostRoot root, string path, string text)
    {
        (string device, long register) = Split(path);
        foreach ((long first, long last) in CacheAllocation)
        {
            if (register >= first && register <= last)
            {
                return "this register belongs to cache allocation, which the kernel alone writes: use /sys/fs/resctrl.";
            }
        }

        string digits = text.Trim();
        if (!digits.StartsWith("0x", StringComparison.Ordinal) || !ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value))
        {
            return $"'{digits}' is no hexadecimal number.";
        }

        try
        {
            using SafeFileHandle file = File.OpenHandle(device, FileMode.Open, FileAccess.Write);
            Span<byte> bytes = stackalloc byte[RegisterBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            RandomAccess.Write(file, bytes, register);
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return fault.Message;
        }
    }

    /// <inheritdoc/>
    public string ToShell(string path, string text)
    {
        string[] parts = path.Split('/');
        return $"wrmsr -p {parts[2]} {parts[3]} {text}";
    }

    private static (string Device, long Register) Split(string path)
    {
        string[] parts = path.Split('/'); // "", "@msr", the CPU, the register
        return ($"/dev/cpu/{parts[2]}/msr", long.Parse(parts[3].AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
    }
}
