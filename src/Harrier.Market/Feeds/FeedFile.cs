using System;
using System.IO;
using System.IO.Compression;
using Harrier.Market.Feeds.Lobster;
using ZstdSharp;

namespace Harrier.Market.Feeds;

/// <summary>Opens recorded feeds: plain, .gz or .zst. What a file is packed with says its first bytes, not its name.</summary>
public static class FeedFile
{
    private const int PackedReadBytes = 1 << 16;

    // Without it the runtime reads a cut gzip file as one that is whole and shorter. It is a switch of the process and
    // is read once. Our programs have it in their runtimeconfig.json; for another host, which may not have unpacked
    // anything before, it is set here.
    private const string RefuseCutGzipSwitch = "System.IO.Compression.UseStrictValidation";

    /// <summary>Opens a recorded day: an ITCH 5.0 file, or a LOBSTER pair of which either file is named.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The messages; one that cannot be opened has a fault and no message.</returns>
    public static IItchSource Open(string path) =>
        LobsterFilePair.TryFind(path, out LobsterFilePair? pair) ? LobsterToItch.Open(pair) : OpenItch(path);

    /// <summary>Opens a file of ITCH 5.0 messages, each after its length in two bytes, big-endian.</summary>
    /// <param name="path">The file.</param>
    /// <param name="chunkBytes">The size of the window that is read at once.</param>
    /// <returns>The reader; one that cannot be opened has a fault and no message.</returns>
    public static LengthPrefixedReader OpenItch(string path, int chunkBytes = LengthPrefixedReader.DefaultChunkBytes)
    {
        Stream stream = OpenStream(path, out string? failure);
        return new LengthPrefixedReader(stream, path, chunkBytes, failure);
    }

    /// <summary>Opens a file and takes its packing off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="failure">Why it could not be opened; null when it could.</param>
    /// <returns>The plain bytes; none on failure.</returns>
    public static Stream OpenStream(string path, out string? failure)
    {
        try
        {
            failure = null;
            // Readers bring their own windows: a second buffer would only copy.
            return Unpack(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            failure = fault.Message;
            return Stream.Null;
        }
    }

    private static Stream Unpack(FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        ReadOnlySpan<byte> mark = start[..count];
        if (mark.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
        {
            return new DecompressionStream(file, PackedReadBytes, leaveOpen: false);
        }

        return mark.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? UnpackGzip(file) : file;
    }

    private static GZipStream UnpackGzip(FileStream file)
    {
        AppContext.SetSwitch(RefuseCutGzipSwitch, true);
        return new GZipStream(new BufferedStream(file, PackedReadBytes), CompressionMode.Decompress);
    }
}
