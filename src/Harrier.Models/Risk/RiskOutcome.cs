namespace Harrier.Models.Risk;

/// <summary>Whether a risk figure means anything, and if not, why. Only <see cref="Computed"/> and
/// <see cref="HistoricalInstead"/> come with numbers; with all others they are NaN.</summary>
public enum RiskOutcome : byte
{
    /// <summary>Nothing was computed yet.</summary>
    NotComputed = 0,

    /// <summary>The figures are what was asked for.</summary>
    Computed = 1,

    /// <summary>The moments lie outside of the domain of Cornish and Fisher: the figures are historical ones.</summary>
    HistoricalInstead = 2,

    /// <summary>The moments lie outside of the domain of Cornish and Fisher.</summary>
    OutsideDomain = 3,

    /// <summary>Too few observations for the tail that was asked for.</summary>
    TooFewObservations = 4,

    /// <summary>A number that went in, or one on the way, was not finite.</summary>
    NotFinite = 5,

    /// <summary>The observations do not differ, so that they have neither skewness nor kurtosis.</summary>
    NoVariance = 6,

    /// <summary>The matrix is no covariance: not symmetric, or some portfolio would have a variance below zero.</summary>
    NotCovariance = 7,
}
