using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using Harrier.Engine;
using Harrier.Engine.Configuration;
using Harrier.Engine.Sessions;
using Harrier.Market.Feeds.Lean;
using Harrier.Monitoring.Reports;
using Spectre.Console;

namespace Harrier.Cli;

/// <summary><c>harrier run</c>: trades a session and tells how it went.</summary>
internal sealed class RunCommand
{
    private const string DefaultConfiguration = "harrier.json";

    private const string Description =
        """
        Trades a session: on the built-in venue, or against recorded data. Prints the result and writes a page.

        Any setting may follow as --Section:Key=value; docs/configuration.md lists them. Settings come from harrier.json in the current folder, then the environment (HARRIER__Section__Key), then the command line.
        Exit codes: 1 where trading was stopped, no order was sent at all, or a parent order was not executed whole; 2 for wrong settings and for data that cannot be read to their end, after telling what was done until there.

        Examples:
          harrier run --seed 7 --json run.json --Session:DurationSeconds=3600
          harrier run --Execution:Lots=2000 --Execution:Algorithm=almgren-chriss
          harrier run --data GOOG_message_10.csv.zst --Latency:OrderMicroseconds=50
        """;

    private readonly SessionRunner _session;
    private readonly TextWriter _output;
    private readonly TextWriter _error;

    private RunCommand(SessionRunner session, TextWriter output, TextWriter error) =>
        (_session, _output, _error) = (session, output, error);

