using System;
using System.IO;
using ZstdSharp;

namespace Harrier.Market.Feeds;

/// <summary>A window of fixed size that slides over a stream: what is left unread moves to the front, and the rest is
/// filled up. A stream that fails ends there, with the reason. Nothing is allocated after construction.</summary>
internal sealed class StreamWindow : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private int _start;
    private int _end;

    public StreamWindow(Stream stream, int capacityBytes)
    {
        _stream = stream;
        _buffer = GC.AllocateUninitializedArray<byte>(capacityBytes, pinned: true);
    }

    /// <summary>The bytes before the window.</summary>
    public long Offset { get; private set; }

    /// <summary>Nothing comes after the window.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Why the stream ended before its end; null when it did not.</summary>
    public string? Failure { get; private set; }

    public bool IsFull => _start == 0 && _end == _buffer.Length;

    public ReadOnlySpan<byte> Unread => _buffer.AsSpan(_start, _end - _start);

    public void Consume(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Reads until the window is full or the stream is over.</summary>
    public void Fill()
    {
        Unread.CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (!IsAtEnd && _end < _buffer.Length)
        {
            int read = ReadSome();
            _end += read;
            IsAtEnd = read == 0;
        }
    }

    public void Dispose() => _stream.Dispose();

    private int ReadSome()
    {
        try
        {
            return _stream.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or ZstdException)
        {
            Failure = $"the rest cannot be read: {fault.Message}";
            return 0;
        }
    }
}
