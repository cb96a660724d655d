using System;
using System.IO;

namespace Harrier.Market.Feeds;

/// <summary>The rows of a comma-separated file as spans, with the row number and byte offset that a fault needs.</summary>
internal sealed class TextRows : IDisposable
{
    private const int WindowBytes = 1 << 16;

    private readonly StreamWindow _window;
    private readonly string _file;
    private int _rowBytes;

    public TextRows(Stream stream, string file, string? failure)
    {
        _window = new StreamWindow(stream, WindowBytes);
        _file = file;
        Fault = failure is null ? null : new FeedFault(file, 0, 1, failure);
    }

    public FeedFault? Fault { get; private set; }

    /// <summary>The number of the row that was read last, from 1.</summary>
    public long RowNumber { get; private set; }

    /// <summary>Reads the next row without its line end. False at the end and at a fault.</summary>
    public bool TryRead(out ReadOnlySpan<byte> row)
    {
        row = default;
        if (Fault is not null)
        {
            return false;
        }

        _window.Consume(_rowBytes);
        _rowBytes = 0;
        int length = _window.Unread.IndexOf((byte)'\n');
        if (length < 0)
        {
            _window.Fill();
            length = _window.Unread.IndexOf((byte)'\n');
        }

        return length >= 0 ? TakeRow(length, length + 1, out row) : TryTakeLastRow(out row);
    }

    /// <summary>Stops at the row that was read last.</summary>
    public void Fail(string reason) => Fault = FaultHere(reason);

    /// <summary>A fault of the row that was read last.</summary>
    public FeedFault FaultHere(string reason) => new(_file, _window.Offset, RowNumber, reason);

    public void Dispose() => _window.Dispose();

    private bool TryTakeLastRow(out ReadOnlySpan<byte> row)
    {
        row = default;
        int length = _window.Unread.Length;
        string? failure = _window.IsAtEnd ? _window.Failure : "no line end within 65,536 bytes";
        if (failure is not null)
        {
            RowNumber++;
            Fail(failure);
            return false;
        }

        return length > 0 && TakeRow(length, length, out row);
    }

    private bool TakeRow(int length, int rowBytes, out ReadOnlySpan<byte> row)
    {
        row = _window.Unread[..length];
        row = row.Length > 0 && row[^1] == (byte)'\r' ? row[..^1] : row;
        _rowBytes = rowBytes;
        RowNumber++;
        return true;
    }

    /// <summary>Takes the text before the next comma off the front of a row; nothing when there is no comma.</summary>
    public static ReadOnlySpan<byte> NextField(ref ReadOnlySpan<byte> row)
    {
        int comma = row.IndexOf((byte)',');
        ReadOnlySpan<byte> field = comma < 0 ? default : row[..comma];
        row = comma < 0 ? default : row[(comma + 1)..];
        return field;
    }
}