    internal static Command Create(SessionRunner session, IReadOnlyList<string> settings, TextWriter output, TextWriter error)
    {
        var data = new Option<string[]>("--data") { Description = "Recorded files: ITCH 5.0, or a LOBSTER message file and its order-book file; plain, .gz or .zst.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var json = new Option<string>("--json") { Description = "Writes every figure as JSON (docs/json.md).", HelpName = "FILE" };
        var page = new Option<string>("--report") { Description = "Where the page goes.", HelpName = "FILE", DefaultValueFactory = _ => "report.html" };
        var seed = new Option<string>("--seed") { Description = "Seed of every random stream: Session:Seed.", HelpName = "N" };
        var symbols = new Option<string>("--symbols") { Description = "Instruments on the built-in venue: Session:Symbols.", HelpName = "N" };
        var calibrate = new Option<bool>("--calibrate") { Description = "Estimates the models' parameters while it trades: Model:Calibration=rolling." };
        var file = new Option<string>("--config") { Description = "The configuration file in place of harrier.json.", HelpName = "FILE" };
        var command = new Command("run", Description) { data, json, page, seed, symbols, calibrate, file };
        command.SetAction(parsed =>
        {
            var all = new List<string>(settings);
            AddSetting(all, "Session:Seed", parsed.GetValue(seed));
            AddSetting(all, "Session:Symbols", parsed.GetValue(symbols));
            string? path = ConfigurationFile(parsed.GetValue(file));
            if (parsed.GetValue(calibrate))
            {
                if (!MayCalibrate(ConfigurationReading.Read(path, all), error))
                {
                    return ExitCode.BadInput;
                }

                AddSetting(all, "Model:Calibration", "rolling");
            }

            return new RunCommand(session, output, error).Run(
                ConfigurationReading.Read(path, all), parsed.GetValue(data) ?? [], parsed.GetValue(page)!, parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Whether --calibrate contradicts nothing on the same command line. What it overrides from a file or the
    /// environment is told.</summary>
    private static bool MayCalibrate(ConfigurationReading without, TextWriter error)
    {
        foreach (ReportedSetting setting in without.Settings)
        {
            if (setting.Key != "Model:Calibration"
                || setting.Value.Equals("auto", StringComparison.OrdinalIgnoreCase)
                || setting.Value.Equals("rolling", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (setting.Source == "command line")
            {
                error.WriteLine($"harrier: --calibrate is Model:Calibration=rolling, and Model:Calibration={setting.Value} is given too: leave one out");
                return false;
            }

            error.WriteLine($"harrier: --calibrate: Model:Calibration={setting.Value} ({setting.Source}) gives way to rolling");
        }

        return true;
    }

    /// <summary>The file that was named, else harrier.json where there is one, else none.</summary>
    internal static string? ConfigurationFile(string? named) => named ?? (File.Exists(DefaultConfiguration) ? DefaultConfiguration : null);

    /// <summary>Left as text: the configuration checks it with the other settings and names all faults together.</summary>
    private static void AddSetting(List<string> settings, string key, string? value)
    {
        if (value is not null)
        {
            settings.Add($"--{key}={value}");
        }
    }

    private int Run(ConfigurationReading configuration, string[] dataFiles, string page, string? json)
    {
        if (!IsSound(configuration, dataFiles))
        {
            return ExitCode.BadInput;
        }

        // Opened before anything runs: a result that cannot be written would be lost.
        using var pageText = new StreamWriter(OutputFile.Create("--report", page)!);
        using FileStream? jsonStream = OutputFile.Create("--json", json);
        SessionReport report;
        var progress = new SessionProgress();
        using (ProgressLine.Start(progress))
        {
            report = _session(configuration, dataFiles, progress);
        }

        TerminalReport.Write(report, AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) }));
        HtmlReport.Write(report, pageText);
        _output.WriteLine($"Page: {page}");
        if (jsonStream is not null)
        {
            JsonReport.Write(report, jsonStream);
            _output.WriteLine($"Figures: {json}");
        }

        return Code(report);
    }

    /// <summary>Says everything that is wrong at once, before anything runs.</summary>
    private bool IsSound(ConfigurationReading configuration, string[] dataFiles)
    {
        bool isSound = configuration.Faults.Count == 0;
        foreach (ConfigurationFault fault in configuration.Faults)
        {
            _error.WriteLine($"harrier: {fault}");
        }

        if (isSound && SessionRuns.ModelFault(configuration) is string modelFault)
        {
            _error.WriteLine($"harrier: {modelFault}");
            isSound = false;
        }

        foreach (string file in dataFiles)
        {
            if (LeanFilePair.TryFind(file, out _))
            {
                _error.WriteLine($"harrier: --data {file}: is of Lean ticks, which have best quotes and trades but no orders to trade among; harrier calibrate reads them");
                isSound = false;
            }
            else if (!File.Exists(file))
            {
                _error.WriteLine($"harrier: --data {file}: {(Directory.Exists(file) ? "is a folder; name the files in it" : "there is no such file")}");
                isSound = false;
            }
        }

        if (dataFiles.Length > 0 && configuration.Configuration is { Model: { Correlations: not null, Calibration: not CalibrationChoice.Fixed } })
        {
            _error.WriteLine("harrier: Model:Correlation with --data needs Model:Calibration=fixed: estimates are made for one instrument at a time");
            isSound = false;
        }

        if (dataFiles.Length > 0 && configuration.Configuration is { Model.Correlations: not null, Session.TradeOnly.Length: 0 })
        {
            _error.WriteLine("harrier: Model:Correlation with --data needs Session:TradeOnly: it names the instruments that are quoted together, in the order of the correlations");
            isSound = false;
        }

        return isSound;
    }

    /// <summary>A parent order that was not executed whole is a no, and so is a session that quoted nothing: what asked for it
    /// must not take it for one that had nothing to earn.</summary>
    private static int Code(SessionReport report) => report.Run.Outcome switch
    {
        SessionOutcome.Completed when AddsUp(report) => report.Execution is { IsComplete: false } ? ExitCode.No : ExitCode.Done,
        SessionOutcome.TradingStopped or SessionOutcome.NothingQuoted when AddsUp(report) => ExitCode.No,
        SessionOutcome.FeedFault => ExitCode.BadInput,
        _ => ExitCode.InternalFault,
    };

    private static bool AddsUp(SessionReport report) =>
        report.Profit.AddsUp && report.Execution is not { Shortfall.AddsUp: false };
}
