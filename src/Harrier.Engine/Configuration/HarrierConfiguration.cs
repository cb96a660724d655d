using Harrier.Host.Deployment;
using Harrier.Simulation.OrderFlow;
using Harrier.Trading.Risk;

namespace Harrier.Engine.Configuration;

/// <summary>All settings of a run, read once and checked; one immutable record a section, which is
/// the record of the part that uses it where there is one.</summary>
public sealed record HarrierConfiguration
{
    /// <summary>Gets what is run and for how long.</summary>
    public required SessionSection Session { get; init; }

    /// <summary>Gets the quote model's parameters.</summary>
    public required ModelSection Model { get; init; }

    /// <summary>Gets when and how quotes are placed.</summary>
    public required QuotingSection Quoting { get; init; }

    /// <summary>Gets the limits of the pre-trade checks.</summary>
    public required RiskLimits Risk { get; init; }

    /// <summary>Gets the parent order that is executed in place of making markets.</summary>
    public required ExecutionSection Execution { get; init; }

    /// <summary>Gets the venue's fees.</summary>
    public required FeesSection Fees { get; init; }

    /// <summary>Gets how long messages take.</summary>
    public required LatencySection Latency { get; init; }

    /// <summary>Gets the order flow of the built-in venue.</summary>
    public required OrderFlowSettings OrderFlow { get; init; }

    /// <summary>Gets the faults that are put in on purpose.</summary>
    public required FaultsSection Faults { get; init; }

    /// <summary>Gets the sizes of what is taken at start.</summary>
    public required LimitsSection Limits { get; init; }

    /// <summary>Gets how Harrier is to stand on a machine.</summary>
    public required DeploymentConfiguration Deployment { get; init; }

    internal static HarrierConfiguration Read(SettingsReader settings)
    {
        // The order is that of the documentation.
        var session = SessionSection.Read(settings);
        var model = ModelSection.Read(settings, session);
        model.RequireMeaning(session.Model, settings);
        var quoting = QuotingSection.Read(settings);
        RiskLimits risk = RiskSection.Read(settings);
        return new HarrierConfiguration
        {
            Session = session,
            Model = model,
            Quoting = quoting,
            Risk = risk,
            Execution = ExecutionSection.Read(settings, session, model, quoting, risk),
            Fees = FeesSection.Read(settings),
            Latency = LatencySection.Read(settings),
            OrderFlow = OrderFlowSection.Read(settings),
            Faults = FaultsSection.Read(settings),
            Limits = LimitsSection.Read(settings),
            Deployment = DeploymentSection.Read(settings),
        };
    }
}
