using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using ZstdSharp;

namespace Harrier.Tests.Captures;

/// <summary>The captures of public protocols that stand beside the repository, one file in a packed archive each.</summary>
internal static class CaptureArchive
{
    /// <summary>The captures whose path contains a text, in the order of the archive; the test is skipped where the
    /// archive is absent.</summary>
    public static List<CaptureFile> Containing(string part)
    {
        using FileStream file = File.OpenRead(TestData.Find("omi_pcaps_head.tar.zst"));
        using var plain = new DecompressionStream(file);
        using var tar = new TarReader(plain);
        var found = new List<CaptureFile>();
        while (tar.GetNextEntry() is TarEntry entry)
        {
            bool isCapture = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                && entry.Name.Contains(".pcap", StringComparison.Ordinal);
            if (isCapture && entry.Name.Contains(part, StringComparison.Ordinal))
            {
                using var bytes = new MemoryStream();
                entry.DataStream!.CopyTo(bytes);
                found.Add(new CaptureFile(entry.Name, PacketCapture.Read(bytes.ToArray())));
            }
        }

        return found;
    }
}
