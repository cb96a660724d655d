using System.Collections.Generic;

namespace Harrier.Models.Processes;

/// <summary>A fitted Hawkes process.</summary>
/// <param name="Outcome">How the fit ended.</param>
/// <param name="Process">The parameters; null where nothing was estimated.</param>
/// <param name="StandardErrors">One for each of <see cref="HawkesProcess.Parameters"/>, by the inverse of the second
/// derivatives of the log-likelihood; 0 for a decay that was given, not a number where there is none.</param>
/// <param name="LogLikelihood">The natural logarithm of the likelihood.</param>
/// <param name="Iterations">The steps of the maximisation.</param>
public sealed record HawkesEstimate(
    HawkesFitOutcome Outcome,
    HawkesProcess? Process,
    IReadOnlyList<double> StandardErrors,
    double LogLikelihood,
    int Iterations);
