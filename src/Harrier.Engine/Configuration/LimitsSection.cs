namespace Harrier.Engine.Configuration;

/// <summary>The sizes of what is taken once at start. A session that meets one of them says so in its report.</summary>
public sealed record LimitsSection
{
    /// <summary>Gets the orders of all participants that the books can hold at once.</summary>
    public required int BookOrders { get; init; }

    /// <summary>Gets the buffer of each link to the venue, in kilobytes.</summary>
    public required int LinkKilobytes { get; init; }

    /// <summary>Gets the number of points of each curve in the report.</summary>
    public required int SeriesSamples { get; init; }

    /// <summary>Gets the number of instruments that the report draws.</summary>
    public required int DrawnInstruments { get; init; }

    /// <summary>Gets the fills that the report draws for one instrument.</summary>
    public required int DrawnFills { get; init; }

    internal static LimitsSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Limits", "Sizes of what is taken once at start. A session that meets one of them says so in its report.");
        return new LimitsSection
        {
            BookOrders = (int)section.Whole("BookOrders", 2_000_000, 1_024, 100_000_000, "Orders of all participants that the books can hold at once."),
            LinkKilobytes = (int)section.Whole("LinkKilobytes", 4_096, 16, 1_048_576, "Buffer of each link to the venue, in kilobytes."),
            SeriesSamples = (int)section.Whole("SeriesSamples", 2_000, 10, 100_000, "Points of each curve in the report."),
            DrawnInstruments = (int)section.Whole("DrawnInstruments", 4, 0, 64, "Instruments that the report draws."),
            DrawnFills = (int)section.Whole("DrawnFills", 10_000, 0, 1_000_000, "Fills that the report draws for one instrument; later ones are counted, not drawn."),
        };
    }
}
