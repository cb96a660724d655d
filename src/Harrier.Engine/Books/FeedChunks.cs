using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using Harrier.Market.Feeds;
using Harrier.Market.Feeds.Lobster;

namespace Harrier.Engine.Books;

/// <summary>The messages of several files as one feed, in chunks of whole messages, each after its length.</summary>
internal sealed class FeedChunks : IDisposable
{
    private const int ChunkBytes = LengthPrefixedReader.DefaultChunkBytes;
    private const int MessageBytesMax = 2 + ushort.MaxValue;

    private readonly List<string> _files;
    private readonly byte[] _packed = new byte[ChunkBytes];
    private IItchSource? _source;
    private int _next;

    public FeedChunks(IReadOnlyList<string> files) => _files = WithoutTwins(files);

    public FeedFault? Fault { get; private set; }

    /// <summary>The bytes that were handed out.</summary>
    public long Bytes { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> chunk)
    {
        chunk = default;
        while (Fault is null && (_source is not null || TryOpenNext()))
        {
            if (TryReadOf(_source!, out chunk))
            {
                Bytes += chunk.Length;
                return true;
            }

            Fault = _source!.Fault;
            _source.Dispose();
            _source = null;
        }

        return false;
    }

    public void Dispose() => _source?.Dispose();

    private bool TryOpenNext()
    {
        _source = _next < _files.Count ? FeedFile.Open(_files[_next++]) : null;
        return _source is not null;
    }

    private bool TryReadOf(IItchSource source, out ReadOnlySpan<byte> chunk)
    {
        if (source is LengthPrefixedReader reader)
        {
            return reader.TryReadChunk(out chunk);
        }

        int length = 0;
        while (length + MessageBytesMax <= _packed.Length && source.TryRead(out ReadOnlySpan<byte> message))
        {
            BinaryPrimitives.WriteUInt16BigEndian(_packed.AsSpan(length), (ushort)message.Length);
            message.CopyTo(_packed.AsSpan(length + 2));
            length += 2 + message.Length;
        }

        chunk = _packed.AsSpan(0, length);
        return length > 0;
    }

    /// <summary>Of a LOBSTER pair both files may be named; it is one feed.</summary>
    public static List<string> WithoutTwins(IReadOnlyList<string> files)
    {
        var kept = new List<string>();
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            if (!LobsterFilePair.TryFind(file, out LobsterFilePair? pair) || pairs.Add(pair.MessagePath))
            {
                kept.Add(file);
            }
        }

        return kept;
    }
}
