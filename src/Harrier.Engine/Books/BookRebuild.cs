using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Harrier.Market.Feeds.Lobster;

namespace Harrier.Engine.Books;

/// <summary>Rebuilds the books of recorded feeds, measures that, and compares the books with the slow twin's.</summary>
public sealed class BookRebuild : IDisposable
{
    private readonly BookRebuildOptions _options;
    private readonly SessionProgress _progress;
    private readonly FeedBooks _books;
    private readonly FeedContents _contents = new();
    private readonly List<byte[]> _memory = [];
    private readonly long _bytes;
    private long _bytesDone;
    private long _messagesDone;
    private ulong _decoded;

    private BookRebuild(BookRebuildOptions options, SessionProgress progress)
    {
        (_options, _progress) = (options, progress);
        _books = new FeedBooks(options.LiveOrdersMax);
        foreach (string file in options.Files)
        {
            _bytes += File.Exists(file) ? new FileInfo(file).Length : 0;
        }
    }

    /// <summary>Does it all. A file that cannot be read to its end is no exception: what was read is in the
    /// result.</summary>
    /// <param name="options">What to rebuild.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <returns>What there is to tell.</returns>
    public static BookRebuildResult Run(BookRebuildOptions options, SessionProgress progress)
    {
        using var rebuild = new BookRebuild(options, progress);
        return rebuild.Run();
    }

    /// <inheritdoc/>
    public void Dispose() => _books.Dispose();

    private BookRebuildResult Run()
    {
        BookRebuildResult result = ReadOnce();
        ulong sumOfTops = _books.SumOfTops;
        if (_options.Repeats > 0)
        {
            result = Measure(result);
        }

        if (_options.IsChecked)
        {
            var check = new BookCheck(_books, Advance);
            result = result with { Check = check.Run(_options.Files, result.Books, sumOfTops) };
        }

        return result with { Transitions = CheckTransitions() };
    }

    private BookRebuildResult ReadOnce()
    {
        using var chunks = new FeedChunks(_options.Files);
        long decodeTime = 0;
        long bookTime = 0;
        while (chunks.TryRead(out ReadOnlySpan<byte> chunk))
        {
            _contents.Note(chunk);
            long start = Stopwatch.GetTimestamp();
            _decoded = unchecked(_decoded + DecodePass.Run(chunk));
            long decoded = Stopwatch.GetTimestamp();
            _books.Apply(chunk);
            bookTime += Stopwatch.GetTimestamp() - decoded;
            decodeTime += decoded - start;
            if (_options.Repeats > 0)
            {
                Keep(chunk);
            }

            Advance(chunk.Length, _contents.Counts.Total);
        }

        return new BookRebuildResult
        {
            Messages = _contents.Counts,
            Statistics = _books.Statistics,
            LiveOrders = _books.LiveOrders,
            Books = Rows(),
            DecodedSum = _decoded,
            Decode = Once(decodeTime),
            Book = Once(bookTime),
            Measured = "Measured once by the wall clock, chunk by chunk as read from the file, with the start-up of the code and the first use of the memory in it; --repeat N measures without these.",
            Fault = chunks.Fault,
        };
    }

    private void Keep(ReadOnlySpan<byte> chunk)
    {
        // Half of the memory is for the feed; the books, and whoever else is there, need some too.
        long room = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        if (_bytesDone + chunk.Length > room)
        {
            throw new InsufficientMemoryException(FormattableString.Invariant(
                $"The feed does not fit into half of the memory, {room:N0} bytes: measure a part of it, or leave --repeat out."));
        }

        _memory.Add(chunk.ToArray());
    }

    private PassTiming? Once(long stamps)
    {
        long messages = _contents.Counts.Total;
        return messages == 0 ? null : PassTiming.Of([Stopwatch.GetElapsedTime(0, stamps).TotalNanoseconds / messages]);
    }

    /// <summary>The passes take turns, so that a busy spell of the machine meets both.</summary>
    private BookRebuildResult Measure(BookRebuildResult result)
    {
        long messages = _contents.Counts.Total;
        double[] decode = new double[messages == 0 ? 0 : _options.Repeats];
        double[] book = new double[decode.Length];
        for (int repeat = 0; repeat < decode.Length; repeat++)
        {
            decode[repeat] = Nanoseconds(Decode) / messages;
            _books.Reset();
            book[repeat] = Nanoseconds(Book) / messages;
        }

        return result with
        {
            DecodedSum = _decoded,
            Decode = PassTiming.Of(decode),
            Book = PassTiming.Of(book),
            Measured = FormattableString.Invariant(
                $"Processor time of the process, over messages in memory, median and minimum of {_options.Repeats} passes each; empty books at the start of a pass, their memory already taken."),
        };
    }

    private void Decode()
    {
        _decoded = 0;
        foreach (byte[] chunk in _memory)
        {
            _decoded = unchecked(_decoded + DecodePass.Run(chunk));
            Advance(chunk.Length, 0);
        }
    }

    private void Book()
    {
        foreach (byte[] chunk in _memory)
        {
            _books.Apply(chunk);
            Advance(chunk.Length, 0);
        }
    }

    private static double Nanoseconds(Action pass)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        pass();
        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds;
    }

    private List<BookRow> Rows()
    {
        var rows = new List<BookRow>();
        for (int locate = 0; locate <= ushort.MaxValue; locate++)
        {
            if (_contents.Symbol(locate) is string symbol)
            {
                rows.Add(new BookRow(locate, symbol, _books.Top(locate)));
            }
        }

        return rows;
    }

    private LobsterTransitionResult? CheckTransitions()
    {
        LobsterTransitionResult? sum = null;
        foreach (string file in FeedChunks.WithoutTwins(_options.Files))
        {
            if (LobsterFilePair.TryFind(file, out LobsterFilePair? pair))
            {
                using var messages = LobsterMessageReader.Open(pair.MessagePath);
                using var books = LobsterBookReader.Open(pair.BookPath);
                LobsterTransitionResult one = LobsterTransitionCheck.Run(messages, books);
                sum = sum is null
                    ? one
                    : new LobsterTransitionResult(
                        sum.Transitions + one.Transitions,
                        sum.Matched + one.Matched,
                        sum.FirstMismatchRow == 0 ? one.FirstMismatchRow : sum.FirstMismatchRow,
                        sum.Fault ?? one.Fault);
            }
        }

        return sum;
    }

    /// <summary>How far it is by the bytes of the files; a packed file has more in it than its size says, and stays at
    /// its end until it is read.</summary>
    private void Advance(int bytes, long messages)
    {
        _bytesDone += bytes;
        _messagesDone = Math.Max(_messagesDone, messages);
        long passes = 1L + 2 * _options.Repeats + (_options.IsChecked ? 1 : 0);
        _progress.Report((int)Math.Min(999, _bytesDone * 1000 / Math.Max(1, _bytes * passes)), _messagesDone);
    }
}
