using Harrier.Trading.Quoting;

namespace Harrier.Engine.Configuration;

/// <summary>When and how quotes are placed.</summary>
public sealed record QuotingSection
{
    /// <summary>Gets when a quote is moved and when it keeps its place.</summary>
    public required QuotingSettings Rules { get; init; }

    /// <summary>Gets the step on which orders may be placed, in ticks.</summary>
    public required int PriceIncrementTicks { get; init; }

    internal static QuotingSection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Quoting", "When and how quotes are placed. One tick is 1/10,000 dollar.");
        return new QuotingSection
        {
            Rules = new QuotingSettings
            {
                OrderSizeLots = (int)section.Whole("OrderSizeLots", 100, 1, 999_999, "Size of each quote in lots (one share is a lot)."),
                RequoteThresholdTicks = (int)section.Whole("RequoteThresholdTicks", 100, 0, 1_000_000, "A live quote that is less aggressive than the model's by less than this many ticks keeps its place in the queue."),
                AggressiveToleranceTicks = (int)section.Whole("AggressiveToleranceTicks", 0, 0, 1_000_000, "A live quote that is more aggressive than the model's by more than this many ticks is moved at once."),
                MinimumQuoteLifeMilliseconds = (int)section.Whole("MinimumQuoteLifeMilliseconds", 10, 0, 60_000, "A quote is left alone for this long, in milliseconds, unless moving it lowers a risk."),
            },
            PriceIncrementTicks = (int)section.Whole("PriceIncrementTicks", 100, 1, 1_000_000, "Step on which orders may be placed, in ticks. 100 is one cent."),
        };
    }
}
