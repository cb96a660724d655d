using System;

namespace Harrier.Engine.Configuration;

/// <summary>What is run and for how long.</summary>
public sealed record SessionSection
{
    /// <summary>Gets the seed of every random stream.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gets the number of instruments on the built-in venue.</summary>
    public required int Symbols { get; init; }

    /// <summary>Gets the symbols of a recorded day that are traded; empty for every symbol of it.</summary>
    public required string[] TradeOnly { get; init; }

    /// <summary>Gets the time of day at which the session begins, in seconds.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Gets how long the session is, in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Gets for how long before its end only orders that lower the inventory are sent, in seconds.</summary>
    public required double ReduceSeconds { get; init; }

    /// <summary>Gets the quote model.</summary>
    public required QuoteModelChoice Model { get; init; }

    internal static SessionSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Session", "What is run and for how long.");
        var read = new SessionSection
        {
            Seed = (ulong)section.Whole("Seed", 1, 0, long.MaxValue, "Seed of every random stream: the same seed gives the same session, bit for bit."),
            Symbols = (int)section.Whole("Symbols", 1, 1, ushort.MaxValue, "Instruments on the built-in venue."),
            TradeOnly = section.Names("TradeOnly", "Symbols of a recorded day to trade, separated by commas; empty for every symbol of it."),
            StartSeconds = section.Number("StartSeconds", 34_200, 0, 86_399, "Time of day at which trading begins, in seconds since midnight. 34200 is 9:30."),
            DurationSeconds = section.Number("DurationSeconds", 23_400, 1, 86_400, "Length of the session in seconds. 23400 is six and a half hours."),
            ReduceSeconds = section.Number("ReduceSeconds", 60, 0, 86_400, "For so long before the end only orders that lower the inventory are sent, in seconds."),
            Model = section.Choice("Model", 0, ModelNames, Enum.GetValues<QuoteModelChoice>(), "Quote model."),
        };
        section.Require(
            "DurationSeconds",
            read.StartSeconds + read.DurationSeconds <= 86_400,
            "at most 86400 less StartSeconds: a session ends before midnight");
        return read;
    }

    private static readonly string[] ModelNames = ["glft", "glft-closed", "avellaneda-stoikov", "cartea-jaimungal"];
}
