using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace Harrier.Market.Feeds.Lean;

/// <summary>The file in a zip, held against the length and the CRC-32 that the zip has of it. The framework compares neither: a
/// damaged file would be read as a whole one, and a cut one as a shorter one. Where they differ, the read that would tell the
/// end throws <see cref="InvalidDataException"/>; all before it has been handed out.</summary>
/// <remarks>CRC-32 as in PKWARE's APPNOTE.TXT, 4.4.7: the polynomial 0xEDB88320 in reflected order, begun and ended with all
/// bits turned. About 2 ns a byte.</remarks>
internal sealed class VerifiedEntry : Stream
{
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = MakeTable();

    private readonly Stream _plain;
    private readonly long _length;
    private readonly uint _checksum;
    private uint _state = uint.MaxValue;
    private long _read;

    /// <summary>Opens a file of a zip.</summary>
    /// <param name="entry">The file.</param>
    public VerifiedEntry(ZipArchiveEntry entry)
    {
        _plain = entry.Open();
        _length = entry.Length;
        _checksum = entry.Crc32;
    }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = _plain.Read(buffer);
        if (count == 0 && !buffer.IsEmpty)
        {
            Verify();
        }

        _read += count;
        foreach (byte value in buffer[..count])
        {
            _state = Table[(int)((_state ^ value) & byte.MaxValue)] ^ (_state >> 8);
        }

        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _plain.Dispose();
        }

        base.Dispose(disposing);
    }

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder & 1) != 0 ? (remainder >> 1) ^ Polynomial : remainder >> 1;
            }

            table[value] = remainder;
        }

        return table;
    }

    private void Verify()
    {
        if (_read != _length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the file in the zip ends after {_read} bytes, the zip says {_length}"));
        }

        if (~_state != _checksum)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the file in the zip is damaged: its CRC-32 is {~_state:x8}, the zip says {_checksum:x8}"));
        }
    }
}
