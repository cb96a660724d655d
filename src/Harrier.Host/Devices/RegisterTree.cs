using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Harrier.Host.Devices;

/// <summary>Model-specific registers: "/@msr/3/0x1a4" is that of CPU 3, in hexadecimal.</summary>
/// <remarks>Source: msr(4). Needs the msr driver, CAP_SYS_RAWIO and a kernel that is not locked down. A register that the
/// processor does not have gives EIO, and no harm.</remarks>
internal sealed class RegisterTree : IHostTree
{
    private const int RegisterBytes = 8;

    /// <inheritdoc/>
    public HostFile Read(string path)
    {
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
    public string Write(string path, string text)
    {
        (string device, long register) = Split(path);
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
