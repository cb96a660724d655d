using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Harrier.Tests.Captures;

/// <summary>Reads a pcap or pcapng file; what a file is says its first word, not its name.</summary>
internal static class PacketCapture
{
    private const uint Microseconds = 0xA1B2C3D4;
    private const uint NanosecondsMagic = 0xA1B23C4D;
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrderMagic = 0x1A2B3C4D;

    public static List<PacketPayload> Read(byte[] file)
    {
        uint first = BinaryPrimitives.ReadUInt32LittleEndian(file);
        return first switch
        {
            SectionHeader => ReadBlocks(file),
            Microseconds or NanosecondsMagic => ReadRecords(file, isLittleEndian: true),
            _ when BinaryPrimitives.ReverseEndianness(first) is Microseconds or NanosecondsMagic =>
                ReadRecords(file, isLittleEndian: false),
            _ => throw new InvalidDataException($"Neither pcap nor pcapng: it starts with {first:x8}."),
        };
    }

    // pcap: 24 bytes of file header (link type at 20), then records: seconds 4, fraction 4, kept 4, length 4, bytes.
    private static List<PacketPayload> ReadRecords(ReadOnlySpan<byte> file, bool isLittleEndian)
    {
        var packets = new List<PacketPayload>();
        int linkType = (int)Word(file, 20, isLittleEndian) & 0xFFFF;
        int at = 24;
        while (at + 16 <= file.Length)
        {
            int kept = (int)Word(file, at + 8, isLittleEndian);
            if (at + 16 + kept > file.Length)
            {
                break; // the archive holds the head of each file only
            }

            Add(packets, linkType, file.Slice(at + 16, kept));
            at += 16 + kept;
        }

        return packets;
    }

    // pcapng: blocks of type 4, total length 4, body, total length 4; a section states its byte order.
    private static List<PacketPayload> ReadBlocks(ReadOnlySpan<byte> file)
    {
        var packets = new List<PacketPayload>();
        var linkTypes = new List<int>();
        bool isLittleEndian = true;
        int at = 0;
        while (at + 12 <= file.Length)
        {
            if (Word(file, at, isLittleEndian) == SectionHeader)
            {
                isLittleEndian = Word(file, at + 8, isLittleEndian: true) == ByteOrderMagic;
                linkTypes.Clear();
            }

            uint type = Word(file, at, isLittleEndian);
            int length = (int)Word(file, at + 4, isLittleEndian);
            if (length < 12 || at + length > file.Length)
            {
                break;
            }

            ReadOnlySpan<byte> block = file.Slice(at, length);
            switch (type)
            {
                case 1: // interface description: link type 2
                    linkTypes.Add((int)Word(block, 8, isLittleEndian) & 0xFFFF);
                    break;
                case 3: // simple packet: original length 4, bytes
                    int original = (int)Word(block, 8, isLittleEndian);
                    Add(packets, linkTypes[0], block.Slice(12, Math.Min(original, length - 16)));
                    break;
                case 6: // enhanced packet: interface 4, time 8, kept 4, length 4, bytes
                    int link = linkTypes[(int)Word(block, 8, isLittleEndian)];
                    Add(packets, link, block.Slice(28, (int)Word(block, 20, isLittleEndian)));
                    break;
            }

            at += length;
        }

        return packets;
    }

    private static void Add(List<PacketPayload> packets, int linkType, ReadOnlySpan<byte> frame)
    {
        if (NetworkFrame.PayloadOf(linkType, frame) is PacketPayload payload)
        {
            packets.Add(payload);
        }
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at, bool isLittleEndian) =>
        isLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
