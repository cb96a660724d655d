using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Engine;
using Harrier.Engine.Books;
using Harrier.Market.Books;
using Harrier.Market.Feeds.Itch50;
using Harrier.Simulation.OrderFlow;

namespace Harrier.Cli;

/// <summary><c>harrier book</c>: rebuilds the books of a recorded feed, or makes a feed to rebuild.</summary>
internal sealed class BookCommand
{
    private const int RepeatsMax = 1_000;

    private const string Description =
        """
        Rebuilds the books of a recorded feed, all symbols at once.

        Reads ITCH 5.0 files (each message after its length in two bytes) and LOBSTER pairs, plain, .gz or .zst; several files are one feed. Prints what was in it, and nanoseconds a message for decoding alone and for decoding and keeping the books.
        Exit codes: 1 where --check finds a difference; 2 for a file that cannot be read to its end, after telling what was read until there.

        Examples:
          harrier book 12302019.NASDAQ_ITCH50.gz --bbo bbo.csv --json book.json
          harrier book --make 8906,10000000 day.itch
          harrier book day.itch --repeat 5
          harrier book day.itch --check
        """;

    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private BookCommand(TextWriter output, TextWriter error) => (_output, _error) = (output, error);

    internal static Command Create(TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("FILE") { Description = "The recorded feed.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(ArgumentMistakes.RefuseOptions);
        var bbo = new Option<string>("--bbo") { Description = "Writes the best bid and offer of every symbol at the end as comma-separated values.", HelpName = "FILE" };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        var repeat = new Option<string>("--repeat") { Description = "Measures over memory so often: the feed must fit into it.", HelpName = "N" };
        var make = new Option<string>("--make") { Description = "Writes a synthetic day to FILE first: so many symbols, and so many messages between open and close.", HelpName = "SYMBOLS,MESSAGES" };
        var seed = new Option<string>("--seed") { Description = "Seed of the synthetic day.", HelpName = "N" };
        var check = new Option<bool>("--check") { Description = "Runs a slow, obvious book beside it and compares best bid and offer after every message, and all levels at the end." };
        var orders = new Option<string>("--live-orders") { Description = $"Room for orders that are live at once; {BookRebuildOptions.LiveOrdersDefault} if not given.", HelpName = "N" };
        var command = new Command("book", Description) { files, bbo, json, repeat, make, seed, check, orders };
        command.SetAction(parsed =>
        {
            var book = new BookCommand(output, error);
            long? repeats = book.ReadWhole("--repeat", parsed.GetValue(repeat), 0, 1, RepeatsMax);
            long? liveOrders = book.ReadWhole("--live-orders", parsed.GetValue(orders), BookRebuildOptions.LiveOrdersDefault, 1, OrderBookLimits.OrdersMax);
            ulong? start = book.ReadSeed(parsed.GetValue(seed));
            string[] paths = parsed.GetValue(files) ?? [];
            bool isSound = book.TryReadMade(parsed.GetValue(make), start ?? 1, paths, out SyntheticDaySettings? made)
                & (parsed.GetValue(make) is not null || book.AreThere(paths));
            return !isSound || repeats is null || liveOrders is null || start is null
                ? ExitCode.BadInput
                : book.Run(new BookArguments
                {
                    Rebuild = new BookRebuildOptions { Files = paths, Repeats = (int)repeats, IsChecked = parsed.GetValue(check), LiveOrdersMax = (int)liveOrders },
                    Made = made,
                    BboPath = parsed.GetValue(bbo),
                    JsonPath = parsed.GetValue(json),
                });
        });
        return command;
    }

    private int Run(BookArguments arguments)
    {
        // Opened before the work, so that a path that cannot be written is told at once.
        using StreamWriter? bbo = OutputFile.Create("--bbo", arguments.BboPath) is FileStream bboFile ? new StreamWriter(bboFile) : null;
        using FileStream? json = OutputFile.Create("--json", arguments.JsonPath);
        if (arguments.Made is not null)
        {
            Make(arguments.Made, arguments.Rebuild.Files[0]);
        }

        return arguments.IsRebuildAsked ? Rebuild(arguments, bbo, json) : ExitCode.Done;
    }

    private void Make(SyntheticDaySettings day, string path)
    {
        ItchCounts counts;
        var progress = new SessionProgress();
        using (ProgressLine.Start(progress))
        {
            counts = SyntheticDayFile.Write(day, path, progress);
        }

        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Made {path}: {day.Symbols:N0} symbols, {counts.Total:N0} messages, {day.Messages:N0} of them between open and close; seed {day.Seed}."));
    }

    private int Rebuild(BookArguments arguments, StreamWriter? bbo, FileStream? json)
    {
        BookRebuildResult result;
        var progress = new SessionProgress();
        try
        {
            using var line = ProgressLine.Start(progress);
            result = BookRebuild.Run(arguments.Rebuild, progress);
        }
        catch (InsufficientMemoryException exception)
        {
            _error.WriteLine($"harrier: {exception.Message}");
            return ExitCode.NotAllowedHere;
        }

        BookSummary.Write(result, _output);
        if (bbo is not null)
        {
            BboTable.Write(result, bbo);
            _output.WriteLine($"Best bids and offers: {arguments.BboPath}");
        }

        if (json is not null)
        {
            BookRebuildJson.Write(result, json);
            _output.WriteLine($"Figures: {arguments.JsonPath}");
        }

        return Code(result, arguments.Rebuild);
    }

    private int Code(BookRebuildResult result, BookRebuildOptions options)
    {
        if (result.Fault is not null)
        {
            _error.WriteLine($"harrier: {result.Fault}");
            return ExitCode.BadInput;
        }

        if (result.Statistics.AtLimit > 0)
        {
            _error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"harrier: {result.Statistics.AtLimit} orders found no room and are not in the books: raise --live-orders above {options.LiveOrdersMax}"));
            return ExitCode.NotAllowedHere;
        }

        return result.Check is null or { IsEqual: true } ? ExitCode.Done : ExitCode.No;
    }

    private bool AreThere(string[] paths)
    {
        bool areThere = true;
        foreach (string path in paths)
        {
            if (!File.Exists(path))
            {
                _error.WriteLine($"harrier: {path}: there is no such file");
                areThere = false;
            }
        }

        return areThere;
    }

    private bool TryReadMade(string? text, ulong seed, string[] paths, out SyntheticDaySettings? made)
    {
        made = text is null ? null : BookArguments.ReadMade(text, seed);
        if (text is not null && made is null)
        {
            _error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"harrier: --make = '{text}': must be SYMBOLS,MESSAGES, two whole numbers from 1 to {SyntheticDaySettings.SymbolsMax} and from 1 to {SyntheticDaySettings.MessagesMax}"));
        }

        bool isOneFile = text is null || paths.Length == 1;
        if (!isOneFile)
        {
            _error.WriteLine($"harrier: --make writes one FILE, not {paths.Length}");
        }

        return isOneFile && (text is null || made is not null);
    }

    private ulong? ReadSeed(string? text)
    {
        if (text is null || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return text is null ? 1 : ulong.Parse(text, CultureInfo.InvariantCulture);
        }

        _error.WriteLine($"harrier: --seed = '{text}': must be a whole number from 0 to {ulong.MaxValue}");
        return null;
    }

    private long? ReadWhole(string option, string? text, long absent, long min, long max)
    {
        if (text is null)
        {
            return absent;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= min && value <= max)
        {
            return value;
        }

        _error.WriteLine($"harrier: {option} = '{text}': must be a whole number from {min} to {max}");
        return null;
    }
}
