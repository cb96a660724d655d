namespace Harrier.Models.Processes;

/// <summary>How a fit of a Hawkes process ended.</summary>
public enum HawkesFitOutcome
{
    /// <summary>There are too few events to fit so many parameters: nothing was estimated.</summary>
    TooFewEvents = 0,

    /// <summary>The likelihood has its maximum there.</summary>
    Converged,

    /// <summary>The likelihood grows towards a parameter of 0, where a standard error means nothing: there is no such
    /// excitation in these events, or no event that comes by itself.</summary>
    AtBoundary,

    /// <summary>The likelihood still grew after the last step allowed.</summary>
    NotConverged,
}
