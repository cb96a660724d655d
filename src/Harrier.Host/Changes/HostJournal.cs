using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Harrier.Host.Settings;

namespace Harrier.Host.Changes;

/// <summary>What was written to a machine, and what stood there before: each old value is on the disk before its write
/// is made. While it is open no other process can open it.</summary>
/// <remarks>One JSON object a line, and lines are only added: {"setting", "path", "found", "value"} before a write,
/// {"readBack"} after it, {"putBack": N} when the N-th write of the file, from 0, is undone. A line that was cut by a crash at the end of the file is no entry: its write was not
/// made yet. Not for several threads.</remarks>
public sealed class HostJournal : IDisposable
{
    private readonly FileStream _file;
    private readonly List<JournalEntry> _entries = [];
    private readonly List<int> _numbers = []; // of the entries, counted over all that the file holds
    private readonly ArrayBufferWriter<byte> _line = new();

    private int _begun;

    private HostJournal(FileStream file) => _file = file;

    /// <summary>The entries that were not put back, in the order of their writes.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The file.</summary>
    public string Path => _file.Name;

    /// <summary>Opens a journal, and makes it where there is none.</summary>
    /// <param name="path">The file; its folder is made.</param>
    /// <exception cref="IOException">It cannot be opened, or another process has it open.</exception>
    /// <exception cref="UnauthorizedAccessException">The right is missing.</exception>
    /// <exception cref="InvalidDataException">A line in the middle is no entry; says which.</exception>
    public static HostJournal Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var journal = new HostJournal(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        try
        {
            journal.ReadEntries();
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Puts down what is about to be written. When it returns, the old value is on the disk.</summary>
    /// <param name="write">The write.</param>
    /// <exception cref="IOException">The file takes no line: a full disk, say. The write may not be made.</exception>
    public void Begin(SettingWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteString("setting", write.SettingId);
            json.WriteString("path", write.Path);
            json.WriteString("found", write.Found);
            json.WriteString("value", write.Value);
            json.WriteEndObject();
        }

        Append();
        Add(new JournalEntry(write, null));
    }

    /// <summary>Puts down what became of the last write.</summary>
    /// <param name="readBack">What the file holds now.</param>
    /// <exception cref="IOException">The file takes no line.</exception>
    public void Confirm(string readBack)
    {
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteString("readBack", readBack);
            json.WriteEndObject();
        }

        Append();
        _entries[^1] = _entries[^1] with { ReadBack = readBack };
    }

    /// <summary>Puts down that an entry was put back. Where the file takes no line, it keeps the entry, and the next
    /// rollback finds nothing to do there: a full disk is no reason not to put back the others.</summary>
    /// <param name="at">Its place in <see cref="Entries"/>.</param>
    public void Forget(int at)
    {
        using (var json = new Utf8JsonWriter(_line))
        {
            json.WriteStartObject();
            json.WriteNumber("putBack", _numbers[at]);
            json.WriteEndObject();
        }

        try
        {
            Append();
        }
        catch (IOException)
        {
            // What is kept does no harm.
        }

        _entries.RemoveAt(at);
        _numbers.RemoveAt(at);
    }

    /// <summary>Empties the file if everything in it was put back.</summary>
    public void EmptyIfDone()
    {
        if (_entries.Count == 0 && _file.Length > 0)
        {
            _file.SetLength(0);
            _file.Flush(flushToDisk: true);
            _begun = 0;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void Add(JournalEntry entry)
    {
        _entries.Add(entry);
        _numbers.Add(_begun++);
    }

    private void Append()
    {
        _line.Write("\n"u8);
        long end = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(_line.WrittenSpan);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(end); // half a line would spoil those that follow
            throw;
        }
        finally
        {
            _line.ResetWrittenCount();
        }
    }

    private void ReadEntries()
    {
        byte[] bytes = new byte[_file.Length];
        _file.ReadExactly(bytes);
        int start = 0;
        for (int line = 1; start < bytes.Length; line++)
        {
            int length = bytes.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0)
            {
                _file.SetLength(start); // cut in the middle of a line: its write was not made
                return;
            }

            if (!TryReadLine(bytes.AsMemory(start, length)))
            {
                throw new InvalidDataException($"{Path}: line {line.ToString(System.Globalization.CultureInfo.InvariantCulture)} is no entry of a journal. Nothing was changed; put the file right, or move it away if the machine was set up anew since.");
            }

            start += length + 1;
        }
    }

    private bool TryReadLine(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            JsonElement entry = json.RootElement;
            if (entry.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            if (entry.TryGetProperty("readBack", out JsonElement readBack))
            {
                if (_entries.Count == 0 || readBack.GetString() is not string text)
                {
                    return false;
                }

                _entries[^1] = _entries[^1] with { ReadBack = text };
                return true;
            }

            if (entry.TryGetProperty("putBack", out JsonElement putBack))
            {
                int at = putBack.TryGetInt32(out int number) ? _numbers.IndexOf(number) : -1;
                if (at >= 0)
                {
                    _entries.RemoveAt(at);
                    _numbers.RemoveAt(at);
                }

                return at >= 0;
            }

            if (!entry.TryGetProperty("path", out JsonElement path) || path.GetString() is not ['/', ..]
                || !entry.TryGetProperty("found", out JsonElement found) || !entry.TryGetProperty("value", out JsonElement value)
                || !entry.TryGetProperty("setting", out JsonElement setting))
            {
                return false;
            }

            Add(new JournalEntry(new SettingWrite(setting.GetString() ?? "", path.GetString()!, found.GetString() ?? "", value.GetString() ?? ""), null));
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
