using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using Harrier.Engine;
using Harrier.Engine.Books;
using Harrier.Engine.Calibration;
using Harrier.Engine.Configuration;
using Harrier.Market.Feeds.Lean;
using Harrier.Monitoring.Reports;

namespace Harrier.Cli;

/// <summary><c>harrier calibrate</c>: estimates the parameters of the quote models.</summary>
internal sealed class CalibrateCommand
{
    private const string Description =
        """
        Estimates the parameters of the quote models from recorded data, or from the built-in venue.

        Reads ITCH 5.0 files and LOBSTER pairs, plain, .gz or .zst, and Lean tick pairs (20131007_quote.zip and 20131007_trade.zip); of a pair either file names it. Without a FILE, a session of the built-in venue is watched. Prints A, k and volatility with their errors, orders counted from the touch and from the second level of the book (Model:CountedFrom), how well they fit, the spread, and risk aversions to choose from. Settings count as for a session: Session:StartSeconds and Session:DurationSeconds are the hours, Quoting:PriceIncrementTicks, Quoting:OrderSizeLots, Model:MaximumInventoryOrders, Session:Model.
        Exit codes: 1 where no symbol has an estimate; 2 for a file that cannot be read to its end, after telling what was read until there.

        Examples:
          harrier calibrate GOOG_message_10.csv.zst --json goog.json
          harrier calibrate 12302019.NASDAQ_ITCH50.gz --symbol MSFT --write msft.json
          harrier calibrate bac/20131007_quote.zip --report bac.html
          harrier calibrate monday.gz tuesday.gz --symbol MSFT --write-volume vwap.json
        """;

    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private CalibrateCommand(TextWriter output, TextWriter error) => (_output, _error) = (output, error);

    internal static Command Create(IReadOnlyList<string> settings, TextWriter output, TextWriter error)
    {
        var files = new Argument<string[]>("FILE") { Description = "The recorded data; none for the built-in venue.", Arity = ArgumentArity.ZeroOrMore };
        files.Validators.Add(ArgumentMistakes.RefuseOptions);
        var symbols = new Option<string[]>("--symbol") { Description = "Only this symbol; may be given more than once.", HelpName = "NAME" };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        var page = new Option<string>("--report") { Description = "Where the page goes.", HelpName = "FILE", DefaultValueFactory = _ => "calibration.html" };
        var write = new Option<string>("--write") { Description = "Writes the estimates of the one symbol as a configuration: harrier run --config FILE.", HelpName = "FILE" };
        var volume = new Option<string>("--write-volume") { Description = "Writes the traded volume of the one symbol, each quarter of an hour of the session over all files, as a configuration of vwap: harrier run --config FILE.", HelpName = "FILE" };
        var pictures = new Option<string>("--pictures") { Description = "Writes the pictures of each symbol as SVG into this folder.", HelpName = "FOLDER" };
        var file = new Option<string>("--config") { Description = "The configuration file in place of harrier.json.", HelpName = "FILE" };
        var command = new Command("calibrate", Description) { files, symbols, json, page, write, volume, pictures, file };
        command.SetAction(parsed =>
        {
            var calibrate = new CalibrateCommand(output, error);
            var configuration = ConfigurationReading.Read(RunCommand.ConfigurationFile(parsed.GetValue(file)), settings);
            string[] paths = parsed.GetValue(files) ?? [];
            return calibrate.IsSound(configuration, paths) & calibrate.MayWriteVolume(parsed.GetValue(volume), paths)
                ? calibrate.Run(
                    configuration, paths, parsed.GetValue(symbols) ?? [], parsed.GetValue(page)!, parsed.GetValue(json), parsed.GetValue(write), parsed.GetValue(volume), parsed.GetValue(pictures))
                : ExitCode.BadInput;
        });
        return command;
    }

    private bool IsSound(ConfigurationReading configuration, string[] paths)
    {
        bool isSound = configuration.Faults.Count == 0;
        foreach (ConfigurationFault fault in configuration.Faults)
        {
            _error.WriteLine($"harrier: {fault}");
        }

        foreach (string path in paths)
        {
            string[] needed = LeanFilePair.TryFind(path, out LeanFilePair? pair) ? [pair.QuotePath, pair.TradePath] : [path];
            if (pair is not null && configuration.Configuration.Model.CountedFrom == CountedFromChoice.SecondLevel)
            {
                _error.WriteLine($"harrier: {path}: is of Lean ticks, which have the best prices alone; Model:CountedFrom must be touch or auto for them");
                isSound = false;
            }

            foreach (string one in needed)
            {
                if (!File.Exists(one))
                {
                    _error.WriteLine($"harrier: {one}: {(Directory.Exists(one) ? "is a folder; name the files in it" : "there is no such file")}");
                    isSound = false;
                }
            }
        }

        return isSound;
    }

