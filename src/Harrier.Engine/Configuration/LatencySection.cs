using Harrier.Simulation.Latency;

namespace Harrier.Engine.Configuration;

/// <summary>How long messages and the engine take, in the time of the session.</summary>
public sealed record LatencySection
{
    /// <summary>Gets how long messages take on their ways.</summary>
    public required LatencySettings Links { get; init; }

    /// <summary>Gets the time the engine takes from a message to its order, in nanoseconds of the session.</summary>
    public required double EngineNanoseconds { get; init; }

    internal static LatencySection Read(SettingsReader settings)
    {
        SectionReader section = settings.Section("Latency", "How long messages take, in the time of the session.");
        return new LatencySection
        {
            Links = new LatencySettings
            {
                FeedMicroseconds = section.Number("FeedMicroseconds", 5, 0, 10_000_000, "From an event at the venue until its message is here, in microseconds."),
                OrderMicroseconds = section.Number("OrderMicroseconds", 10, 0, 10_000_000, "From an order sent until it is at the venue, in microseconds."),
                ResponseMicroseconds = section.Number("ResponseMicroseconds", 10, 0, 10_000_000, "From an answer of the venue until it is here, in microseconds."),
                JitterMicroseconds = section.Number("JitterMicroseconds", 2, 0, 10_000_000, "Mean of the exponential time added to each message, in microseconds. Messages never overtake one another."),
            },
            EngineNanoseconds = section.Number("EngineNanoseconds", 500, 0, 1_000_000_000, "From a message here to the order it causes, in nanoseconds."),
        };
    }
}
