using Harrier.Primitives;

namespace Harrier.Engine.Configuration;

/// <summary>The venue's fees.</summary>
public sealed record FeesSection
{
    /// <summary>Gets what the venue pays for a share that stood in its book; negative where it charges.</summary>
    public required Money MakerRebateDollarsPerShare { get; init; }

    /// <summary>Gets what the venue charges for a share taken from its book; negative where it pays.</summary>
    public required Money TakerFeeDollarsPerShare { get; init; }

    internal static FeesSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Fees", "What the venue pays and charges.");
        return new FeesSection
        {
            MakerRebateDollarsPerShare = section.Dollars("MakerRebateDollarsPerShare", 0.0020m, -1, 1, "Paid for a share that stood in the book, in dollars; negative where the venue charges."),
            TakerFeeDollarsPerShare = section.Dollars("TakerFeeDollarsPerShare", 0.0030m, -1, 1, "Charged for a share taken from the book, in dollars; negative where the venue pays."),
        };
    }
}