    private bool MayWriteVolume(string? volume, string[] files)
    {
        bool isRefused = volume is not null && files.Length == 0;
        if (isRefused)
        {
            _error.WriteLine("harrier: --write-volume needs recorded files: the built-in venue trades evenly, for which Execution:Algorithm=twap is right");
        }

        return !isRefused;
    }

    private int Run(
        ConfigurationReading configuration, string[] files, string[] symbols, string page, string? json, string? write, string? volume, string? pictures)
    {
        // Opened before the work, so that a path that cannot be written is told at once.
        using var pageText = new StreamWriter(OutputFile.Create("--report", page)!);
        using FileStream? jsonStream = OutputFile.Create("--json", json);
        CalibrationReport report;
        var progress = new SessionProgress();
        using (ProgressLine.Start(progress))
        {
            report = CalibrationRun.Run(configuration, files, symbols, progress);
        }

        CalibrationText.Write(report, _output);
        CalibrationPage.Write(report, pageText);
        _output.WriteLine($"Page: {page}");
        if (jsonStream is not null)
        {
            CalibrationJson.Write(report, jsonStream);
            _output.WriteLine($"Figures: {json}");
        }

        if (pictures is not null)
        {
            WritePictures(report, pictures);
        }

        if (report.Fault is not null)
        {
            _error.WriteLine($"harrier: {report.Fault}");
            return ExitCode.BadInput;
        }

        int code = write is null || report.Instruments.Length == 0 ? Code(report) : WriteFragment(report, configuration.Configuration.Model.SkewAtLimitTicks, write);
        return volume is null ? code : Math.Max(code, WriteVolume(report, configuration.Configuration, files, symbols, volume));
    }

    private int WriteVolume(CalibrationReport report, HarrierConfiguration settings, string[] files, string[] symbols, string path)
    {
        // Several days of one symbol are several instruments of the report.
        var names = new HashSet<string>(symbols.Length > 0 ? symbols : Array.ConvertAll(report.Instruments, instrument => instrument.Symbol));
        if (names.Count != 1)
        {
            _error.WriteLine($"harrier: --write-volume takes one symbol, there are {names.Count}: name one with --symbol");
            return ExitCode.BadInput;
        }

        string symbol = symbols.Length > 0 ? symbols[0].ToUpperInvariant() : report.Instruments[0].Symbol;
        var traded = TradedVolume.Read(files, symbol, settings);
        if (traded.TotalLots == 0)
        {
            _error.WriteLine($"harrier: --write-volume {path}: nothing is written, nothing of {symbol} was traded within the hours");
            return ExitCode.No;
        }

        using FileStream file = OutputFile.Create("--write-volume", path)!;
        traded.Write(file);
        _output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Volume curve: {path} ({traded.TotalLots:N0} lots in {traded.Lots.Length} parts{(traded.EmptyParts == 0 ? string.Empty : $", {traded.EmptyParts} of them without a trade")})"));
        return ExitCode.Done;
    }

    private int WriteFragment(CalibrationReport report, double skewAtLimitTicks, string path)
    {
        if (report.Instruments.Length != 1)
        {
            // Several days of one symbol are as many estimates.
            bool isOneSymbol = Array.TrueForAll(report.Instruments, one => one.Symbol == report.Instruments[0].Symbol);
            _error.WriteLine(isOneSymbol
                ? $"harrier: --write takes one day of one symbol, there are {report.Instruments.Length} of {report.Instruments[0].Symbol}: name the files of one"
                : $"harrier: --write takes one symbol, there are {report.Instruments.Length}: name one with --symbol");
            return ExitCode.BadInput;
        }

        if (!CalibrationFragment.IsPossible(report.Instruments[0]))
        {
            _error.WriteLine($"harrier: --write {path}: nothing is written, {report.Instruments[0].Symbol} has no estimate");
            return ExitCode.No;
        }

        using FileStream file = OutputFile.Create("--write", path)!;
        CalibrationFragment.Write(report.Instruments[0], skewAtLimitTicks, file);
        _output.WriteLine($"Configuration: {path}");
        return ExitCode.Done;
    }

    private void WritePictures(CalibrationReport report, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (InstrumentCalibrationReport instrument in report.Instruments)
        {
            foreach (bool isSignature in (bool[])[false, true])
            {
                string path = Path.Combine(folder, $"{instrument.Symbol}-{(isSignature ? "signature" : "intensity")}.svg");
                using var text = new StreamWriter(OutputFile.Create("--pictures", path)!);
                CalibrationPage.WritePicture(instrument, isSignature, text);
                _output.WriteLine($"Picture: {path}");
            }
        }
    }

    private int Code(CalibrationReport report)
    {
        foreach (InstrumentCalibrationReport instrument in report.Instruments)
        {
            if (instrument.Taken.IsUsable)
            {
                return ExitCode.Done;
            }
        }

        _error.WriteLine("harrier: no symbol has an estimate: none was found, or none had orders that went beyond the price that they are counted from within the hours");
        return ExitCode.No;
    }
}
