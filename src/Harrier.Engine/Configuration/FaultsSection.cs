namespace Harrier.Engine.Configuration;

/// <summary>Faults that are put into a session on purpose, to see that it stops as it should.</summary>
public sealed record FaultsSection
{
    /// <summary>Gets the time after the start at which the kill switch is pulled, in seconds; 0 for never.</summary>
    public required double KillAtSeconds { get; init; }

    /// <summary>Gets the time after the start at which the feed falls silent, in seconds; 0 for never.</summary>
    public required double FeedSilenceAtSeconds { get; init; }

    /// <summary>Gets how long it stays silent, in seconds.</summary>
    public required double FeedSilenceSeconds { get; init; }

    internal static FaultsSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Faults", "Faults put into a session on purpose, to see that it stops as it should.");
        return new FaultsSection
        {
            KillAtSeconds = section.Number("KillAtSeconds", 0, 0, 86_400, "The kill switch is pulled this long after the start, in seconds; 0 for never."),
            FeedSilenceAtSeconds = section.Number("FeedSilenceAtSeconds", 0, 0, 86_400, "The feed falls silent this long after the start, in seconds; 0 for never."),
            FeedSilenceSeconds = section.Number("FeedSilenceSeconds", 30, 0.001, 86_400, "How long it stays silent, in seconds. What the venue sends meanwhile arrives after it."),
        };
    }
}
