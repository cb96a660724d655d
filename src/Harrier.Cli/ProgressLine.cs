using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using Harrier.Engine;

namespace Harrier.Cli;

/// <summary>A progress bar of one line on the error stream, drawn by a thread of its own while a session runs.</summary>
/// <remarks>Spectre's bar is not used here: it allocates with every frame, and the session reports the garbage
/// collections of the whole process, which must be none. This one writes from one buffer.</remarks>
internal sealed class ProgressLine : IDisposable
{
    private const int Cells = 40;
    private const int MillisecondsAFrame = 100;

    private readonly SessionProgress _progress;
    private readonly Stream _terminal;
    private readonly byte[] _line = new byte[160];
    private readonly ManualResetEventSlim _isOver = new();
    private readonly Thread _thread;

    private ProgressLine(SessionProgress progress, Stream terminal)
    {
        (_progress, _terminal) = (progress, terminal);
        _thread = new Thread(Draw) { IsBackground = true, Name = "progress" };
        _thread.Start();
    }

    /// <summary>Starts the bar; none where a stream is not a terminal.</summary>
    internal static ProgressLine? Start(SessionProgress progress) =>
        Console.IsErrorRedirected || Console.IsOutputRedirected ? null : new ProgressLine(progress, Console.OpenStandardError());

    /// <summary>Writes one frame.</summary>
    internal static int Format(Span<byte> line, int permille, long messages)
    {
        int filled = Math.Clamp(permille, 0, 1000) * Cells / 1000;
        line[0] = (byte)'\r';
        line[1] = (byte)'[';
        line.Slice(2, filled).Fill((byte)'#');
        line.Slice(2 + filled, Cells - filled).Fill((byte)'.');
        "] "u8.CopyTo(line[(2 + Cells)..]);
        int length = Cells + 4;
        (permille / 10).TryFormat(line[length..], out int written, default, CultureInfo.InvariantCulture);
        length += written;
        " %, "u8.CopyTo(line[length..]);
        length += 4;
        messages.TryFormat(line[length..], out written, "N0", CultureInfo.InvariantCulture);
        length += written;
        " messages "u8.CopyTo(line[length..]);
        return length + 10;
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        _isOver.Set();
        _thread.Join();
        _terminal.Write(Encoding.ASCII.GetBytes("\r" + new string(' ', Cells + 40) + "\r"));
        _terminal.Dispose();
        _isOver.Dispose();
    }

    private void Draw()
    {
        do
        {
            int length = Format(_line, _progress.Permille, _progress.Messages);
            _terminal.Write(_line, 0, length);
        }
        while (!_isOver.Wait(MillisecondsAFrame));
    }
}
