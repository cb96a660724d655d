using System.Runtime.InteropServices;
using System.Threading;

namespace Harrier.Runtime.Threads;

/// <summary>A number that one thread writes and others read, with nothing else within 128 bytes on either side: Intel
/// processors fetch lines of 64 bytes in pairs, so a neighbour's write at 64 bytes still takes the line away.</summary>
/// <remarks>
/// <code>
///  0                128     136               256
///  +----------------+-------+-----------------+
///  | unused         | value | unused          |
///  +----------------+-------+-----------------+
/// </code>
/// Top-level, because the runtime allows no explicit layout within a generic type.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = 2 * DistanceBytes)]
public struct PaddedLong
{
    /// <summary>How far apart two threads write.</summary>
    public const int DistanceBytes = 128;

    [FieldOffset(DistanceBytes)]
    private long _value;

    /// <summary>Reads it. Nothing that comes later in the program is read before it (acquire).</summary>
    public readonly long Read() => Volatile.Read(in _value);

    /// <summary>Writes it, after everything that comes earlier in the program was written (release).</summary>
    /// <param name="value">The value.</param>
    public void Write(long value) => Volatile.Write(ref _value, value);

    /// <summary>Adds to it. The one thread that writes it only: it is no atomic addition. Wraps at the end, in centuries.</summary>
    /// <param name="value">What to add.</param>
    public void Add(long value) => Volatile.Write(ref _value, unchecked(_value + value));
}
